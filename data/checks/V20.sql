-- warning: Angeschaffte Gegenstände über der Wertgrenze sind inventarisiert
-- Source: ANBest-P Nr. 4.2 (Inventarisierung); die Wertgrenze steht im Regelprofil. Was zu einem
-- Beleg inventarisiert ist, kostet zusammen nicht mehr als der Beleg.
WITH r AS MATERIALIZED (
    SELECT * FROM report_funding WHERE report_id = :report_id
), listed AS (
    SELECT i.receipt_id, sum(i.value_ct) AS sum_ct, min(i.no) AS no FROM inventory i WHERE i.receipt_id IS NOT NULL GROUP BY i.receipt_id
)
SELECT message, "table", "key", "column"
  FROM (SELECT 0 AS part, c.id, 'Beleg ' || c.no || ': Anschaffung für '
               || printf('%s,%02d EUR', replace(printf('%,d', c.gross_ct / 100), ',', '.'), c.gross_ct % 100) || ' („' || c.purpose
               || '“) steht nicht im Inventar, Pflicht über '
               || printf('%s,%02d EUR', replace(printf('%,d', r.inventory_from_ct / 100), ',', '.'), r.inventory_from_ct % 100) AS message,
               'receipt' AS "table", 'no=' || c.no AS "key", NULL AS "column"
          FROM r JOIN report_receipt c ON c.report_id = r.report_id JOIN budget_line b ON b.id = c.budget_line_id
         WHERE b.category = 'investition' AND c.gross_ct > r.inventory_from_ct AND c.id NOT IN (SELECT receipt_id FROM listed)
         UNION ALL
        SELECT 1, c.id, 'Inventar ' || l.no || ': die Gegenstände zu Beleg ' || c.no || ' sind mit '
               || printf('%s,%02d EUR', replace(printf('%,d', l.sum_ct / 100), ',', '.'), l.sum_ct % 100)
               || ' bewertet, der Beleg lautet über '
               || printf('%s%s,%02d EUR', substr('−', 1, c.gross_ct < 0), replace(printf('%,d', abs(c.gross_ct) / 100), ',', '.'),
               abs(c.gross_ct) % 100), 'inventory', 'no=' || l.no, 'value_ct'
          FROM r JOIN report_receipt c ON c.report_id = r.report_id JOIN listed l ON l.receipt_id = c.id
         WHERE l.sum_ct > c.gross_ct
         UNION ALL
        SELECT 2, i.id, 'Inventar ' || i.no || ': „' || i.name || '“ ('
               || printf('%s,%02d EUR', replace(printf('%,d', i.value_ct / 100), ',', '.'), i.value_ct % 100)
               || ') gehört zu keinem Beleg dieses Plans', 'inventory', 'no=' || i.no, 'receipt_id'
          FROM r JOIN inventory i ON i.funding_id IN (r.funding_id, r.plan_id) LEFT JOIN receipt c ON c.id = i.receipt_id
         WHERE i.value_ct > r.inventory_from_ct AND i.bought_on <= r.cut_on AND c.funding_id IS NOT r.plan_id)
 ORDER BY part, id
