-- error: an edition does not name a funder in the funder's words
-- Source: the publicity rules of the funders (LVwA Sachsen-Anhalt; Art. 50 and Annex IX of
-- Regulation (EU) 2021/1060). Each funding's credit_line stands in each edition of the project.
SELECT p.title || ' (' || e.lang || '): lacks ''' || f.credit_line || '''' AS message, 'edition' AS "table", p.id AS "key", 'credit_line' AS "column"
  FROM publication p
  JOIN edition e ON e.publication_id = p.id
  JOIN funding f ON f.project_id = p.project_id
 WHERE instr(coalesce(e.credit_line, ''), f.credit_line) = 0
