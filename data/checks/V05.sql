-- error: Jeder Beleg ist im Bewilligungszeitraum bezahlt
-- Source: Bescheid (Bewilligungszeitraum); LVwA Sachsen-Anhalt, Hinweise zum Zuwendungsverfahren: es
-- zählt die Zahlung im Bewilligungszeitraum, frühestens ab dem zugelassenen Beginn. Liegt nur die
-- Leistung außerhalb, ist es eine Warnung; ebenso eine Gutschrift, die danach einging: sie mindert die
-- Ausgaben, auf die sie zurückgeht, und gehört deshalb in den Nachweis. Wer vor der Bewilligung beginnt,
-- braucht die Zulassung des vorzeitigen Beginns (VV Nr. 1.3 zu § 44 LHO).
WITH r AS MATERIALIZED (
    SELECT r.*, min(r.period_from, coalesce(f.early_start_from, r.period_from)) AS begin_on, f.early_start_from < r.period_from AS is_early,
           f.file_no, f.begun_on, f.early_start_from,
           (SELECT min(n.dated) FROM funding_notice n WHERE n.funding_id = f.id) AS notice_on
      FROM report_funding r JOIN funding f ON f.id = r.funding_id
     WHERE r.report_id = :report_id
), found AS (
    SELECT 0 AS part, c.id, c.no, 'paid_on' AS cell,
           CASE WHEN c.gross_ct < 0 AND c.paid_on > r.period_to AND c.paid_on <= r.as_of THEN 'warning' END AS severity,
           CASE WHEN c.gross_ct < 0 THEN 'Gutschrift, eingegangen am ' ELSE 'bezahlt am ' END || strftime('%d.%m.%Y', c.paid_on)
           || CASE WHEN c.paid_on > r.period_to THEN ', nach dem Bewilligungszeitraum (bis ' || strftime('%d.%m.%Y', r.period_to) || ')'
                          || CASE WHEN c.gross_ct < 0 AND c.paid_on <= r.as_of THEN '; sie mindert die Ausgaben' ELSE '' END
                   WHEN c.paid_on > r.as_of THEN ', nach dem Tag, an dem der Nachweis aufgestellt ist (' || strftime('%d.%m.%Y', r.as_of)
                          || ')'
                   WHEN r.is_early THEN ', vor dem zugelassenen vorzeitigen Beginn (ab ' || strftime('%d.%m.%Y', r.begin_on) || ')'
                   ELSE ', vor dem Bewilligungszeitraum (ab ' || strftime('%d.%m.%Y', r.begin_on) || ')' END AS what
      FROM r JOIN report_receipt c ON c.report_id = r.report_id
     WHERE c.paid_on < r.begin_on OR c.paid_on > min(r.period_to, r.as_of)
     UNION ALL
    SELECT 1, c.id, c.no, CASE WHEN coalesce(c.service_from, c.service_to) < r.begin_on THEN 'service_from'
           ELSE 'service_to' END, 'warning',
           'Leistung vom ' || strftime('%d.%m.%Y', coalesce(c.service_from, c.service_to))
           || CASE WHEN c.service_to > c.service_from THEN ' bis ' || strftime('%d.%m.%Y', c.service_to) ELSE '' END
           || CASE WHEN coalesce(c.service_to, c.service_from) > r.period_to THEN ', nach dem Bewilligungszeitraum (bis '
           || strftime('%d.%m.%Y', r.period_to) || ')'
                   ELSE ', vor dem Bewilligungszeitraum (ab ' || strftime('%d.%m.%Y', r.begin_on) || ')' END
      FROM r JOIN report_receipt c ON c.report_id = r.report_id
     WHERE coalesce(c.service_from, c.service_to) < r.begin_on OR coalesce(c.service_to, c.service_from) > r.period_to
)
SELECT message, "table", "key", "column", severity
  FROM (SELECT part, id, 'Beleg ' || no || ': ' || what AS message, 'receipt' AS "table", 'no=' || no AS "key", cell AS "column", severity
          FROM found
         UNION ALL
        SELECT 2, 0, 'Förderung ' || file_no || ': Maßnahme begonnen am ' || strftime('%d.%m.%Y', begun_on) || CASE
               WHEN begun_on >= begin_on THEN ', vor dem ersten Bescheid (' || strftime('%d.%m.%Y', notice_on)
                      || ') und ohne zugelassenen vorzeitigen Beginn'
               WHEN is_early THEN ', vor dem zugelassenen vorzeitigen Beginn (ab ' || strftime('%d.%m.%Y', begin_on) || ')'
               ELSE ', vor dem Bewilligungszeitraum (ab ' || strftime('%d.%m.%Y', begin_on) || ')' END,
               'funding', 'id=' || funding_id, 'begun_on', 'warning'
          FROM r
         WHERE begun_on < begin_on OR begun_on < notice_on AND early_start_from IS NULL)
 ORDER BY part, id
