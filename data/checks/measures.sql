-- error: local measures cost more than the project allows
-- Source: the project grants each region one sum for its measures (project.measure_max_ct), and
-- what is paid for them may not exceed it either.
SELECT p.title || ', ' || r.name || printf(': measures of %d.%02d EUR, allowed are %d.%02d EUR', sum(m.budget_ct) / 100,
       sum(m.budget_ct) % 100, p.measure_max_ct / 100, p.measure_max_ct % 100) AS message,
       'measure' AS "table", min(m.id) AS "key", 'budget_ct' AS "column"
  FROM measure m
  JOIN project p ON p.id = m.project_id
  JOIN region r ON r.id = m.region_id
 WHERE m.status <> 'verworfen'
 GROUP BY p.id, r.id HAVING sum(m.budget_ct) > p.measure_max_ct
