-- warning: Von allem Gedruckten liegt ein Belegexemplar bei
-- Source: Bescheid und Sachbericht (Nachweis der Öffentlichkeitsarbeit). Zu jeder Rechnung der
-- Druckerei gehört eine Veröffentlichung, zu jeder Veröffentlichung ein Belegexemplar.
SELECT CASE WHEN p.id IS NULL THEN 'Beleg ' || c.no || ': Druckrechnung ohne Veröffentlichung' ELSE 'Beleg ' || c.no || ': von „' || p.title
       || '“ liegt kein Belegexemplar vor' END AS message,
       CASE WHEN p.id IS NULL THEN 'receipt' ELSE 'specimen_copy' END AS "table", CASE WHEN p.id IS NULL THEN 'no=' || c.no
              ELSE 'publication_id=' || p.id END AS "key",
       CASE WHEN p.id IS NULL THEN 'publication_id' END AS "column"
  FROM report_receipt c
  LEFT JOIN publication p ON p.id = c.publication_id
  LEFT JOIN specimen_copy s ON s.publication_id = p.id
 WHERE c.report_id = :report_id AND c.is_print = 1 AND c.gross_ct > 0 AND s.publication_id IS NULL
 ORDER BY c.id
