-- warning: Der Nachweis ist fristgerecht, die Belege werden lange genug aufbewahrt
-- Source: ANBest-P Nr. 6.1 (Frist) und 6.5 (Aufbewahrung); die Fristen stehen im Regelprofil, im
-- Bescheid (geht vor) oder beim Nachweis selbst.
WITH r AS MATERIALIZED (
    SELECT *, CAST(julianday(due_on) - julianday(as_of) AS INTEGER) AS days FROM report_funding WHERE report_id = :report_id
)
SELECT 'Nachweis „' || slug || '“: vorzulegen bis ' || strftime('%d.%m.%Y', due_on) || CASE WHEN days < -1 THEN ', aufgestellt am '
       || strftime('%d.%m.%Y', as_of) || ', ' || -days || ' Tage zu spät' WHEN days = -1 THEN ', aufgestellt am '
       || strftime('%d.%m.%Y', as_of) || ', einen Tag zu spät'
       WHEN days = 0 THEN ', heute' WHEN days = 1 THEN ', noch ein Tag' ELSE ', noch ' || days || ' Tage (Stand '
              || strftime('%d.%m.%Y', as_of) || ')' END AS message,
       'report' AS "table", 'slug=' || slug AS "key", 'as_of' AS "column", CASE WHEN days >= 0 THEN 'info' END AS severity
  FROM r
 UNION ALL
SELECT 'Nachweis „' || slug || '“: Bücher und Belege sind mindestens bis ' || strftime('%d.%m.%Y', keep_until) || ' aufzubewahren', 'report', 'slug='
       || slug, NULL, 'info' FROM r
