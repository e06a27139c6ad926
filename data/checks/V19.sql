-- error: Lokale Maßnahmen bleiben je Region in ihrer Obergrenze
-- Source: Bescheid und Projektantrag: je Region steht für gemeinsame Maßnahmen eine feste Summe zur
-- Verfügung (Obergrenze des Projekts), für das Vereinbarte wie für das Abgerechnete.
WITH r AS MATERIALIZED (
    SELECT r.report_id, r.project_id, p.measure_max_ct FROM report_funding r JOIN project p ON p.id = r.project_id
     WHERE r.report_id = :report_id AND p.measure_max_ct IS NOT NULL
)
SELECT message, "table", "key", "column", severity
  FROM (SELECT 0 AS part, g.id, '„' || g.name || '“: lokale Maßnahmen mit '
               || printf('%s,%02d EUR', replace(printf('%,d', sum(c.eligible_ct) / 100), ',', '.'), sum(c.eligible_ct) % 100)
               || ' abgerechnet (zuletzt Beleg ' || c.no || '), zulässig sind '
               || printf('%s,%02d EUR', replace(printf('%,d', r.measure_max_ct / 100), ',', '.'), r.measure_max_ct % 100) AS message,
               'receipt' AS "table", 'no=' || c.no AS "key", 'region_id' AS "column", NULL AS severity, max(c.id)
          FROM r JOIN report_receipt c ON c.report_id = r.report_id JOIN budget_line b ON b.id = c.budget_line_id
                 AND b.category = 'massnahme' JOIN region g ON g.id = c.region_id
         GROUP BY g.id HAVING sum(c.eligible_ct) > r.measure_max_ct
         UNION ALL
        SELECT 1, g.id, '„' || g.name || '“: Maßnahmen für '
               || printf('%s,%02d EUR', replace(printf('%,d', sum(m.budget_ct) / 100), ',', '.'), sum(m.budget_ct) % 100)
               || ' vereinbart (zuletzt „' || m.title || '“), zulässig sind '
               || printf('%s,%02d EUR', replace(printf('%,d', r.measure_max_ct / 100), ',', '.'), r.measure_max_ct % 100), 'measure', 'id='
               || m.id, 'budget_ct', NULL, max(m.id)
          FROM r JOIN measure m ON m.project_id = r.project_id AND m.status <> 'verworfen' JOIN region g ON g.id = m.region_id
         GROUP BY g.id HAVING sum(m.budget_ct) > r.measure_max_ct
         UNION ALL
        SELECT 2, c.id, 'Beleg ' || c.no || ': lokale Maßnahme ohne Region, zu keiner Obergrenze gezählt', 'receipt', 'no='
               || c.no, 'region_id', 'warning', 0
          FROM r JOIN report_receipt c ON c.report_id = r.report_id JOIN budget_line b ON b.id = c.budget_line_id
                 AND b.category = 'massnahme'
         WHERE c.region_id IS NULL
         UNION ALL
        SELECT 3, m.id, 'Maßnahme „' || m.title || '“: für '
               || printf('%s,%02d EUR', replace(printf('%,d', m.budget_ct / 100), ',', '.'), m.budget_ct % 100)
               || ' vereinbart, aber ohne Region, zu keiner Obergrenze gezählt', 'measure', 'id=' || m.id, 'region_id', 'warning', 0
          FROM r JOIN measure m ON m.project_id = r.project_id AND m.status <> 'verworfen'
         WHERE m.region_id IS NULL AND m.budget_ct > 0)
 ORDER BY part, id
