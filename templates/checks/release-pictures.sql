-- release: a picture that nobody released, or without the consent of those it shows
-- needs: media(id, path, persons_visible, release_ok) media_person(media_id, person_id)
-- needs: consent(person_id, purpose, given_on, withdrawn_on)
-- Source: sections 22 and 23 (1) Nr. 2, 3 KUG; GDPR Art. 6 (1), Art. 7 (3). Nothing is shown that
-- nobody released (release_ok). Where somebody is to be recognised (einzeln, kinder) each person on
-- record needs a consent or another legal basis for the purpose, given and not withdrawn on the
-- day of the build; passers-by (beiwerk) and gatherings (versammlung) do not.
WITH shown AS (SELECT m.id, m.path, m.release_ok, x.person_id,
                      ifnull(m.persons_visible, '') NOT IN ('keine', 'beiwerk', 'versammlung') AS needs_consent
                 FROM media m LEFT JOIN media_person x ON x.media_id = m.id),
     lack AS (SELECT s.*, (SELECT max(c.withdrawn_on) FROM consent c
                            WHERE c.person_id = s.person_id AND c.purpose = 'photo_' || :purpose AND c.withdrawn_on <= :today) AS withdrawn_on
                FROM shown s
               WHERE NOT EXISTS (SELECT 1 FROM consent c
                                  WHERE c.person_id = s.person_id AND c.purpose = 'photo_' || :purpose
                                    AND c.given_on <= :today AND (c.withdrawn_on IS NULL OR c.withdrawn_on > :today)))
SELECT path, 'media' AS "table", 'id=' || id AS "key", 'release_ok' AS "column", 'it is not released (release_ok)' AS message
  FROM media WHERE release_ok IS NOT 1
 UNION ALL
SELECT path, 'media', 'id=' || id, 'persons_visible',
       CASE WHEN person_id IS NULL THEN 'it shows somebody, and nobody is on record in media_person'
            WHEN max(withdrawn_on) IS NOT NULL THEN 'the consent of person ' || person_id || ' was withdrawn on ' || withdrawn_on
            ELSE 'there is no consent photo_' || :purpose || ' of person ' || person_id END
  FROM lack WHERE needs_consent AND release_ok IS 1 GROUP BY id ORDER BY 3
