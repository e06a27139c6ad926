-- warning: Skonto und Vorsteuer sind abgezogen, nichts Nichtförderfähiges ist abgerechnet
-- Source: Grundsatz der Wirtschaftlichkeit, ANBest-P Nr. 1.1 (Skonto und Rabatte mindern die Ausgabe
-- auch dann, wenn sie nicht genutzt wurden; der höhere Betrag ist schon abgezogen); § 15 UStG;
-- Pfand, Alkohol, Bußgelder und Mahnkosten sind in der Regel nicht zuwendungsfähig (Wörter und ihre
-- Quellen in ineligible_word).
WITH r AS MATERIALIZED (
    SELECT * FROM report_funding WHERE report_id = :report_id
), text AS MATERIALIZED (
    SELECT id, no, purpose, ' ' || replace(replace(replace(replace(lower(purpose), 'Ä', 'ä'), 'Ö', 'ö'), 'Ü', 'ü'), 'ß', 'ss')
           || ' ' AS words
      FROM report_receipt WHERE report_id = :report_id
), word AS MATERIALIZED (
    SELECT replace(replace(replace(replace(lower(word), 'Ä', 'ä'), 'Ö', 'ö'), 'Ü', 'ü'), 'ß', 'ss') AS word, what FROM ineligible_word
)
SELECT message, "table", "key", "column"
  FROM (SELECT 0 AS part, id, 'Beleg ' || no || ': '
               || printf('%s,%02d EUR', replace(printf('%,d', discount_offered_ct / 100), ',', '.'), discount_offered_ct % 100)
               || ' Skonto oder Rabatt angeboten, '
               || CASE discount_taken_ct WHEN 0 THEN 'nicht genutzt' ELSE 'nur '
               || printf('%s,%02d EUR', replace(printf('%,d', discount_taken_ct / 100), ',', '.'), discount_taken_ct % 100)
               || ' genutzt' END || '; abgezogen sind '
               || printf('%s,%02d EUR', replace(printf('%,d', discount_offered_ct / 100), ',', '.'), discount_offered_ct % 100) AS message,
               'receipt' AS "table", 'no=' || no AS "key", 'discount_taken_ct' AS "column"
          FROM report_receipt
         WHERE report_id = :report_id AND discount_offered_ct > discount_taken_ct
         UNION ALL
        SELECT 1, t.id, 'Beleg ' || t.no || ': „' || t.purpose || '“ nennt ' || replace(group_concat(DISTINCT w.what), ',', ', ')
               || ', in der Regel nicht zuwendungsfähig', 'receipt', 'no=' || t.no, 'purpose'
          FROM text t JOIN word w
         WHERE CASE WHEN instr(t.words, w.word) > 0 THEN t.words GLOB '*[^0-9a-zäöüß]' || w.word || '[^0-9a-zäöüß]*' END
         GROUP BY t.id
         UNION ALL
        SELECT 2, 0, 'Träger „' || o.name || '“: zum Vorsteuerabzug berechtigt, aber ' || CASE count(*) WHEN 1 THEN 'bei der einzigen Rechnung ist keine' ELSE 'bei keiner der ' || count(*)
               || ' Rechnungen ist' END || ' Umsatzsteuer erfasst', 'org', 'id=' || o.id, 'vat_deduct'
          FROM r JOIN org o ON o.id = r.lead_org_id JOIN report_receipt c ON c.report_id = r.report_id
         WHERE o.vat_deduct = 1 AND c.invoice_no <> ''
         GROUP BY o.id HAVING total(abs(c.vat_ct)) = 0)
 ORDER BY part, id
