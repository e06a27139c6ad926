-- warning: Jede Einnahme ist einem Ansatz zugeordnet
-- Source: ANBest-P Nr. 1.2: alle mit dem Zweck zusammenhängenden Einnahmen sind einzusetzen, auch
-- Beiträge der Teilnehmenden; was keinem Ansatz zugeordnet ist, fehlt in der Rechnung.
WITH r AS MATERIALIZED (
    SELECT * FROM report_funding WHERE report_id = :report_id
)
SELECT message, "table", "key", "column"
  FROM (SELECT 0 AS part, i.id AS sort, 'Einnahme ' || i.no || ': '
               || printf('%s%s,%02d EUR', substr('−', 1, i.amount_ct < 0), replace(printf('%,d', abs(i.amount_ct) / 100), ',', '.'),
               abs(i.amount_ct) % 100) || ' von „' || i.payer || '“ am ' || strftime('%d.%m.%Y', i.received_on)
               || ' ist keinem Ansatz zugeordnet und zählt nicht mit' AS message,
               'income' AS "table", 'no=' || i.no AS "key", 'budget_line_id' AS "column"
          FROM r JOIN income i ON i.funding_id = r.plan_id AND i.budget_line_id IS NULL
         WHERE i.received_on <= r.cut_on
         UNION ALL
        SELECT 1, 0, CASE count(*) WHEN 1 THEN 'Veranstaltung ' ELSE count(*) || ' Veranstaltungen, zuerst ' END || '„' || e.label
               || '“ am ' || strftime('%d.%m.%Y', min(e.starts))
               || ': ein Beitrag der Teilnehmenden von '
               || printf('%s,%02d EUR', replace(printf('%,d', e.fee_ct / 100), ',', '.'), e.fee_ct % 100)
               || ' ist vermerkt, aber keine Einnahme daraus', 'event', 'slug=' || e.slug, 'fee_ct'
          FROM r JOIN event e ON e.project_id = r.project_id AND e.fee_ct > 0 AND e.starts BETWEEN r.period_from AND r.cut_on
         WHERE NOT EXISTS (SELECT 1 FROM report_income i JOIN budget_line b ON b.id = i.budget_line_id WHERE i.report_id = :report_id
                AND b.source = 'teilnahme')
        HAVING count(*) > 0)
 ORDER BY part, sort
