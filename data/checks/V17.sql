-- warning: Honorare beruhen auf Verträgen, Reisen und Honorare passen zu ihrer Veranstaltung
-- Source: LVwA Sachsen-Anhalt (keine mündlichen Abreden); Prüfpraxis: Stunden mal Satz ergeben den
-- Betrag (mit oder ohne Umsatzsteuer), eine Reise liegt um die Tage und am Ort ihrer Veranstaltung
-- (An- und Abreise so viele Tage davor und danach, wie das Regelprofil zulässt). Ein doppelt erfasster Beleg ist Sache von V06.
WITH r AS MATERIALIZED (
    SELECT * FROM report_funding WHERE report_id = :report_id
), bill AS (
    SELECT c.id, c.no, c.party, c.purpose, c.paid_on, c.gross_ct, c.vat_ct, c.event_id, c.region_id, c.service_from, c.service_to,
           b.category, f.receipt_id, f.contract_ref, f.hours_x100, f.rate_ct,
           (f.hours_x100 * f.rate_ct + 50) / 100 AS fee_ct
      FROM report_receipt c JOIN budget_line b ON b.id = c.budget_line_id LEFT JOIN fee f ON f.receipt_id = c.id
     WHERE c.report_id = :report_id
), found AS (
    SELECT 0 AS part, id, no, CASE WHEN receipt_id IS NULL THEN 'Honorar ohne Angaben zu Vertrag, Stunden und Satz'
           ELSE 'Honorar ohne Vertrag' END AS what,
           CASE WHEN receipt_id IS NULL THEN 'receipt' ELSE 'fee' END AS place, CASE
                  WHEN receipt_id IS NOT NULL THEN 'contract_ref' END AS cell
      FROM bill
      LEFT JOIN (SELECT DISTINCT party AS p, purpose AS u, gross_ct AS g, paid_on AS d FROM bill
             WHERE receipt_id IS NOT NULL) k ON p = party AND u = purpose AND g = gross_ct AND d = paid_on
     WHERE gross_ct > 0 AND (category = 'honorar' OR receipt_id IS NOT NULL) AND coalesce(contract_ref, '') = ''
            AND (receipt_id IS NOT NULL OR p IS NULL)
     UNION ALL
    SELECT 1, id, no, printf('%d,%02d', hours_x100 / 100, hours_x100 % 100) || ' Stunden zu '
           || printf('%s,%02d EUR', replace(printf('%,d', rate_ct / 100), ',', '.'), rate_ct % 100) || ' sind '
           || printf('%s,%02d EUR', replace(printf('%,d', fee_ct / 100), ',', '.'), fee_ct % 100) || ', der Beleg lautet über '
           || printf('%s%s,%02d EUR', substr('−', 1, gross_ct < 0), replace(printf('%,d', abs(gross_ct) / 100), ',', '.'),
           abs(gross_ct) % 100), 'fee', 'rate_ct'
      FROM bill WHERE fee_ct NOT IN (gross_ct, gross_ct - vat_ct)
     UNION ALL
    SELECT 2, b.id, b.no, 'gehört zur Veranstaltung „' || e.label || '“ eines anderen Projekts', 'receipt', 'event_id'
      FROM r JOIN bill b JOIN event e ON e.id = b.event_id
     WHERE e.project_id <> r.project_id
     UNION ALL
    SELECT 3, b.id, b.no, CASE b.category WHEN 'reise' THEN 'Reise' ELSE 'Leistung' END || ' vom '
           || strftime('%d.%m.%Y', coalesce(b.service_from, b.service_to)) || ' passt nicht zur Veranstaltung „' || e.label || '“ am '
           || strftime('%d.%m.%Y', e.starts), 'receipt', 'service_from'
      FROM r JOIN bill b JOIN event e ON e.id = b.event_id
     WHERE b.category = 'reise'
            AND (coalesce(b.service_to, b.service_from) < date(e.starts, '-' || r.travel_days || ' days')
            OR coalesce(b.service_from, b.service_to) > date(coalesce(e.ends, e.starts), '+' || r.travel_days || ' days'))
     UNION ALL
    SELECT 4, b.id, b.no, CASE b.category WHEN 'reise' THEN 'Reise' ELSE 'Leistung' END || ' in „' || g.name || '“, die Veranstaltung „'
           || e.label || '“ war in „' || h.name || '“', 'receipt', 'region_id'
      FROM bill b JOIN event e ON e.id = b.event_id JOIN region g ON g.id = b.region_id JOIN region h ON h.id = e.region_id
     WHERE b.category IN ('reise', 'honorar') AND g.id <> h.id AND g.id IS NOT h.parent_id AND h.id IS NOT g.parent_id
)
SELECT 'Beleg ' || no || ': ' || what AS message, place AS "table", CASE place WHEN 'receipt' THEN 'no=' || no ELSE 'receipt ' || 'no='
       || no END AS "key", cell AS "column"
  FROM found
 ORDER BY part, id
