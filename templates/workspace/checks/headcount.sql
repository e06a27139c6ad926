-- error: an den Tischen saßen mehr Menschen, als da waren
-- Regel: die Tische eines Tages zusammen können nicht mehr Menschen haben als die Teilnahme.
-- Jede Zeile dieser Abfrage ist ein Fund; table, key und column führen zur Stelle in records/.
SELECT e.label || ': ' || sum(w.headcount) || ' an den Tischen, ' || t.n || ' da' AS message,
       'working_group' AS "table", min(w.id) AS "key", 'headcount' AS "column"
  FROM event e
  JOIN working_group w ON w.event_id = e.id
  JOIN (SELECT event_id, sum(n) AS n FROM attendance GROUP BY event_id) t ON t.event_id = e.id
 GROUP BY e.id HAVING sum(w.headcount) > t.n
