-- error: something is to be printed that nobody released
-- Source: GDPR Art. 6 (1) a, § 22 KUG. A quotation of a person on record needs a consent that
-- stands; so does a picture in which a person is to be recognised.
SELECT 'quotation without consent: ' || c.quote AS message, 'contribution' AS "table", c.id AS "key", 'quote' AS "column"
  FROM contribution c
 WHERE c.quote_released = 1 AND c.person_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM consent s WHERE s.person_id = c.person_id AND s.purpose = 'quote' AND s.withdrawn_on IS NULL)
 UNION ALL
SELECT 'picture without consent: ' || m.path, 'media', m.id, 'release_ok'
  FROM media m
 WHERE m.release_ok = 1 AND m.persons_visible IN ('einzeln', 'kinder')
   AND (NOT EXISTS (SELECT 1 FROM media_person x WHERE x.media_id = m.id)
        OR EXISTS (SELECT 1 FROM media_person x WHERE x.media_id = m.id
                      AND NOT EXISTS (SELECT 1 FROM consent s WHERE s.person_id = x.person_id AND s.purpose = 'photo_print' AND s.withdrawn_on IS NULL)))
