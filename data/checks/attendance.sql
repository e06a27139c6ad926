-- error: the parts of an attendance do not add up to its total
-- Source: a count that is printed in two documents must be the same in both. Each split of an
-- event (sector, region, gender, age, first time) must add up to the event's total; sectors and
-- regions must be known.
SELECT e.title || ': ' || a.dim || ' adds up to ' || sum(a.n) || ', total is ' || t.n AS message, 'attendance' AS "table", min(a.id) AS "key", 'n' AS "column"
  FROM attendance a
  JOIN event e ON e.id = a.event_id
  JOIN attendance t ON t.event_id = a.event_id AND t.dim = 'total'
 WHERE e.id = :event_id AND a.dim IN ('org_kind', 'region', 'gender', 'age', 'first_time')
 GROUP BY a.event_id, a.dim HAVING sum(a.n) <> t.n
 UNION ALL
SELECT e.title || ': no sector or region ''' || a.val || '''', 'attendance', a.id, 'val'
  FROM attendance a JOIN event e ON e.id = a.event_id
 WHERE e.id = :event_id
   AND ((a.dim = 'org_kind' AND a.val NOT IN (SELECT code FROM sector))
        OR (a.dim = 'region' AND a.val NOT IN (SELECT key_ags FROM region WHERE key_ags IS NOT NULL)))
 UNION ALL
SELECT e.title || ': groups of ' || sum(w.headcount) || ' people, total is ' || t.n, 'working_group', min(w.id), 'headcount'
  FROM working_group w
  JOIN agenda_item i ON i.id = w.agenda_item_id
  JOIN event e ON e.id = i.event_id
  JOIN attendance t ON t.event_id = e.id AND t.dim = 'total'
 WHERE e.id = :event_id
 GROUP BY i.id HAVING sum(w.headcount) > t.n
