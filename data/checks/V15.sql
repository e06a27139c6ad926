-- error: Pauschalen sind nach ihrem Satz gerechnet und nicht zusätzlich einzeln abgerechnet
-- Source: Pauschalen nach dem Bescheid (Satz und Grundlage stehen im Finanzierungsplan); Verbot der
-- Doppelförderung. Was eine Pauschale abgilt, darf nicht noch einmal mit Belegen erscheinen.
WITH line AS MATERIALIZED (
    SELECT * FROM report_line WHERE report_id = :report_id AND side = 'aus'
), base AS (
    SELECT f.budget_line_id AS line_id, sum(b.actual_ct) AS sum_ct, count(*) AS n
      FROM flat_rate_base f JOIN line b ON b.line_id = f.base_line_id AND b.calc <> 'pauschale_pct'
     GROUP BY f.budget_line_id
)
SELECT message, "table", "key", "column", severity
  FROM (SELECT 0 AS part, l.line_id, 'Ansatz ' || l.no || ' „' || l.title || '“: Pauschale, aber ' || CASE count(*) WHEN 1 THEN 'Beleg '
               || min(c.no) || ' ist' WHEN 2 THEN 'Belege '
               || min(c.no) || ' und ' || max(c.no) || ' sind' ELSE 'Belege ' || min(c.no) || ' und ' || (count(*) - 1) || ' weitere sind' END
               || ' ihr zugeordnet' AS message, 'receipt' AS "table", 'no='
               || min(c.no) AS "key", 'budget_line_id' AS "column", NULL AS severity
          FROM line l JOIN report_receipt c ON c.report_id = :report_id AND c.budget_line_id = l.line_id
         WHERE l.calc <> 'ist'
         GROUP BY l.line_id
         UNION ALL
        SELECT 1, l.line_id, 'Ansatz ' || l.no || ' „' || l.title || '“: ' || CASE WHEN b.n IS NULL THEN 'Pauschale von '
               || rtrim(rtrim(printf('%d,%02d', l.pct_bp / 100, l.pct_bp % 100), '0'), ',') || ' %'
               || ', aber ohne Ansätze, von denen sie gerechnet wird'
               ELSE 'Ist ' || printf('%s,%02d EUR', replace(printf('%,d', l.actual_ct / 100), ',', '.'), l.actual_ct % 100) || ', '
                      || rtrim(rtrim(printf('%d,%02d', l.pct_bp / 100, l.pct_bp % 100), '0'), ',') || ' %' || ' von '
                      || printf('%s%s,%02d EUR', substr('−', 1, b.sum_ct < 0), replace(printf('%,d', abs(b.sum_ct) / 100), ',', '.'),
                      abs(b.sum_ct) % 100) || ' sind '
                      || printf('%s,%02d EUR', replace(printf('%,d', ((max(b.sum_ct, 0) * l.pct_bp * 2 + 10000) / 20000) / 100), ',', '.'),
                      ((max(b.sum_ct, 0) * l.pct_bp * 2 + 10000) / 20000) % 100) END, 'budget_line', 'no=' || l.no, 'pct_bp', NULL
          FROM line l LEFT JOIN base b ON b.line_id = l.line_id
         WHERE l.calc = 'pauschale_pct' AND (b.n IS NULL OR l.actual_ct <> (max(b.sum_ct, 0) * l.pct_bp * 2 + 10000) / 20000)
         UNION ALL
        SELECT 2, l.line_id, 'Ansatz ' || l.no || ' „' || l.title
               || '“: einzeln abgerechnete Verwaltungsausgaben neben der Pauschale in Ansatz ' || min(p.no), 'budget_line', 'no='
               || l.no, 'calc', 'warning'
          FROM line l JOIN line p ON p.category = l.category AND p.calc <> 'ist'
         WHERE l.category = 'verwaltung' AND l.calc = 'ist' AND l.entries > 0
         GROUP BY l.line_id)
 ORDER BY part, line_id
