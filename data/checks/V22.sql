-- warning: So viele Veranstaltungen wie geplant haben stattgefunden
-- Source: Projektantrag und Bescheid (Zahl der Veranstaltungen je Art und Region). In einem
-- Zwischennachweis ist der Stand nur zur Kenntnis; mehr als geplant ebenso.
WITH held AS (
    SELECT p.*, r.report_to, r.report_kind = 'zwischennachweis' AS is_interim
      FROM report_funding r JOIN report_event_plan p ON p.report_id = r.report_id
     WHERE r.report_id = :report_id AND p.report_id = :report_id
)
SELECT CASE h.kind WHEN 'dialogforum' THEN 'Dialogforen' WHEN 'workshop' THEN 'Workshops' WHEN 'fachtagung' THEN 'Fachtagungen'
       WHEN 'ideenwerkstatt' THEN 'Ideenwerkstätten' WHEN 'netzwerktreffen' THEN 'Netzwerktreffen'
                   WHEN 'qualifizierung' THEN 'Qualifizierungen' WHEN 'austausch' THEN 'Treffen zum Austausch'
                          WHEN 'sonstige' THEN 'sonstige Veranstaltungen' ELSE h.kind END
       || CASE WHEN g.name IS NULL THEN '' ELSE ' („' || g.name || '“)' END || ': ' || h.held_n || ' bis '
       || strftime('%d.%m.%Y', h.report_to) || ', geplant ' || h.planned_n || CASE WHEN h.is_interim THEN ' für den ganzen Zeitraum'
       ELSE '' END AS message,
       'event_plan' AS "table", 'kind=' || h.kind || coalesce(', region_id=' || h.region_id, '') AS "key", 'planned_n' AS "column",
       CASE WHEN h.is_interim OR h.held_n > h.planned_n THEN 'info' END AS severity
  FROM held h LEFT JOIN region g ON g.id = h.region_id
 WHERE h.held_n <> h.planned_n
 ORDER BY h.kind, h.region_id
