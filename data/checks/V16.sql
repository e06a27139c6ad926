-- warning: Die Personalausgaben sind je Stelle und Monat belegt
-- Source: ANBest-P Nr. 1.3 (Besserstellungsverbot, Vergleich je Stelle); Prüfpraxis: Monate im
-- Bewilligungszeitraum, Stunden nicht über dem Vertrag, Anteile einer Stelle zusammen höchstens
-- 100 %, Entgeltgruppe genannt, Brutto und Arbeitgeberanteil ergeben den Beleg. Ein doppelt erfasster
-- Beleg ist Sache von V06.
WITH r AS MATERIALIZED (
    SELECT * FROM report_funding WHERE report_id = :report_id
), staff AS MATERIALIZED (
    SELECT s.*, c.no, c.party, c.purpose, c.paid_on, c.gross_ct AS bill_ct, substr(s.month, 6) || '/'
           || substr(s.month, 1, 4) AS month_name,
           sum(s.gross_ct + s.employer_ct) OVER (PARTITION BY s.receipt_id) AS sum_ct,
                  min(s.id) OVER (PARTITION BY s.receipt_id) AS first_id
      FROM report_receipt c JOIN staff_cost s ON s.receipt_id = c.id
     WHERE c.report_id = :report_id
), post AS (
    SELECT s.role, s.month, sum(s.project_hours_x100) AS hours, max(s.weekly_hours_x100) AS most
      FROM r JOIN project p ON p.lead_org_id = r.lead_org_id JOIN funding f ON f.project_id = p.id JOIN receipt c ON c.funding_id = f.id
             JOIN staff_cost s ON s.receipt_id = c.id
     GROUP BY s.role, s.month HAVING sum(s.project_hours_x100) > max(s.weekly_hours_x100)
), found AS (
    SELECT 0 AS part, c.id, c.no, 'ohne Stelle und Monat (Angaben zu den Personalausgaben)' AS what, 'receipt' AS place, NULL AS cell
      FROM r JOIN report_receipt c ON c.report_id = r.report_id JOIN budget_line b ON b.id = c.budget_line_id
      LEFT JOIN (SELECT DISTINCT party, purpose, bill_ct, paid_on FROM staff) k ON k.party = c.party AND k.purpose = c.purpose
             AND k.bill_ct = c.gross_ct AND k.paid_on = c.paid_on
     WHERE b.category = 'personal' AND c.gross_ct > 0 AND NOT EXISTS (SELECT 1 FROM staff_cost s WHERE s.receipt_id = c.id)
            AND k.party IS NULL
     UNION ALL
    SELECT 1, s.receipt_id, s.no, 'Monat ' || s.month_name || ' von „' || s.role || '“ ' || CASE
           WHEN date(s.month || '-01') IS NULL THEN 'gibt es nicht'
           ELSE 'liegt außerhalb des Bewilligungszeitraums' END, 'staff_cost', 'month'
      FROM r JOIN staff s
     WHERE date(s.month || '-01') IS NULL OR s.month NOT BETWEEN substr(r.period_from, 1, 7) AND substr(r.period_to, 1, 7)
     UNION ALL
    SELECT 2, s.receipt_id, s.no, '„' || s.role || '“, ' || s.month_name || ': keine Entgeltgruppe genannt', 'staff_cost', 'pay_grade'
      FROM staff s WHERE coalesce(s.pay_grade, '') = ''
     UNION ALL
    SELECT 3, s.receipt_id, s.no, '„' || s.role || '“, ' || s.month_name || ': ' || CASE
           WHEN s.weekly_hours_x100 IS NULL THEN 'keine Stunden des Vertrags genannt'
           WHEN s.project_hours_x100 IS NULL THEN 'keine Stunden für das Projekt genannt'
           ELSE printf('%d,%02d', s.project_hours_x100 / 100, s.project_hours_x100 % 100) || ' Stunden für das Projekt, im Vertrag stehen '
                  || printf('%d,%02d', s.weekly_hours_x100 / 100, s.weekly_hours_x100 % 100) END, 'staff_cost', CASE
                  WHEN s.weekly_hours_x100 IS NULL THEN 'weekly_hours_x100' ELSE 'project_hours_x100' END
      FROM staff s WHERE s.weekly_hours_x100 IS NULL OR s.project_hours_x100 IS NULL OR s.project_hours_x100 > s.weekly_hours_x100
     UNION ALL
    SELECT 4, s.receipt_id, s.no, '„' || s.role || '“, ' || s.month_name || ': zusammen ' || printf('%d,%02d', p.hours / 100, p.hours % 100)
           || ' Stunden in allen Projekten des Trägers, im Vertrag stehen '
           || printf('%d,%02d', p.most / 100, p.most % 100), 'staff_cost', 'project_hours_x100'
      FROM staff s JOIN post p ON p.role = s.role AND p.month = s.month
     WHERE s.project_hours_x100 <= s.weekly_hours_x100
     UNION ALL
    SELECT 5, s.receipt_id, s.no, 'Brutto und Arbeitgeberanteil ergeben '
           || printf('%s,%02d EUR', replace(printf('%,d', s.sum_ct / 100), ',', '.'), s.sum_ct % 100) || ', der Beleg lautet über '
           || printf('%s%s,%02d EUR', substr('−', 1, s.bill_ct < 0), replace(printf('%,d', abs(s.bill_ct) / 100), ',', '.'),
           abs(s.bill_ct) % 100), 'staff_cost', 'gross_ct'
      FROM staff s WHERE s.id = s.first_id AND s.sum_ct <> s.bill_ct
)
SELECT 'Beleg ' || no || ': ' || what AS message, place AS "table", CASE place WHEN 'receipt' THEN 'no=' || no ELSE 'receipt ' || 'no='
       || no END AS "key", cell AS "column"
  FROM found
 ORDER BY part, id
