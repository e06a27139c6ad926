-- error: Keine Rechnung ist zweimal abgerechnet
-- Source: Verbot der Doppelförderung; § 44 LHO mit VV Nr. 11. Gleiche Rechnungsnummer und gleicher
-- Empfänger oder dieselbe Belegdatei: Fehler, außer die Anteile machen zusammen höchstens 100 % aus
-- (auch über mehrere Förderungen). Gleicher Empfänger und Betrag innerhalb der Tage des Regelprofils:
-- Warnung; Gehälter und Rechnungen mit verschiedenen Nummern gelten nur bei gleichem Zweck als gleich.
WITH r AS MATERIALIZED (
    SELECT * FROM report_funding WHERE report_id = :report_id
), bill AS MATERIALIZED (
    SELECT c.id, c.no, c.funding_id, replace(replace(replace(replace(lower(c.party), ' ', ''), 'Ä', 'ä'), 'Ö', 'ö'), 'Ü', 'ü') AS party, c.gross_ct, c.gross_ct < 0 AS is_credit, c.share_bp,
           b.category = 'personal' AS is_salary,
           nullif(replace(lower(c.invoice_no), ' ', ''), '') AS invoice_no, nullif(lower(c.file_sha256), '') AS file,
                  julianday(coalesce(c.paid_on, c.invoice_on)) AS day,
           c.id IN (SELECT o.id FROM report_receipt o WHERE o.report_id = :report_id) AS is_own
      FROM receipt c JOIN budget_line b ON b.id = c.budget_line_id
), by_no AS (
    SELECT id, is_own, lag(id) OVER w AS other, sum(share_bp) OVER (PARTITION BY party, invoice_no, is_credit) AS share
      FROM bill WHERE invoice_no IS NOT NULL WINDOW w AS (PARTITION BY party, invoice_no, is_credit ORDER BY is_own, id)
), by_file AS (
    SELECT id, is_own, lag(id) OVER w AS other, sum(share_bp) OVER (PARTITION BY file, is_credit) AS share
      FROM bill WHERE file IS NOT NULL WINDOW w AS (PARTITION BY file, is_credit ORDER BY is_own, id)
), near AS MATERIALIZED (
    SELECT n.*, lower(c.purpose) AS purpose
      FROM (SELECT *, lag(day) OVER w AS before, lead(day) OVER w AS after FROM bill
                   WINDOW w AS (PARTITION BY party, gross_ct ORDER BY day)) n
      JOIN r JOIN receipt c ON c.id = n.id
     WHERE day - before <= r.duplicate_days OR after - day <= r.duplicate_days
), by_purpose AS (
    SELECT id, is_own, day, share_bp, lag(id) OVER w AS other, lag(is_own) OVER w AS other_own, lag(day) OVER w AS other_day,
           lag(share_bp) OVER w AS other_share
      FROM near WINDOW w AS (PARTITION BY party, gross_ct, purpose ORDER BY day, id)
), by_sum AS (
    SELECT id, is_own, day, share_bp, purpose, is_salary, invoice_no, lag(id) OVER w AS other, lag(is_own) OVER w AS other_own,
           lag(day) OVER w AS other_day,
           lag(share_bp) OVER w AS other_share, lag(purpose) OVER w AS other_purpose, lag(is_salary) OVER w AS other_salary,
                  lag(invoice_no) OVER w AS other_invoice
      FROM near WINDOW w AS (PARTITION BY party, gross_ct ORDER BY day, id)
), pair AS (
    SELECT 1 AS rank, id, other FROM by_no WHERE is_own AND other IS NOT NULL AND share > 10000
     UNION ALL
    SELECT 2, id, other FROM by_file WHERE is_own AND other IS NOT NULL AND share > 10000
     UNION ALL
    SELECT 3, CASE WHEN is_own THEN id ELSE other END, CASE WHEN is_own THEN other ELSE id END
      FROM r JOIN by_purpose WHERE (is_own OR other_own) AND day - other_day <= r.duplicate_days AND share_bp + other_share > 10000
     UNION ALL
    SELECT 4, CASE WHEN is_own THEN id ELSE other END, CASE WHEN is_own THEN other ELSE id END
      FROM r JOIN by_sum
     WHERE (is_own OR other_own) AND day - other_day <= r.duplicate_days AND share_bp + other_share > 10000 AND purpose <> other_purpose
       AND NOT (is_salary AND other_salary) AND (invoice_no IS NULL OR other_invoice IS NULL)
), once AS (
    SELECT min(rank) AS rank, id, other FROM pair GROUP BY min(id, other), max(id, other)
)
SELECT 'Beleg ' || c.no || ': ' || CASE p.rank WHEN 1 THEN 'Rechnung ' || c.invoice_no || ' von „' || c.party || '“ steht auch in Beleg '
                                                WHEN 2 THEN 'dieselbe Datei liegt auch zu Beleg '
                                                ELSE printf('%s%s,%02d EUR', substr('−', 1, c.gross_ct < 0),
                                                       replace(printf('%,d', abs(c.gross_ct) / 100), ',', '.'), abs(c.gross_ct) % 100)
                                                       || ' an „' || c.party || '“, bezahlt am '
                                                       || coalesce(strftime('%d.%m.%Y', c.paid_on), '–')
                                                       || ', vielleicht dieselbe Zahlung wie Beleg ' END
       || o.no || CASE WHEN o.funding_id <> c.funding_id THEN ' der Förderung ' || f.file_no ELSE '' END
       || CASE p.rank WHEN 1 THEN '' WHEN 2 THEN ' vor' ELSE ' vom ' || coalesce(strftime('%d.%m.%Y', o.paid_on), '–') END
       || CASE WHEN p.rank < 3 AND c.share_bp + o.share_bp < 20000 THEN '; die Anteile machen zusammen mehr als 100 % aus'
       ELSE '' END AS message,
       'receipt' AS "table", 'no=' || c.no AS "key", CASE p.rank WHEN 1 THEN 'invoice_no' WHEN 2 THEN 'file_sha256'
              ELSE 'paid_on' END AS "column",
       CASE WHEN p.rank > 2 THEN 'warning' END AS severity
  FROM once p
  JOIN receipt c ON c.id = p.id
  JOIN receipt o ON o.id = p.other
  JOIN funding f ON f.id = o.funding_id
 ORDER BY p.rank, c.id
