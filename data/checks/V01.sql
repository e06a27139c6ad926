-- error: Die Summen der Belege, Ansätze und Einnahmen stimmen überein
-- Source: Prüfung des Zahlenwerks, VV Nr. 11 zu § 44 LHO; ANBest-P Nr. 6. Alle Zahlen des Nachweises
-- werden ein zweites Mal und auf anderem Weg aus den Aufzeichnungen errechnet; die Bücher müssen auf
-- den Cent dasselbe sagen. Gemeldet wird auch, was zu keinem Ansatz des Finanzierungsplans gehört.
WITH r AS MATERIALIZED (
    SELECT * FROM report_funding WHERE report_id = :report_id
), told AS MATERIALIZED (
    SELECT * FROM report_line WHERE report_id = :report_id
), paid AS (
    SELECT line_id, sum(n / 10000 + n % 10000 / 5000) AS sum_ct
      FROM (SELECT c.budget_line_id AS line_id,
                   (c.gross_ct - c.vat_ct * r.vat_deduct - (1 - 2 * (c.gross_ct < 0)) * max(c.discount_offered_ct,
                          c.discount_taken_ct)) * c.share_bp AS n
              FROM r
              JOIN budget_line b ON b.funding_id = r.plan_id
              JOIN receipt c ON c.budget_line_id = b.id AND c.funding_id = b.funding_id
             WHERE r.report_kind <> 'zwischennachweis' OR c.paid_on <= r.report_to OR c.paid_on IS NULL)
     GROUP BY line_id
), got AS (
    SELECT line_id, sum(ct) AS sum_ct
      FROM (SELECT i.budget_line_id AS line_id, i.amount_ct AS ct
              FROM r JOIN budget_line b ON b.funding_id = r.plan_id JOIN income i ON i.budget_line_id = b.id AND i.funding_id = b.funding_id
             WHERE i.received_on <= r.cut_on
             UNION ALL
            SELECT b.id, d.amount_ct
              FROM r JOIN budget_line b ON b.funding_id = r.plan_id JOIN drawdown d ON d.funding_id = b.grant_id
             WHERE d.paid_on <= r.cut_on)
     GROUP BY line_id
), month AS (
    SELECT 12 * substr(period_to, 1, 4) + substr(period_to, 6, 2) - 12 * substr(period_from, 1, 4) - substr(period_from, 6, 2) + 1 AS n,
           max(12 * substr(min(report_to, period_to), 1, 4) + substr(min(report_to, period_to), 6, 2)
               - 12 * substr(period_from, 1, 4) - substr(period_from, 6, 2) + 1, 0) AS passed
      FROM r
), latest AS (
    SELECT c.budget_line_id AS line_id, c.new_plan_ct, max(n.dated)
      FROM r JOIN budget_change c JOIN funding_notice n ON n.id = c.notice_id
     WHERE n.dated <= r.as_of
     GROUP BY c.budget_line_id
), plan AS (
    SELECT b.*, coalesce(l.new_plan_ct, b.plan_ct) AS now_ct, b.grant_id IS r.funding_id AS is_own,
           coalesce(l.new_plan_ct, b.plan_ct) + coalesce(l.new_plan_ct, b.plan_ct) * r.overrun_bp / 10000 AS limit_ct
      FROM r JOIN budget_line b ON b.funding_id = r.plan_id LEFT JOIN latest l ON l.line_id = b.id
), direct AS (
    SELECT p.*, CASE p.calc WHEN 'pauschale_fix' THEN p.now_ct * m.passed / m.n + p.now_ct * m.passed % m.n * 2 / m.n
                            ELSE coalesce(paid.sum_ct, 0) + coalesce(got.sum_ct, 0) END AS sum_ct
      FROM month m JOIN plan p LEFT JOIN paid ON paid.line_id = p.id LEFT JOIN got ON got.line_id = p.id
     WHERE p.calc <> 'pauschale_pct'
), base AS (
    SELECT p.id, coalesce(max(sum(d.sum_ct), 0), 0) * p.pct_bp AS n,
           coalesce(max(sum(min(d.sum_ct, d.limit_ct)), 0), 0) * p.pct_bp AS capped_n
      FROM plan p LEFT JOIN flat_rate_base f ON f.budget_line_id = p.id LEFT JOIN direct d ON d.id = f.base_line_id
     WHERE p.calc = 'pauschale_pct'
     GROUP BY p.id
), line AS MATERIALIZED (
    SELECT id, no, title, side, is_own, now_ct, sum_ct, CASE side WHEN 'aus' THEN min(sum_ct, limit_ct) END AS capped_ct FROM direct
     UNION ALL
    SELECT p.id, p.no, p.title, p.side, p.is_own, p.now_ct, b.n / 10000 + b.n % 10000 / 5000,
           min(b.capped_n / 10000 + b.capped_n % 10000 / 5000, p.limit_ct)
      FROM plan p JOIN base b ON b.id = p.id
), total AS (
    SELECT coalesce(sum(now_ct) FILTER (WHERE side = 'aus'), 0) AS plan_ct,
           coalesce(sum(sum_ct) FILTER (WHERE side = 'aus'), 0) AS spent_ct,
           coalesce(sum(capped_ct) FILTER (WHERE side = 'aus'), 0) AS capped_ct,
           coalesce(sum(now_ct) FILTER (WHERE side = 'ein' AND NOT is_own), 0) AS planned_ct,
           coalesce(sum(sum_ct) FILTER (WHERE side = 'ein' AND NOT is_own), 0) AS received_ct
      FROM line
), basis AS (
    SELECT r.*, t.*, k.is_capped, CASE k.is_capped WHEN 1 THEN min(t.capped_ct, t.plan_ct)
           ELSE t.spent_ct END AS e_ct, max(t.received_ct - t.planned_ct, 0) AS x_ct
      FROM r JOIN total t JOIN (SELECT 1 AS is_capped UNION ALL SELECT 0) k
), due AS (
    SELECT is_capped, granted_ct, drawn_ct, spent_ct, planned_ct, received_ct, plan_ct, e_ct,
           CASE WHEN kind IN ('festbetrag', 'voll')
                  OR max(plan_ct - e_ct, 0) + x_ct <= reduce_threshold_ct AND reduce_threshold_ct > 0 THEN max(min(granted_ct, e_ct), 0)
                WHEN kind = 'fehlbedarf' THEN max(min(granted_ct, max(e_ct, 0) - max(planned_ct, received_ct)), 0)
                ELSE max(min(granted_ct, n / 10000 + n % 10000 / 5000 - x_ct * (extra_cover = 'voll')), 0) END AS z_ct
      FROM (SELECT *, max(e_ct - x_ct * (extra_cover = 'anteilig'), 0) * coalesce(rate_bp, 0) AS n FROM basis)
), pair AS (
    SELECT 0 AS part, line.side, line.no AS sort, 'Ansatz ' || line.no || ' „' || line.title
           || '“: Plan' AS what, told.plan_ct AS told_ct, line.now_ct AS own_ct,
           'budget_line' AS place, 'no=' || line.no AS name, 'plan_ct' AS cell
      FROM line LEFT JOIN told ON told.line_id = line.id
     UNION ALL
    SELECT 1, line.side, line.no, 'Ansatz ' || line.no || ' „' || line.title || '“: Ist', told.actual_ct, line.sum_ct, 'budget_line', 'no='
           || line.no, NULL
      FROM line LEFT JOIN told ON told.line_id = line.id
     UNION ALL
    SELECT 2, line.side, line.no, 'Ansatz ' || line.no || ' „' || line.title || '“: Ist', told.actual_ct, g.total_ct, 'ledger_total', 'no='
           || line.no, 'total_ct'
      FROM ledger_total g JOIN line ON line.id = g.budget_line_id JOIN told ON told.line_id = line.id
     WHERE g.report_id = :report_id
     UNION ALL
    SELECT 3, 'z', v.column1, 'Nachweis „' || r.slug || '“: ' || v.column2,
           CASE v.column1 WHEN 1 THEN q.plan_ct WHEN 2 THEN q.expenditure_ct WHEN 3 THEN q.planned_ct WHEN 4 THEN q.received_ct
                  WHEN 5 THEN q.granted_ct
                          WHEN 6 THEN q.drawn_ct WHEN 7 THEN q.eligible_ct WHEN 8 THEN q.payable_ct
                                 ELSE q.payable_ct + q.repay_ct - q.open_ct END,
           CASE v.column1 WHEN 1 THEN d.plan_ct WHEN 2 THEN d.spent_ct WHEN 3 THEN d.planned_ct WHEN 4 THEN d.received_ct
                          WHEN 5 THEN (SELECT coalesce(sum(n.amount_ct), 0) FROM funding_notice n WHERE n.funding_id = r.funding_id
                                 AND n.dated <= r.as_of)
                          WHEN 6 THEN (SELECT coalesce(sum(w.amount_ct), 0) FROM drawdown w WHERE w.funding_id = r.funding_id
                                 AND w.paid_on <= r.cut_on)
                          WHEN 7 THEN d.e_ct WHEN 8 THEN d.z_ct ELSE d.drawn_ct END, 'report', 'slug=' || r.slug, NULL
      FROM r
      JOIN report_reading q ON q.report_id = r.report_id
      JOIN due d ON d.is_capped = q.is_capped
      JOIN (VALUES (1, 'Gesamtausgaben laut Plan'), (2, 'Gesamtausgaben'), (3, 'eigene und dritte Mittel laut Plan'),
             (4, 'eigene und dritte Mittel'), (5, 'Bewilligung'),
                   (6, 'Abrufe'), (7, 'zuwendungsfähige Ausgaben'), (8, 'Zuwendung, rechnerisch'),
                          (9, 'Zuwendung, Erstattung und offener Rest')) v
     WHERE q.is_capped = 1 OR v.column1 > 6
), stray AS (
    SELECT 4 AS part, c.no, 'Beleg ' || c.no AS what, 'receipt' AS place, b.id AS line_id, b.funding_id <> c.funding_id AS is_other,
           b.side = 'ein' AS is_wrong, f.plan_of IS NOT NULL AS is_shared
      FROM r JOIN funding f ON f.id = r.plan_id OR f.plan_of = r.plan_id
      JOIN receipt c ON c.funding_id = f.id
      LEFT JOIN budget_line b ON b.id = c.budget_line_id
     UNION ALL
    SELECT 5, i.no, 'Einnahme ' || i.no, 'income', b.id, b.funding_id <> i.funding_id, b.side = 'aus'
           OR b.grant_id IS NOT NULL, f.plan_of IS NOT NULL
      FROM r JOIN funding f ON f.id = r.plan_id OR f.plan_of = r.plan_id
      JOIN income i ON i.funding_id = f.id AND (i.budget_line_id IS NOT NULL OR f.plan_of IS NOT NULL)
      LEFT JOIN budget_line b ON b.id = i.budget_line_id
     UNION ALL
    SELECT 6, b.no, 'Ansatz ' || b.no || ' „' || b.title || '“', 'budget_line', b.id, 0, 0, 1
      FROM r JOIN funding f ON f.plan_of = r.plan_id JOIN budget_line b ON b.funding_id = f.id
     UNION ALL
    SELECT 7, c.no, 'Beleg ' || c.no, 'receipt', b.id, 1, 0, 0
      FROM r JOIN budget_line b ON b.funding_id = r.plan_id JOIN receipt c ON c.budget_line_id = b.id
     WHERE c.funding_id NOT IN (SELECT f.id FROM funding f WHERE f.id = r.plan_id OR f.plan_of = r.plan_id)
     UNION ALL
    SELECT 8, i.no, 'Einnahme ' || i.no, 'income', b.id, 1, 0, 0
      FROM r JOIN budget_line b ON b.funding_id = r.plan_id JOIN income i ON i.budget_line_id = b.id
     WHERE i.funding_id NOT IN (SELECT f.id FROM funding f WHERE f.id = r.plan_id OR f.plan_of = r.plan_id)
)
SELECT what || ' ' || CASE WHEN told_ct IS NULL THEN 'fehlt'
       ELSE printf('%s%s,%02d EUR', substr('−', 1, told_ct < 0), replace(printf('%,d', abs(told_ct) / 100), ',', '.'),
       abs(told_ct) % 100) END || CASE part WHEN 2 THEN ', in den Büchern ' ELSE ', die zweite Rechnung ergibt ' END
       || printf('%s%s,%02d EUR', substr('−', 1, own_ct < 0), replace(printf('%,d', abs(own_ct) / 100), ',', '.'),
       abs(own_ct) % 100) AS message, place AS "table", name AS "key", cell AS "column"
  FROM (SELECT * FROM pair ORDER BY part, side, sort)
 WHERE told_ct IS NOT own_ct
 UNION ALL
SELECT what || CASE WHEN is_shared THEN ' ist bei einer Förderung erfasst, die den Plan einer anderen teilt, und zählt in keinem Nachweis'
                    WHEN line_id IS NULL THEN ' gehört zu einem Ansatz, den es nicht gibt'
                    WHEN is_other THEN ' ist dem Ansatz einer anderen Förderung zugeordnet'
                    WHEN part = 4 THEN ' ist einem Ansatz der Einnahmen zugeordnet'
                    ELSE ' ist keinem Ansatz der eigenen oder dritten Mittel zugeordnet' END,
       place, 'no=' || no, CASE WHEN is_shared THEN 'funding_id' ELSE 'budget_line_id' END
  FROM (SELECT * FROM stray WHERE is_shared OR line_id IS NULL OR is_other OR is_wrong ORDER BY part, no)
 UNION ALL
SELECT 'Ansatz ' || b.no || ' „' || b.title || '“: Summe der Bücher für einen Ansatz einer anderen Förderung', 'ledger_total', 'no='
       || b.no, 'budget_line_id'
  FROM r JOIN ledger_total g ON g.report_id = r.report_id JOIN budget_line b ON b.id = g.budget_line_id
 WHERE b.funding_id <> r.plan_id
 UNION ALL
SELECT 'Nachweis „' || t.slug || '“: ' || CASE WHEN f.id IS NULL THEN 'die Förderung' WHEN u.id IS NULL THEN 'das Regelprofil der Förderung'
       WHEN p.id IS NULL THEN 'das Projekt'
       WHEN o.id IS NULL THEN 'der Träger des Projekts' WHEN g.id IS NULL THEN 'der Zuwendungsgeber' ELSE 'die Bewilligungsbehörde' END
              || ' fehlt in den Daten',
       CASE WHEN f.id IS NULL THEN 'report' WHEN p.id IS NOT NULL AND o.id IS NULL THEN 'project' ELSE 'funding' END,
       'id=' || CASE WHEN f.id IS NULL THEN t.id WHEN p.id IS NOT NULL AND o.id IS NULL THEN p.id ELSE f.id END,
       CASE WHEN f.id IS NULL THEN 'funding_id' WHEN u.id IS NULL THEN 'rule_id' WHEN p.id IS NULL THEN 'project_id'
              WHEN o.id IS NULL THEN 'lead_org_id'
            WHEN g.id IS NULL THEN 'funder_org_id' ELSE 'authority_org_id' END
  FROM report t
  LEFT JOIN funding f ON f.id = t.funding_id
  LEFT JOIN rule_profile u ON u.id = f.rule_id
  LEFT JOIN project p ON p.id = f.project_id
  LEFT JOIN org o ON o.id = p.lead_org_id
  LEFT JOIN org g ON g.id = f.funder_org_id
  LEFT JOIN org a ON a.id = f.authority_org_id
 WHERE t.id = :report_id AND (u.id IS NULL OR o.id IS NULL OR g.id IS NULL OR (a.id IS NULL AND f.authority_org_id IS NOT NULL))
