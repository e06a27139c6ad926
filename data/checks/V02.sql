-- error: Der Finanzierungsplan ist ausgeglichen und entspricht den Bescheiden
-- Source: ANBest-P Nr. 1.2 (der Plan ist verbindlich). Ausgaben und Einnahmen des Plans sind gleich,
-- der Ansatz einer Zuwendung ist die Summe ihrer Bescheide; jeder Änderungsbescheid ändert einen
-- früheren derselben Förderung, und Pauschalen beziehen sich auf Ansätze desselben Plans.
WITH RECURSIVE r AS MATERIALIZED (
    SELECT * FROM report_funding WHERE report_id = :report_id
), sharer AS (
    SELECT f.id, f.file_no, f.project_id, f.plan_of FROM r JOIN funding f ON f.id = r.plan_id OR f.plan_of = r.plan_id
), line AS MATERIALIZED (
    SELECT * FROM report_line WHERE report_id = :report_id
), grant_line AS (
    SELECT l.no, l.title, l.plan_ct, l.grant_id, g.file_no, s.id AS sharer_id,
           (SELECT coalesce(sum(n.amount_ct), 0) FROM r JOIN funding_notice n ON n.dated <= r.as_of
                  WHERE n.funding_id = l.grant_id) AS granted_ct
      FROM line l LEFT JOIN funding g ON g.id = l.grant_id LEFT JOIN sharer s ON s.id = l.grant_id
     WHERE l.grant_id IS NOT NULL
), notice AS (
    SELECT n.*, CASE n.kind WHEN 'bescheid' THEN 'Bescheid' WHEN 'aenderung' THEN 'Änderungsbescheid' ELSE 'Widerruf' END || ' vom '
           || strftime('%d.%m.%Y', n.dated) AS name,
           sum(n.amount_ct) OVER (ORDER BY n.dated, n.id) AS sum_ct
      FROM r JOIN funding_notice n ON n.funding_id = r.funding_id
), chain (start_id, at_id) AS (
    SELECT id, changes_id FROM notice WHERE changes_id IS NOT NULL
     UNION
    SELECT c.start_id, n.changes_id FROM chain c JOIN funding_notice n ON n.id = c.at_id WHERE n.changes_id IS NOT NULL
), ring AS (
    SELECT start_id FROM chain WHERE start_id = at_id
)
SELECT 'Finanzierungsplan: Ausgaben ' || printf('%s,%02d EUR', replace(printf('%,d', sum_aus / 100), ',', '.'), sum_aus % 100)
       || ', Einnahmen ' || printf('%s,%02d EUR', replace(printf('%,d', sum_ein / 100), ',', '.'), sum_ein % 100) || ', Unterschied '
       || printf('%s%s,%02d EUR', substr('−', 1, sum_ein - sum_aus < 0), replace(printf('%,d', abs(sum_ein - sum_aus) / 100), ',', '.'),
       abs(sum_ein - sum_aus) % 100) AS message,
       'budget_line' AS "table", 'funding_id=' || plan_id AS "key", 'plan_ct' AS "column"
  FROM (SELECT r.plan_id, coalesce(sum(l.plan_ct) FILTER (WHERE l.side = 'aus'), 0) AS sum_aus,
               coalesce(sum(l.plan_ct) FILTER (WHERE l.side = 'ein'), 0) AS sum_ein FROM r LEFT JOIN line l)
 WHERE sum_aus <> sum_ein
 UNION ALL
SELECT 'Ansatz ' || no || ' „' || title || '“: ' || CASE
       WHEN sharer_id IS NULL THEN 'Zuwendung einer Förderung, die nicht zu diesem Plan gehört'
       ELSE 'Plan ' || printf('%s,%02d EUR', replace(printf('%,d', plan_ct / 100), ',', '.'), plan_ct % 100)
              || ', bewilligt sind laut Bescheiden '
              || printf('%s%s,%02d EUR', substr('−', 1, granted_ct < 0), replace(printf('%,d', abs(granted_ct) / 100), ',', '.'),
              abs(granted_ct) % 100) END, 'budget_line', 'no=' || no, CASE WHEN sharer_id IS NULL THEN 'grant_id'
              ELSE 'plan_ct' END
  FROM grant_line WHERE sharer_id IS NULL OR plan_ct <> granted_ct
 UNION ALL
SELECT 'Förderung ' || s.file_no || ': der Finanzierungsplan hat keinen Ansatz für diese Zuwendung', 'funding', 'id=' || s.id, NULL
  FROM sharer s WHERE s.id NOT IN (SELECT l.grant_id FROM line l WHERE l.grant_id IS NOT NULL)
 UNION ALL
SELECT 'Förderung ' || f.file_no || ': ' || CASE WHEN p.plan_of IS NOT NULL THEN 'sie teilt den Plan der Förderung ' || p.file_no
       || ', die selbst den Plan einer anderen teilt'
       ELSE 'sie teilt den Plan einer Förderung eines anderen Projekts (' || p.file_no || ')' END, 'funding', 'id=' || f.id, 'plan_of'
  FROM r JOIN funding f ON f.id = r.funding_id OR f.id = r.plan_id OR f.plan_of = r.plan_id JOIN funding p ON p.id = f.plan_of
 WHERE p.plan_of IS NOT NULL OR p.project_id <> f.project_id
 UNION ALL
SELECT n.name || ': ' || CASE WHEN n.id IN (SELECT start_id FROM ring) THEN 'er ändert über einen Ring von Bescheiden sich selbst'
       WHEN c.id IS NULL THEN 'der geänderte Bescheid fehlt'
       WHEN c.funding_id <> n.funding_id THEN 'er ändert einen Bescheid einer anderen Förderung'
       WHEN c.dated >= n.dated THEN 'er ändert einen Bescheid, der nicht älter ist (' || strftime('%d.%m.%Y', c.dated) || ')'
       ELSE 'danach sind ' || printf('%s%s,%02d EUR', substr('−', 1, n.sum_ct < 0), replace(printf('%,d', abs(n.sum_ct) / 100), ',', '.'),
              abs(n.sum_ct) % 100) || ' bewilligt, weniger als nichts' END,
       'funding_notice', 'id=' || n.id, CASE WHEN c.id IS NULL AND n.changes_id IS NULL OR c.funding_id = n.funding_id AND c.dated < n.dated
              AND n.id NOT IN (SELECT start_id FROM ring) THEN 'amount_ct' ELSE 'changes_id' END
  FROM (SELECT * FROM notice ORDER BY dated, id) n LEFT JOIN funding_notice c ON c.id = n.changes_id
 WHERE n.id IN (SELECT start_id FROM ring)
        OR (n.changes_id IS NOT NULL AND (c.id IS NULL OR c.funding_id <> n.funding_id OR c.dated >= n.dated)) OR n.sum_ct < 0
 UNION ALL
SELECT 'Ansatz ' || b.no || ' „' || b.title || '“: der Plan wird durch einen Bescheid einer anderen Förderung geändert ('
       || strftime('%d.%m.%Y', n.dated) || ', ' || f.file_no || ')', 'budget_change', 'id=' || c.id, 'notice_id'
  FROM r JOIN budget_line b ON b.funding_id = r.plan_id JOIN budget_change c ON c.budget_line_id = b.id
         JOIN funding_notice n ON n.id = c.notice_id JOIN funding f ON f.id = n.funding_id
 WHERE n.funding_id NOT IN (SELECT id FROM sharer)
 UNION ALL
SELECT 'Ansatz ' || b.no || ' „' || b.title || '“: zwei Bescheide vom ' || strftime('%d.%m.%Y', n.dated)
       || ' ändern ihn', 'budget_change', 'id=' || max(c.id), 'notice_id'
  FROM r JOIN budget_line b ON b.funding_id = r.plan_id JOIN budget_change c ON c.budget_line_id = b.id
         JOIN funding_notice n ON n.id = c.notice_id
 WHERE n.dated <= r.as_of
 GROUP BY b.id, n.dated HAVING count(*) > 1
 UNION ALL
SELECT 'Ansatz ' || b.no || ' „' || b.title || '“: ' || CASE
       WHEN b.calc <> 'pauschale_pct' THEN 'er ist keine Pauschale in Prozent, nennt aber eine Grundlage'
       WHEN a.funding_id <> b.funding_id THEN 'die Pauschale bezieht sich auf den Ansatz einer anderen Förderung (' || a.no || ')'
       WHEN a.side = 'ein' THEN 'die Pauschale bezieht sich auf eine Einnahme (' || a.no || ')'
       ELSE 'die Pauschale bezieht sich auf eine andere Pauschale in Prozent (' || a.no || ')' END, 'flat_rate_base', 'no='
              || b.no, 'base_line_id'
  FROM r JOIN budget_line b ON b.funding_id = r.plan_id JOIN flat_rate_base f ON f.budget_line_id = b.id
         JOIN budget_line a ON a.id = f.base_line_id
 WHERE b.calc <> 'pauschale_pct' OR a.funding_id <> b.funding_id OR a.side = 'ein' OR a.calc = 'pauschale_pct'
