-- error: Die Indikatoren stimmen mit den Veranstaltungen und ihren Aufteilungen überein
-- Source: Indikatoren des Programms (Bescheid); eine Zahl, die in zwei Dokumenten steht, ist dieselbe.
-- Der Wert ist die Summe der verknüpften Veranstaltungen; was nach Geschlecht oder Alter aufgeteilt
-- ist, ergibt zusammen den ganzen Wert, und ebenso bei jeder dieser Veranstaltungen.
WITH r AS MATERIALIZED (
    SELECT * FROM report_funding WHERE report_id = :report_id
), told AS MATERIALIZED (
    SELECT * FROM report_indicator WHERE report_id = :report_id
), linked AS MATERIALIZED (
    SELECT i.id AS indicator_id, i.code, i.dim, i.val, e.id AS event_id, e.label, e.slug, e.starts
      FROM r JOIN indicator i ON i.funding_id = r.funding_id JOIN indicator_event l ON l.indicator_id = i.id
             JOIN event e ON e.id = l.event_id
     WHERE e.starts <= r.report_to
), split AS (
    SELECT t.indicator_id, t.code, t.n, v.as_of, v.n AS part_n, CASE WHEN v.gender <> 'alle' AND v.age <> 'alle' THEN 3
           WHEN v.gender <> 'alle' THEN 1 ELSE 2 END AS how
      FROM told t JOIN indicator_value v ON v.indicator_id = t.indicator_id AND v.as_of = t.as_of
             AND (v.gender <> 'alle' OR v.age <> 'alle')
), lost AS (
    SELECT i.id, i.code, v.as_of
      FROM r JOIN indicator i ON i.funding_id = r.funding_id JOIN indicator_value v ON v.indicator_id = i.id AND v.as_of <= r.report_to
     GROUP BY i.id, v.as_of HAVING sum(v.gender = 'alle' AND v.age = 'alle') = 0
)
SELECT message, "table", "key", "column", severity
  FROM (SELECT 0 AS part, t.indicator_id AS sort, 0 AS sort2, 'Indikator ' || t.code || ': Wert ' || t.n || ' am '
               || strftime('%d.%m.%Y', t.as_of) || ', die verknüpften Veranstaltungen ergeben ' || t.events_n AS message,
               'indicator_value' AS "table", 'code=' || t.code AS "key", 'n' AS "column", NULL AS severity
          FROM told t WHERE t.n <> t.events_n
         UNION ALL
        SELECT 1, t.indicator_id, 0, 'Indikator ' || t.code || ': kein Wert bis ' || strftime('%d.%m.%Y', r.report_to) || CASE
               WHEN t.events_n IS NOT NULL THEN ', die verknüpften Veranstaltungen ergeben ' || t.events_n
               ELSE '' END, 'indicator_value', 'code=' || t.code, 'n',
               CASE WHEN t.events_n IS NULL THEN 'warning' END
          FROM r JOIN told t WHERE t.n IS NULL
         UNION ALL
        SELECT 2, l.indicator_id, l.event_id, 'Indikator ' || l.code || ': die Veranstaltung „' || l.label || '“ am '
               || strftime('%d.%m.%Y', l.starts) || ' zählt mit, hat aber keine Zahl dafür (' || l.dim || ' ' || l.val
               || ')', 'attendance', 'event=' || l.slug, 'n', NULL
          FROM linked l WHERE NOT EXISTS (SELECT 1 FROM attendance a WHERE a.event_id = l.event_id AND a.dim = l.dim AND a.val = l.val)
         UNION ALL
        SELECT 3, s.indicator_id, s.how, 'Indikator ' || s.code || ': nach ' || CASE s.how WHEN 1 THEN 'Geschlecht' WHEN 2 THEN 'Alter'
               ELSE 'Geschlecht und Alter' END || ' aufgeteilt ergibt er ' || sum(s.part_n) || ', der ganze Wert ist '
               || s.n, 'indicator_value', 'code=' || s.code, 'n', NULL
          FROM split s GROUP BY s.indicator_id, s.how HAVING sum(s.part_n) <> s.n
         UNION ALL
        SELECT 4, o.id, 0, 'Indikator ' || o.code || ': am ' || strftime('%d.%m.%Y', o.as_of)
               || ' gibt es Aufteilungen, aber keinen ganzen Wert', 'indicator_value', 'code=' || o.code, 'n', NULL
          FROM lost o
         UNION ALL
        SELECT 5, a.event_id, min(a.id), 'Veranstaltung „' || l.label || '“ am ' || strftime('%d.%m.%Y', l.starts) || ': nach '
               || CASE a.dim WHEN 'org_kind' THEN 'Bereich' WHEN 'region' THEN 'Region' WHEN 'gender' THEN 'Geschlecht'
               WHEN 'age' THEN 'Alter'
               WHEN 'tcn' THEN 'Drittstaatsangehörigkeit' ELSE 'erster Teilnahme' END || ' aufgeteilt ergeben sich ' || sum(a.n)
                      || ' Teilnahmen, insgesamt sind es ' || t.n, 'attendance', 'event=' || l.slug, 'n', NULL
          FROM (SELECT DISTINCT event_id, label, slug, starts FROM linked) l
          JOIN attendance a ON a.event_id = l.event_id AND a.dim IN ('org_kind', 'region', 'gender', 'age', 'first_time')
          JOIN attendance t ON t.event_id = l.event_id AND t.dim = 'total'
         GROUP BY a.event_id, a.dim HAVING sum(a.n) <> t.n)
 ORDER BY part, sort, sort2
