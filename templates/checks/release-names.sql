-- release: the name of a person without consent or another legal basis
-- needs: person(id, display, is_name) consent(person_id, purpose, given_on, withdrawn_on)
-- Source: GDPR Art. 6 (1), Art. 7 (3). A person's display is a name unless the record says that it is
-- an office (is_name 0, "Projektreferat"): offices are printed freely, and are words of the language.
WITH named AS (SELECT p.id, p.display, (SELECT max(c.withdrawn_on) FROM consent c
                                         WHERE c.person_id = p.id AND c.purpose = 'name_' || :purpose AND c.withdrawn_on <= :today) AS withdrawn_on
                 FROM person p
                WHERE p.is_name IS NOT 0
                  AND NOT EXISTS (SELECT 1 FROM consent c
                                   WHERE c.person_id = p.id AND c.purpose = 'name_' || :purpose
                                     AND c.given_on <= :today AND (c.withdrawn_on IS NULL OR c.withdrawn_on > :today)))
SELECT display AS text, 'person' AS "table", 'id=' || id AS "key", 'display' AS "column",
       iif(withdrawn_on IS NULL, 'there is no consent name_' || :purpose, 'the consent was withdrawn on ' || withdrawn_on) AS message
  FROM named ORDER BY id
