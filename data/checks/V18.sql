-- warning: Aufträge über der Wertgrenze sind mit Vergleichsangeboten vergeben
-- Source: ANBest-P Nr. 3 (Vergabe von Aufträgen); Wertgrenze und Zahl der Angebote stehen im
-- Regelprofil. Personal, Reisen und weitergeleitete Mittel lokaler Maßnahmen sind keine Aufträge;
-- gerechnet wird vorsichtig mit dem Bruttobetrag, mehrere Rechnungen eines Auftrags zählen zusammen.
-- Der Zuschlag ist ein Vertrag, also der Beginn: vor Zeitraum und zugelassenem Beginn ist er zu früh.
WITH r AS MATERIALIZED (
    SELECT * FROM report_funding WHERE report_id = :report_id
), bill AS (
    SELECT c.id, c.no, c.party, c.gross_ct, c.procurement_id, coalesce(c.invoice_on, c.paid_on) AS day
      FROM report_receipt c JOIN budget_line b ON b.id = c.budget_line_id
     WHERE c.report_id = :report_id AND b.category NOT IN ('personal', 'reise', 'massnahme')
)
SELECT message, "table", "key", "column"
  FROM (SELECT 0 AS part, b.id, 'Beleg ' || b.no || ': '
               || printf('%s,%02d EUR', replace(printf('%,d', b.gross_ct / 100), ',', '.'), b.gross_ct % 100) || ' an „' || b.party
               || '“ ohne Vergabe; über '
               || printf('%s,%02d EUR', replace(printf('%,d', r.offers_from_ct / 100), ',', '.'), r.offers_from_ct % 100) || CASE r.offers_n WHEN 1 THEN ' ist ein Angebot' ELSE ' sind ' || r.offers_n || ' Angebote' END || ' verlangt' AS message,
               'receipt' AS "table", 'no=' || b.no AS "key", 'procurement_id' AS "column"
          FROM r JOIN bill b
         WHERE b.gross_ct > r.offers_from_ct AND b.procurement_id IS NULL
         UNION ALL
        SELECT 1, p.id, 'Vergabe ' || p.ref || ' „' || p.title || '“: ' || CASE p.offers_n WHEN 0 THEN 'kein Angebot'
               WHEN 1 THEN 'nur 1 Angebot' ELSE 'nur ' || p.offers_n || ' Angebote' END
               || ' für ' || printf('%s,%02d EUR', replace(printf('%,d', sum(b.gross_ct) / 100), ',', '.'), sum(b.gross_ct) % 100)
               || ' (Beleg ' || min(b.no) || '), verlangt sind ' || r.offers_n || '; eine Begründung fehlt', 'procurement', 'ref='
               || p.ref, 'offers_n'
          FROM r JOIN bill b JOIN procurement p ON p.id = b.procurement_id
         WHERE p.offers_n < r.offers_n AND coalesce(p.reason, '') = ''
         GROUP BY p.id HAVING sum(b.gross_ct) > r.offers_from_ct
         UNION ALL
        SELECT 2, p.id, 'Vergabe ' || p.ref || ' „' || p.title || '“: vergeben am ' || strftime('%d.%m.%Y', p.awarded_on)
               || ', nach der Rechnung vom ' || strftime('%d.%m.%Y', min(b.day)) || ' (Beleg ' || b.no || ')', 'procurement', 'ref='
               || p.ref, 'awarded_on'
          FROM bill b JOIN procurement p ON p.id = b.procurement_id
         GROUP BY p.id HAVING min(b.day) < p.awarded_on
         UNION ALL
        SELECT 3, p.id, 'Vergabe ' || p.ref || ' „' || p.title || '“: vergeben am ' || strftime('%d.%m.%Y', p.awarded_on)
               || ', vor dem zugelassenen Beginn (' || strftime('%d.%m.%Y', min(r.period_from, coalesce(f.early_start_from, r.period_from)))
               || ')', 'procurement', 'ref=' || p.ref, 'awarded_on'
          FROM r JOIN funding f ON f.id = r.funding_id JOIN procurement p ON p.id IN (SELECT b.procurement_id FROM bill b)
         WHERE p.awarded_on < min(r.period_from, coalesce(f.early_start_from, r.period_from)))
 ORDER BY part, id
