-- info: So ist die Zuwendung rechnerisch ermittelt
-- Source: ANBest-P Nr. 2 (Minderausgaben, mehr Deckungsmittel), § 49a VwVfG (Erstattung und Zinsen);
-- BVerwG 10 B 26.16: die Rechnung ersetzt keinen Bescheid. Beide Lesarten stehen nebeneinander, mit
-- und ohne Kappung dessen, was die Ansätze über das zulässige Maß hinaus überschreitet. Zahlen mehrere
-- Zuwendungsgeber für einen Plan mehr, als er gekostet hat, ist das eine Warnung (ANBest-P Nr. 2.1:
-- ermäßigt wird anteilig mit den anderen).
WITH r AS MATERIALIZED (
    SELECT * FROM report_funding WHERE report_id = :report_id
)
SELECT upper(substr(message, 1, 1)) || substr(message, 2) AS message, "table", "key", severity
  FROM (SELECT 1 - q.is_capped AS part, CASE r.report_kind WHEN 'zwischennachweis' THEN 'vorläufig, Stand ' || strftime('%d.%m.%Y', r.report_to)
               || ', ' ELSE '' END
               || CASE q.is_capped WHEN 1 THEN 'mit Kappung (vorsichtige Lesart): ' ELSE 'ohne Kappung: ' END || 'zuwendungsfähig '
               || printf('%s%s,%02d EUR', substr('−', 1, q.eligible_ct < 0), replace(printf('%,d', abs(q.eligible_ct) / 100), ',', '.'),
               abs(q.eligible_ct) % 100) || ', '
               || CASE q.kind WHEN 'anteil' THEN 'Anteilfinanzierung '
               || rtrim(rtrim(printf('%d,%02d', q.rate_bp / 100, q.rate_bp % 100), '0'), ',') || ' %'
               WHEN 'fehlbedarf' THEN 'Fehlbedarfsfinanzierung' WHEN 'festbetrag' THEN 'Festbetragsfinanzierung' ELSE 'Vollfinanzierung' END
               || ', Zuwendung rechnerisch '
               || printf('%s,%02d EUR', replace(printf('%,d', q.payable_ct / 100), ',', '.'), q.payable_ct % 100) || ' von höchstens '
               || printf('%s%s,%02d EUR', substr('−', 1, q.granted_ct < 0), replace(printf('%,d', abs(q.granted_ct) / 100), ',', '.'),
               abs(q.granted_ct) % 100) || '; ausgezahlt '
               || printf('%s,%02d EUR', replace(printf('%,d', q.drawn_ct / 100), ',', '.'), q.drawn_ct % 100) || ', '
               || CASE WHEN q.repay_ct > 0 THEN 'rechnerisch ermittelter Erstattungsbetrag '
               || printf('%s,%02d EUR', replace(printf('%,d', q.repay_ct / 100), ',', '.'), q.repay_ct % 100)
               WHEN q.open_ct > 0 THEN 'noch nicht abgerufen '
               || printf('%s,%02d EUR', replace(printf('%,d', q.open_ct / 100), ',', '.'), q.open_ct % 100) ELSE 'nichts offen' END
               || CASE WHEN r.report_kind = 'zwischennachweis' OR q.kind = 'festbetrag' OR q.change_ct = 0 THEN ''
                       WHEN q.is_reduced THEN '; weniger Ausgaben und mehr Einnahmen, zusammen '
                              || printf('%s,%02d EUR', replace(printf('%,d', q.change_ct / 100), ',', '.'), q.change_ct % 100)
                              || ', mindern sie'
                       ELSE '; weniger Ausgaben und mehr Einnahmen, zusammen '
                              || printf('%s,%02d EUR', replace(printf('%,d', q.change_ct / 100), ',', '.'), q.change_ct % 100)
                              || ', liegen nicht über der Bagatellgrenze und mindern nichts' END
               || CASE WHEN r.report_kind = 'zwischennachweis' THEN '' WHEN r.reduce_threshold_ct > 0 THEN ' (Bagatellgrenze '
               || printf('%s,%02d EUR', replace(printf('%,d', r.reduce_threshold_ct / 100), ',', '.'), r.reduce_threshold_ct % 100) || ')'
                       WHEN r.reduce_threshold_ct IS NULL AND q.change_ct > 0 THEN ' (keine Bagatellgrenze bekannt)' ELSE '' END AS message,
               'report' AS "table", 'slug=' || r.slug AS "key", NULL AS severity
          FROM r JOIN report_reading q ON q.report_id = r.report_id
         UNION ALL
        SELECT 2, 'Zinshinweis: für nicht rechtzeitig verwendete Mittel kämen '
               || printf('%s,%02d EUR', replace(printf('%,d', sum_ct / 100), ',', '.'), sum_ct % 100) || ' in Betracht ('
               || rtrim(rtrim(printf('%d,%02d', over_bp / 100, over_bp % 100), '0'), ',')
               || ' Prozentpunkte über dem Basiszinssatz' || CASE WHEN is_bare THEN ', der nicht hinterlegt und mit 0 % gerechnet ist' ELSE '' END
               || '); die Behörde entscheidet', 'report', 'slug=' || slug, NULL
          FROM (SELECT r.slug, r.interest_over_base_bp AS over_bp, sum(d.interest_ct) AS sum_ct,
                       max(d.interest_ct > 0 AND NOT EXISTS (SELECT 1 FROM base_rate b WHERE b.valid_from <= d.spend_by)) AS is_bare FROM r
                       JOIN report_drawdown d ON d.report_id = r.report_id)
         WHERE sum_ct > 0
         UNION ALL
        SELECT 3, 'Zuwendungen zusammen: zustehend '
               || printf('%s,%02d EUR', replace(printf('%,d', payable_ct / 100), ',', '.'), payable_ct % 100)
               || ' und von anderen Zuwendungsgebern ausgezahlt '
               || printf('%s,%02d EUR', replace(printf('%,d', others_ct / 100), ',', '.'), others_ct % 100) || ', zuwendungsfähig nur '
               || printf('%s%s,%02d EUR', substr('−', 1, eligible_ct < 0), replace(printf('%,d', abs(eligible_ct) / 100), ',', '.'),
               abs(eligible_ct) % 100) || '; '
               || printf('%s,%02d EUR', replace(printf('%,d', (payable_ct + others_ct - eligible_ct) / 100), ',', '.'),
               (payable_ct + others_ct - eligible_ct) % 100) || ' sind überfinanziert', 'report', 'slug=' || slug, 'warning'
          FROM (SELECT r.slug, q.payable_ct, q.eligible_ct, sum(i.amount_ct) AS others_ct
                  FROM r JOIN report_reading q ON q.report_id = r.report_id AND q.is_capped = 1
                  JOIN report_income i ON i.report_id = r.report_id AND i.grant_id <> r.funding_id
                 WHERE r.report_kind <> 'zwischennachweis')
         WHERE others_ct > 0 AND payable_ct + others_ct > eligible_ct
         UNION ALL
        SELECT 4, 'Fördersätze der Zuwendungen dieses Plans: zusammen '
               || rtrim(rtrim(printf('%d,%02d', sum(f.rate_bp) / 100, sum(f.rate_bp) % 100), '0'), ',') || ' %'
               || ', also mehr als die Ausgaben', 'report', 'slug=' || r.slug, 'warning'
          FROM r JOIN funding f ON f.id = r.plan_id OR f.plan_of = r.plan_id
        HAVING sum(f.rate_bp) > 10000)
 ORDER BY part
