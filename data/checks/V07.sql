-- error: Jeder Beleg ist vollständig
-- Source: LVwA Sachsen-Anhalt (Belegliste: Tag der Zahlung, Empfänger, Zahlungsgegenstand, Nummer,
-- Betrag); Nebenbestimmungen des BMBF: Zahlungsnachweis und eindeutige Zuordnung zum Projekt auf
-- jedem Beleg.
SELECT message, "table", "key", "column"
  FROM (SELECT c.id, v.column1 AS cell,
               CASE WHEN v.column1 <> 'no' THEN 'Beleg ' || c.no ELSE 'Beleg mit der id ' || c.id END || ': '
               || CASE WHEN v.column1 = 'project_tag' AND c.project_tag <> '' THEN 'trägt das Projektkennzeichen „' || c.project_tag
               || '“ statt „' || p.tag || '“' ELSE v.column2 END AS message,
               'receipt' AS "table", CASE WHEN v.column1 <> 'no' THEN 'no=' || c.no ELSE 'id=' || c.id END AS "key", v.column1 AS "column"
          FROM report_receipt c
          JOIN report_funding r ON r.report_id = c.report_id
          JOIN project p ON p.id = r.project_id
          JOIN (VALUES ('no', 'ohne Nummer'), ('paid_on', 'ohne Tag der Zahlung'), ('invoice_on', 'Rechnung ohne Datum'),
                 ('party', 'ohne Empfänger'), ('purpose', 'ohne Zweck'),
                       ('payment_proof', 'ohne Zahlungsnachweis'), ('project_tag', 'ohne Projektkennzeichen')) v
            ON CASE v.column1 WHEN 'no' THEN replace(c.no, ' ', '') = ''
                              WHEN 'paid_on' THEN c.paid_on IS NULL
                              WHEN 'invoice_on' THEN c.invoice_no <> '' AND c.invoice_on IS NULL
                              WHEN 'party' THEN replace(c.party, ' ', '') = ''
                              WHEN 'purpose' THEN replace(c.purpose, ' ', '') = ''
                              WHEN 'payment_proof' THEN replace(coalesce(c.payment_proof, ''), ' ', '') = ''
                              ELSE coalesce(c.project_tag, '') = '' OR c.project_tag <> p.tag END
         WHERE c.report_id = :report_id AND r.report_id = :report_id)
 ORDER BY id, cell
