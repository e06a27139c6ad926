-- error: Jede Ausgabe gehört zu einem Ansatz, der bei der Zahlung bewilligt war
-- Source: ANBest-P Nr. 1.2 und 5.2 (Änderungen sind vorher anzuzeigen). Eine neue Kostenart braucht
-- einen Änderungsbescheid, bevor Geld dafür ausgegeben wird.
WITH opened AS (
    SELECT b.id AS line_id, min(n.dated) AS dated
      FROM report_funding r
      JOIN budget_line b ON b.funding_id = r.plan_id AND b.side = 'aus' AND b.plan_ct = 0
      LEFT JOIN (SELECT c.budget_line_id, m.dated FROM budget_change c JOIN funding_notice m ON m.id = c.notice_id
             WHERE c.new_plan_ct > 0) n
        ON n.budget_line_id = b.id AND n.dated <= r.as_of
     WHERE r.report_id = :report_id
     GROUP BY b.id
)
SELECT CASE count(*) WHEN 1 THEN 'Beleg ' || min(c.no) || ' ('
       || printf('%s%s,%02d EUR', substr('−', 1, sum(c.gross_ct) < 0), replace(printf('%,d', abs(sum(c.gross_ct)) / 100), ',', '.'),
       abs(sum(c.gross_ct)) % 100) || ')' ELSE 'Belege ' || min(c.no) || ' und ' || CASE count(*) WHEN 2 THEN 'ein weiterer' ELSE (count(*) - 1) || ' weitere' END || ' (zusammen '
       || printf('%s%s,%02d EUR', substr('−', 1, sum(c.gross_ct) < 0), replace(printf('%,d', abs(sum(c.gross_ct)) / 100), ',', '.'),
       abs(sum(c.gross_ct)) % 100) || ')' END
       || ': Ansatz ' || l.no || ' „' || l.title || '“ ' || CASE WHEN o.dated IS NOT NULL THEN 'ist erst durch den Änderungsbescheid vom '
       || strftime('%d.%m.%Y', o.dated) || ' bewilligt, bezahlt wurde vorher'
          WHEN l.first_plan_ct > 0 THEN 'ist durch Änderungsbescheid gestrichen'
                 ELSE 'ist im Finanzierungsplan nicht bewilligt' END AS message,
       'receipt' AS "table", 'no=' || min(c.no) AS "key", 'budget_line_id' AS "column"
  FROM report_line l
  JOIN report_receipt c ON c.report_id = l.report_id AND c.budget_line_id = l.line_id
  LEFT JOIN opened o ON o.line_id = l.line_id
 WHERE l.report_id = :report_id AND c.report_id = :report_id AND l.side = 'aus' AND (l.plan_ct = 0 OR c.paid_on < o.dated)
 GROUP BY l.line_id
 ORDER BY l.line_id
