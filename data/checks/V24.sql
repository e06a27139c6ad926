-- error: Jede geförderte Veröffentlichung nennt jeden Zuwendungsgeber, in jeder Fassung
-- Source: Bescheid (Wortlaut des Förderhinweises); LVwA Sachsen-Anhalt; Art. 50 und Anhang IX der
-- Verordnung (EU) 2021/1060. Geprüft werden die Veröffentlichungen, die ein Beleg dieses Plans
-- bezahlt hat: der Hinweis steht Buchstabe für Buchstabe in jeder Fassung, das Logo ist gezeigt.
WITH r AS MATERIALIZED (
    SELECT * FROM report_funding WHERE report_id = :report_id
), paid AS (
    SELECT DISTINCT c.publication_id AS id FROM report_receipt c WHERE c.report_id = :report_id AND c.publication_id IS NOT NULL
), funder AS (
    SELECT f.id, f.credit_line, f.funder_org_id, o.name FROM r JOIN funding f ON f.id = r.plan_id OR f.plan_of = r.plan_id
           JOIN org o ON o.id = f.funder_org_id
)
SELECT message, "table", "key", "column"
  FROM (SELECT 0 AS part, p.id, e.lang || e.variant || f.id AS sort, '„' || p.title || '“, Fassung ' || e.lang || CASE e.variant
               WHEN 'standard' THEN '' ELSE ' (' || e.variant || ')' END || ': der Förderhinweis „' || f.credit_line
               || '“ fehlt' AS message,
               'edition' AS "table", 'publication_id=' || p.id || ', lang=' || e.lang AS "key", 'credit_line' AS "column"
          FROM paid d JOIN publication p ON p.id = d.id JOIN edition e ON e.publication_id = p.id JOIN funder f
         WHERE instr(coalesce(e.credit_line, ''), f.credit_line) = 0
         UNION ALL
        SELECT 1, p.id, '', '„' || p.title || '“: keine Fassung erfasst, der Förderhinweis ist nicht zu prüfen', 'publication', 'id='
               || p.id, NULL
          FROM paid d JOIN publication p ON p.id = d.id
         WHERE p.id NOT IN (SELECT publication_id FROM edition)
         UNION ALL
        SELECT 2, p.id, f.funder_org_id, '„' || p.title || '“: das Logo von „' || f.name || '“ fehlt', 'publication_logo', 'publication_id='
               || p.id, 'org_id'
          FROM paid d JOIN publication p ON p.id = d.id JOIN (SELECT DISTINCT funder_org_id, name FROM funder) f
         WHERE NOT EXISTS (SELECT 1 FROM publication_logo l WHERE l.publication_id = p.id AND l.org_id = f.funder_org_id))
 ORDER BY part, id, sort
