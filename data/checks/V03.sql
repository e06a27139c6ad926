-- warning: Kein Ansatz ist über das zulässige Maß überschritten
-- Source: ANBest-P Nr. 1.2: ein Einzelansatz darf um den Satz des Regelprofils (in der Regel 20 %)
-- überschritten werden, wenn andere entsprechend unterschritten werden; der Gesamtbetrag ist
-- verbindlich, was darüber liegt, trägt der Zuwendungsempfänger. Bei Festbetrag nur zur Kenntnis.
WITH r AS MATERIALIZED (
    SELECT * FROM report_funding WHERE report_id = :report_id
), line AS MATERIALIZED (
    SELECT * FROM report_line WHERE report_id = :report_id AND side = 'aus'
)
SELECT message, "table", "key", "column", severity
  FROM (SELECT 0 AS part, l.line_id AS sort, 'Ansatz ' || l.no || ' „' || l.title || '“: Ist '
               || printf('%s,%02d EUR', replace(printf('%,d', l.actual_ct / 100), ',', '.'), l.actual_ct % 100)
               || CASE WHEN l.plan_ct = 0 THEN ', aber im Plan ist nichts angesetzt'
                       ELSE ', Plan ' || printf('%s,%02d EUR', replace(printf('%,d', l.plan_ct / 100), ',', '.'), l.plan_ct % 100)
                              || ', zulässig bis ' || printf('%s,%02d EUR', replace(printf('%,d', l.limit_ct / 100), ',', '.'),
                              l.limit_ct % 100) || ' (' || rtrim(rtrim(printf('%d,%02d', r.overrun_bp / 100, r.overrun_bp % 100), '0'), ',')
                              || ' %' || ' mehr), '
                              || printf('%s,%02d EUR', replace(printf('%,d', (l.actual_ct - l.limit_ct) / 100), ',', '.'),
                              (l.actual_ct - l.limit_ct) % 100) || ' darüber' END
               || CASE WHEN d.reason_md IS NULL THEN '; eine Begründung fehlt' ELSE '; eine Begründung liegt vor' END AS message,
               'budget_line' AS "table", 'no=' || l.no AS "key", NULL AS "column",
               CASE WHEN l.plan_ct = 0 THEN 'error' WHEN r.kind = 'festbetrag' THEN 'info' END AS severity
          FROM r JOIN line l LEFT JOIN deviation d ON d.report_id = r.report_id AND d.budget_line_id = l.line_id
         WHERE l.is_over
         UNION ALL
        SELECT 1, 0, 'Gesamtausgaben: Ist ' || printf('%s,%02d EUR', replace(printf('%,d', actual_ct / 100), ',', '.'), actual_ct % 100)
               || ', Plan ' || printf('%s,%02d EUR', replace(printf('%,d', plan_ct / 100), ',', '.'), plan_ct % 100) || '; '
               || printf('%s,%02d EUR', replace(printf('%,d', (actual_ct - plan_ct) / 100), ',', '.'), (actual_ct - plan_ct) % 100)
               || ' sind nicht durch Einsparungen gedeckt und aus eigenen Mitteln zu tragen',
               'report', 'slug=' || slug, NULL, CASE kind WHEN 'festbetrag' THEN 'info' END
          FROM (SELECT r.slug, r.kind, sum(l.actual_ct) AS actual_ct, sum(l.plan_ct) AS plan_ct FROM r JOIN line l)
         WHERE actual_ct > plan_ct)
 ORDER BY part, sort
