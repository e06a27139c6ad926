-- warning: Die Nummern der Belege sind lückenlos
-- Source: Grundsätze ordnungsmäßiger Buchführung; Prüfpraxis der Bewilligungsbehörden. Fortlaufend
-- ist, was bis auf die Ziffern am Ende gleich ist; Belege, Einnahmen und Abrufe dürfen sich eine
-- Reihe teilen. Eine Reihe, die nicht bei 1 beginnt, gilt nur dann als lückenhaft, wenn vorn weniger
-- fehlen als da sind.
WITH r AS MATERIALIZED (
    SELECT * FROM report_funding WHERE report_id = :report_id
), number AS (
    SELECT c.no, 'receipt' AS place FROM r JOIN receipt c ON c.funding_id = r.plan_id
     UNION ALL
    SELECT i.no, 'income' FROM r JOIN income i ON i.funding_id = r.plan_id
     UNION ALL
    SELECT d.no, 'drawdown' FROM r JOIN drawdown d ON d.funding_id = r.funding_id
), split AS (
    SELECT no, place, rtrim(no, '0123456789') AS stem FROM number
), part AS (
    SELECT no, place, stem, CAST(substr(no, length(stem) + 1) AS INTEGER) AS n, length(no) - length(stem) AS digits FROM split
     WHERE length(no) - length(stem) BETWEEN 1 AND 15
), row AS (
    SELECT *, lag(n) OVER w AS before_n, lag(no) OVER w AS before_no, count(*) OVER (PARTITION BY stem) AS rows_n
      FROM part WINDOW w AS (PARTITION BY stem ORDER BY n)
)
SELECT CASE n - coalesce(before_n, 0) WHEN 2 THEN 'Nummer ' || stem || printf('%0*d', digits, n - 1) || ' fehlt'
            ELSE 'Nummern ' || stem || printf('%0*d', digits, coalesce(before_n, 0) + 1) || ' bis ' || stem || printf('%0*d', digits, n - 1)
                   || ' fehlen' END
       || CASE WHEN before_no IS NULL THEN ': die Reihe beginnt mit ' || no ELSE ': auf ' || before_no || ' folgt ' || no END AS message,
       place AS "table", 'no=' || no AS "key", 'no' AS "column"
  FROM row
 WHERE n > before_n + 1 OR (before_n IS NULL AND n > 1 AND n - 1 < rows_n)
 ORDER BY stem, n
