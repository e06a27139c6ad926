-- warning: Jede Gutschrift nennt die Rechnung, die sie mindert
-- Source: Prüfpraxis der Bewilligungsbehörden; ANBest-P Nr. 6. Eine Gutschrift ist negativ, gehört zu
-- einer Rechnung desselben Plans mit gleichem Ansatz und Anteil und gibt nicht mehr zurück, als
-- bezahlt war.
WITH bill AS (
    SELECT c.id, c.no, c.gross_ct, c.credit_of_id, c.budget_line_id, c.share_bp, c.funding_id, o.no AS of_no, o.gross_ct AS of_ct,
           o.budget_line_id AS of_line, o.share_bp AS of_share, o.funding_id AS of_funding,
           -sum(min(c.gross_ct, 0)) OVER (PARTITION BY c.credit_of_id) AS credits_ct
      FROM report_receipt c LEFT JOIN receipt o ON o.id = c.credit_of_id
     WHERE c.report_id = :report_id AND (c.gross_ct < 0 OR c.credit_of_id IS NOT NULL)
), found AS (
    SELECT id, no, CASE WHEN gross_ct >= 0 THEN 'mindert Beleg ' || of_no || ', ist aber keine Gutschrift ('
           || printf('%s,%02d EUR', replace(printf('%,d', gross_ct / 100), ',', '.'), gross_ct % 100) || ')'
                        WHEN credit_of_id IS NULL THEN 'Gutschrift über '
                               || printf('%s,%02d EUR', replace(printf('%,d', (-gross_ct) / 100), ',', '.'), (-gross_ct) % 100)
                               || ' ohne ihre Rechnung'
                        WHEN of_no IS NULL THEN 'Gutschrift zu einer Rechnung, die es nicht gibt'
                        WHEN of_funding <> funding_id THEN 'Gutschrift zu Beleg ' || of_no || ' einer anderen Förderung'
                        WHEN of_ct <= 0 THEN 'Gutschrift zu Beleg ' || of_no || ', der selbst eine Gutschrift ist'
                        WHEN credits_ct > of_ct THEN 'die Gutschriften zu Beleg ' || of_no || ' betragen '
                               || printf('%s,%02d EUR', replace(printf('%,d', credits_ct / 100), ',', '.'), credits_ct % 100)
                               || ', seine Rechnung nur '
                               || printf('%s,%02d EUR', replace(printf('%,d', of_ct / 100), ',', '.'), of_ct % 100)
                        WHEN of_line <> budget_line_id THEN 'Gutschrift in einem anderen Ansatz als ihre Rechnung, Beleg ' || of_no
                        WHEN of_share <> share_bp THEN 'Gutschrift mit '
                               || rtrim(rtrim(printf('%d,%02d', share_bp / 100, share_bp % 100), '0'), ',') || ' %'
                               || ' angerechnet, ihre Rechnung (Beleg ' || of_no || ') mit '
                               || rtrim(rtrim(printf('%d,%02d', of_share / 100, of_share % 100), '0'), ',') || ' %' END AS what,
           CASE WHEN of_no IS NOT NULL AND of_line <> budget_line_id THEN 'budget_line_id' WHEN gross_ct >= 0 OR of_ct > 0
                  AND credits_ct > of_ct THEN 'gross_ct'
                WHEN of_ct > 0 AND of_share <> share_bp THEN 'share_bp' ELSE 'credit_of_id' END AS cell
      FROM bill
)
SELECT 'Beleg ' || no || ': ' || what AS message, 'receipt' AS "table", 'no=' || no AS "key", cell AS "column" FROM found
       WHERE what IS NOT NULL ORDER BY id
