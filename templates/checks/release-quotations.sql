-- release: a quotation that was not released, or without the consent of who said it
-- needs: contribution(id, person_id, quote, quote_released, quote_released_on)
-- needs: consent(person_id, purpose, given_on, withdrawn_on)
-- Source: GDPR Art. 6 (1) a, Art. 7 (3). A quotation is printed as it was released; that of a person
-- on record needs a consent (quote), given and not withdrawn on the day of the build, too. One or
-- two words are no quotation: they would be found in any text.
WITH said AS (SELECT id, person_id, quote, quote_released IS 1 AND ifnull(quote_released_on <= :today, 1) AS is_released,
                     (SELECT max(c.withdrawn_on) FROM consent c
                       WHERE c.person_id = q.person_id AND c.purpose = 'quote' AND c.withdrawn_on <= :today) AS withdrawn_on,
                     EXISTS (SELECT 1 FROM consent c
                              WHERE c.person_id = q.person_id AND c.purpose = 'quote'
                                AND c.given_on <= :today AND (c.withdrawn_on IS NULL OR c.withdrawn_on > :today)) AS has_consent
                FROM contribution q
               WHERE length(trim(quote)) - length(replace(trim(quote), ' ', '')) >= 2)
SELECT quote AS text, 'contribution' AS "table", 'id=' || id AS "key", iif(is_released, 'quote', 'quote_released') AS "column",
       CASE WHEN NOT is_released THEN 'it is not released'
            WHEN withdrawn_on IS NOT NULL THEN 'the consent of person ' || person_id || ' was withdrawn on ' || withdrawn_on
            ELSE 'there is no consent quote of person ' || person_id END AS message
  FROM said
 WHERE NOT is_released OR (person_id IS NOT NULL AND NOT has_consent)
 ORDER BY id
