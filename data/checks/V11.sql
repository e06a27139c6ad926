-- warning: Eigene und dritte Mittel sind wie geplant eingegangen
-- Source: ANBest-P Nr. 1.2 und 2 (alle Einnahmen und der Eigenanteil sind Deckungsmittel). Ein
-- Ausfall wird gemeldet; gerechnet wird mit dem höheren Betrag aus Plan und Eingang. In einem
-- Zwischennachweis ist der Stand nur zur Kenntnis, denn der Plan gilt für den ganzen Zeitraum.
WITH r AS MATERIALIZED (
    SELECT *, report_kind = 'zwischennachweis' AS is_interim FROM report_funding WHERE report_id = :report_id
), line AS MATERIALIZED (
    SELECT * FROM report_line WHERE report_id = :report_id AND side = 'ein' AND NOT own_grant
)
SELECT message, "table", "key", "column", severity
  FROM (SELECT 0 AS part, l.line_id AS sort, 'Ansatz ' || l.no || ' „' || l.title || '“: eingegangen '
               || printf('%s%s,%02d EUR', substr('−', 1, l.actual_ct < 0), replace(printf('%,d', abs(l.actual_ct) / 100), ',', '.'),
               abs(l.actual_ct) % 100)
               || CASE WHEN r.is_interim THEN ' bis ' || strftime('%d.%m.%Y', r.cut_on) || ', geplant für den ganzen Zeitraum '
               || printf('%s,%02d EUR', replace(printf('%,d', l.plan_ct / 100), ',', '.'), l.plan_ct % 100) ELSE ', geplant '
               || printf('%s,%02d EUR', replace(printf('%,d', l.plan_ct / 100), ',', '.'), l.plan_ct % 100) || ', es fehlen '
               || printf('%s,%02d EUR', replace(printf('%,d', (l.plan_ct - l.actual_ct) / 100), ',', '.'),
               (l.plan_ct - l.actual_ct) % 100) END AS message,
               'budget_line' AS "table", 'no=' || l.no AS "key", NULL AS "column", CASE WHEN r.is_interim THEN 'info' END AS severity
          FROM r JOIN line l WHERE l.actual_ct < l.plan_ct
         UNION ALL
        SELECT 1, 0, 'Eigene und dritte Mittel zusammen: eingegangen '
               || printf('%s%s,%02d EUR', substr('−', 1, got_ct < 0), replace(printf('%,d', abs(got_ct) / 100), ',', '.'),
               abs(got_ct) % 100) || ', geplant ' || printf('%s,%02d EUR', replace(printf('%,d', plan_ct / 100), ',', '.'), plan_ct % 100)
               || ', es fehlen ' || printf('%s,%02d EUR', replace(printf('%,d', (plan_ct - got_ct) / 100), ',', '.'),
               (plan_ct - got_ct) % 100) || '; gerechnet wird mit '
               || printf('%s,%02d EUR', replace(printf('%,d', plan_ct / 100), ',', '.'), plan_ct % 100),
               'report', 'slug=' || slug, NULL, NULL
          FROM (SELECT r.slug, sum(l.actual_ct) AS got_ct, sum(l.plan_ct) AS plan_ct FROM r JOIN line l WHERE NOT r.is_interim)
         WHERE got_ct < plan_ct)
 ORDER BY part, sort
