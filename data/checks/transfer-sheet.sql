-- error: Ein Feld des Übertragungsblatts hat keinen Wert
-- Source: the funder's form counts (its wording and order are data: form, form_field); a field that
-- asks for a key which the view report_value does not know would be printed empty.
SELECT 'Formular ' || form_id || ', Feld ' || coalesce(no || ' ', '') || '„' || wording || '“: kein Wert mit dem Schlüssel ''' || asked || '''' AS message,
       'form_field' AS "table", 'sort=' || sort AS "key", 'value' AS "column"
  FROM report_field
 WHERE report_id = :report_id AND key IS NULL
   AND (asked NOT LIKE '%*%' OR EXISTS (SELECT 1 FROM report_row l WHERE l.report_id = :report_id))
