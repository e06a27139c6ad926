-- error: Abgerufen ist höchstens, was bewilligt war, und was abgerufen ist, war rechtzeitig verwendet
-- Source: ANBest-P Nr. 1.4 (Abruf nur, soweit er alsbald gebraucht wird; Frist im Regelprofil), § 49a
-- Abs. 4 VwVfG (Zwischenzinsen, nur ein Hinweis: die Behörde entscheidet); AMIF: Höchstsatz der
-- Vorschüsse vor dem Schlussnachweis. Zuerst abgerufen gilt als zuerst verwendet; was V05 und V07 an
-- Zahlungen beanstanden, wird hier nicht noch einmal gezählt. Was angefordert, aber nicht ausgezahlt
-- ist, zählt nicht mit und wird genannt. Was erst ein späterer Bescheid kürzt, ist eine Warnung: auch
-- darüber ist zu berichten.
WITH r AS MATERIALIZED (
    SELECT r.*, CASE report_kind WHEN 'zwischennachweis' THEN drawn_ct
                     ELSE (SELECT coalesce(sum(d.amount_ct), 0) FROM drawdown d WHERE d.funding_id = r.funding_id
                            AND d.paid_on < r.as_of) END AS advance_ct
      FROM report_funding r WHERE report_id = :report_id
), paid AS (
    SELECT d.*, sum(d.amount_ct) OVER (ORDER BY d.paid_on, d.id) AS sum_ct,
           (SELECT coalesce(sum(n.amount_ct), 0) FROM funding_notice n WHERE n.funding_id = d.funding_id
                  AND n.dated <= d.paid_on) AS granted_ct
      FROM r JOIN drawdown d ON d.funding_id = r.funding_id
     WHERE d.paid_on <= r.cut_on
), disputed AS (
    SELECT coalesce(sum(max(c.eligible_ct, 0)), 0) AS sum_ct
      FROM r JOIN report_receipt c ON c.report_id = r.report_id
     WHERE c.paid_on IS NULL OR c.paid_on > r.period_to
)
SELECT message, "table", "key", "column", severity
  FROM (SELECT 0 AS part, '' AS sort, 'Förderung ' || f.file_no || ': abgerufen '
               || printf('%s,%02d EUR', replace(printf('%,d', r.drawn_ct / 100), ',', '.'), r.drawn_ct % 100) || ', bewilligt '
               || printf('%s%s,%02d EUR', substr('−', 1, r.granted_ct < 0), replace(printf('%,d', abs(r.granted_ct) / 100), ',', '.'),
               abs(r.granted_ct) % 100) || ', '
               || printf('%s,%02d EUR', replace(printf('%,d', (r.drawn_ct - r.granted_ct) / 100), ',', '.'),
               (r.drawn_ct - r.granted_ct) % 100) || ' zu viel' || CASE WHEN o.n = 0 THEN '; bei jeder Auszahlung war es bewilligt' ELSE '' END AS message,
               'funding' AS "table", 'id=' || f.id AS "key", NULL AS "column", CASE WHEN o.n = 0 THEN 'warning' END AS severity
          FROM r JOIN funding f ON f.id = r.funding_id JOIN (SELECT count(*) AS n FROM paid WHERE sum_ct > granted_ct) o
         WHERE r.drawn_ct > r.granted_ct
         UNION ALL
        SELECT 1, p.paid_on, 'Abruf ' || p.no || ': mit ihm sind am ' || strftime('%d.%m.%Y', p.paid_on) || ' '
               || printf('%s,%02d EUR', replace(printf('%,d', p.sum_ct / 100), ',', '.'), p.sum_ct % 100)
               || ' abgerufen, bewilligt waren an diesem Tag '
               || printf('%s%s,%02d EUR', substr('−', 1, p.granted_ct < 0), replace(printf('%,d', abs(p.granted_ct) / 100), ',', '.'),
               abs(p.granted_ct) % 100), 'drawdown', 'no=' || p.no, 'paid_on', NULL
          FROM r JOIN paid p WHERE p.sum_ct > p.granted_ct AND r.drawn_ct <= r.granted_ct
         UNION ALL
        SELECT 2, '', 'Förderung ' || f.file_no || ': abgerufen '
               || printf('%s,%02d EUR', replace(printf('%,d', r.advance_ct / 100), ',', '.'), r.advance_ct % 100) || ' von '
               || printf('%s,%02d EUR', replace(printf('%,d', r.granted_ct / 100), ',', '.'), r.granted_ct % 100)
               || ', vor dem Schlussnachweis dürfen es '
               || rtrim(rtrim(printf('%d,%02d', r.advance_cap_bp / 100, r.advance_cap_bp % 100), '0'), ',') || ' %' || ' sein ('
               || printf('%s,%02d EUR', replace(printf('%,d', (r.granted_ct * r.advance_cap_bp / 10000) / 100), ',', '.'),
               (r.granted_ct * r.advance_cap_bp / 10000) % 100) || ')', 'funding', 'id=' || f.id, NULL, 'warning'
          FROM r JOIN funding f ON f.id = r.funding_id
         WHERE r.advance_ct * 10000 > r.granted_ct * r.advance_cap_bp AND r.drawn_ct <= r.granted_ct
         UNION ALL
        SELECT 3, p.paid_on, 'Abruf ' || p.no || ': am ' || strftime('%d.%m.%Y', p.paid_on) || ' ausgezahlt, bevor er am '
               || strftime('%d.%m.%Y', p.requested_on) || ' angefordert war', 'drawdown', 'no=' || p.no, 'requested_on', 'warning'
          FROM paid p WHERE p.paid_on < p.requested_on
         UNION ALL
        SELECT 5, d.requested_on, 'Abruf ' || d.no || ': ' || printf('%s,%02d EUR', replace(printf('%,d', d.amount_ct / 100), ',', '.'),
               d.amount_ct % 100) || ' am ' || strftime('%d.%m.%Y', d.requested_on) || ' angefordert, bis '
               || strftime('%d.%m.%Y', r.cut_on) || ' nicht ausgezahlt', 'drawdown', 'no=' || d.no, 'paid_on', 'info'
          FROM r JOIN drawdown d ON d.funding_id = r.funding_id
         WHERE d.requested_on <= r.cut_on AND (d.paid_on IS NULL OR d.paid_on > r.cut_on)
         UNION ALL
        SELECT 4, d.paid_on, 'Abruf ' || d.no || ': bis zum ' || strftime('%d.%m.%Y', d.spend_by) || ' waren '
               || printf('%s,%02d EUR', replace(printf('%,d', d.unspent_ct / 100), ',', '.'), d.unspent_ct % 100) || ' nicht verwendet'
               || CASE d.days_late WHEN 0 THEN '' WHEN 1 THEN ', einen Tag zu spät' ELSE ', ' || d.days_late || ' Tage zu spät' END
               || '; Zinshinweis '
               || printf('%s,%02d EUR', replace(printf('%,d', d.interest_ct / 100), ',', '.'), d.interest_ct % 100)
               || ' (' || rtrim(rtrim(printf('%d,%02d', max(d.interest_bp, 0) / 100, max(d.interest_bp, 0) % 100), '0'), ',') || ' %'
               || ')', 'drawdown', 'no=' || d.no, 'spend_by', 'warning'
          FROM disputed q JOIN report_drawdown d
         WHERE d.report_id = :report_id AND d.unspent_ct > q.sum_ct)
 ORDER BY part, sort, "key"
