-- warning: eine Verabredung hat keinen Termin, oder er liegt vor der Veranstaltung
-- Regel: was niemand bis zu einem Tag zusagt, wird selten fertig.
SELECT a.title || ': ' || coalesce('bis ' || a.due, 'ohne Termin') AS message,
       'agreement' AS "table", a.id AS "key", 'due' AS "column"
  FROM agreement a JOIN event e ON e.id = a.event_id
 WHERE a.due IS NULL OR a.due < e.starts
 ORDER BY a.id
