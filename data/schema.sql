-- SPDX-License-Identifier: GPL-3.0-or-later
-- The records of an organisation that holds events, prints brochures and answers to funders.
--
-- Money is whole cents (*_ct), a rate is basis points (*_bp, 8500 = 85 %), a date is an ISO text
-- (2015-09-14), a time is HH:MM, yes/no is 1/0, prose is Markdown (*_md). Codes are German words in
-- lower case, because they stand in the files that people fill in. Nobody's attendance is recorded
-- by name: the signed list stays on paper, the database counts.

PRAGMA foreign_keys = ON;

-- ---------------------------------------------------------------------------------- reference

-- A language, by its BCP 47 tag.
CREATE TABLE lang (
    tag         TEXT PRIMARY KEY,
    name_de     TEXT NOT NULL,
    endonym     TEXT NOT NULL,                      -- its own name, in its own script
    script      TEXT NOT NULL,                      -- ISO 15924: Latn, Arab, Cyrl, Ethi
    dir         TEXT NOT NULL CHECK (dir IN ('ltr', 'rtl')),
    font_role   TEXT,
    hyphenate   INTEGER NOT NULL DEFAULT 1 CHECK (hyphenate IN (0, 1))
) STRICT;

-- A Land, a district, a town.
CREATE TABLE region (
    id          INTEGER PRIMARY KEY,
    key_ags     TEXT UNIQUE,                        -- official key: 15 a Land, 15089 a district
    name        TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('land', 'landkreis', 'kreisfreie_stadt', 'gemeinde', 'bund', 'ausland')),
    parent_id   INTEGER REFERENCES region (id),
    tile_name   TEXT,                               -- what stands on its tile of a schematic map, where the name is too long
    tile_column INTEGER CHECK (tile_column >= 0),   -- the tile's place from west to east …
    tile_row    INTEGER CHECK (tile_row >= 0),      -- … and from north to south; 0 is the first
    UNIQUE (parent_id, tile_column, tile_row)
) STRICT;

-- A sector as documents name it; org.kind and attendance (dim org_kind) hold its code.
CREATE TABLE sector (
    code        TEXT PRIMARY KEY,
    label       TEXT NOT NULL UNIQUE,               -- plural, as in "Kommunen"
    sort        INTEGER NOT NULL
) STRICT;

-- What an advice centre does, as the brochure prints it.
CREATE TABLE advice_kind (
    code        TEXT PRIMARY KEY,
    label       TEXT NOT NULL UNIQUE,
    sort        INTEGER NOT NULL
) STRICT;

-- Where people get advice: an office, a centre or, for all of the Land, the page that finds the nearest
-- one. What is invented says so (is_sample) and is printed with a mark.
CREATE TABLE advice_centre (
    id          INTEGER PRIMARY KEY,
    region_id   INTEGER NOT NULL REFERENCES region (id),
    kind        TEXT NOT NULL REFERENCES advice_kind (code),
    name        TEXT NOT NULL,
    street      TEXT,
    zip         TEXT,
    city        TEXT,
    phone       TEXT,
    email       TEXT,
    web         TEXT,
    languages   TEXT,                               -- spoken there: tags, parted by blanks
    hours       TEXT,
    is_sample   INTEGER NOT NULL DEFAULT 0 CHECK (is_sample IN (0, 1)),
    CHECK (phone IS NOT NULL OR email IS NOT NULL OR web IS NOT NULL)
) STRICT;

-- ------------------------------------------------------------------------------------- actors

-- An organisation: bearer, partner, funder, printer.
CREATE TABLE org (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL,                      -- the full name, as an imprint needs it
    short       TEXT,                               -- as logo rows and running text need it
    kind        TEXT NOT NULL CHECK (kind IN ('verein', 'behoerde', 'kommune', 'unternehmen', 'bildung', 'wohlfahrt', 'mo', 'kammer', 'foerdergeber', 'druckerei', 'sonstige')),
    region_id   INTEGER REFERENCES region (id),
    street      TEXT,
    zip         TEXT,                               -- text: 06110 keeps its nought
    city        TEXT,
    phone       TEXT,
    email       TEXT,
    web         TEXT,
    vat_deduct  INTEGER NOT NULL DEFAULT 0 CHECK (vat_deduct IN (0, 1)),   -- may deduct input tax
    public_body INTEGER NOT NULL DEFAULT 0 CHECK (public_body IN (0, 1))
) STRICT;

-- Somebody who is named in a document, by name or by office. A name is printed only with consent
-- (name_web, name_print); an office ("Projektreferat") is a word like any other, so the record must
-- say which it is. In the sample all that is printed are offices.
CREATE TABLE person (
    id          INTEGER PRIMARY KEY,
    org_id      INTEGER REFERENCES org (id),
    display     TEXT NOT NULL,                      -- as printed
    is_name     INTEGER NOT NULL DEFAULT 1 CHECK (is_name IN (0, 1)),        -- 0: display is an office
    role        TEXT,
    erase_after TEXT CHECK (erase_after IS NULL OR erase_after = date(erase_after))
) STRICT;

-- What a person agreed to, or the law allows; withdrawn_on stops new builds.
CREATE TABLE consent (
    id          INTEGER PRIMARY KEY,
    person_id   INTEGER NOT NULL REFERENCES person (id),
    purpose     TEXT NOT NULL CHECK (purpose IN ('name_print', 'name_web', 'photo_print', 'photo_web', 'quote', 'contact')),
    legal_basis TEXT NOT NULL CHECK (legal_basis IN ('art6_1a', 'art6_1c', 'art6_1e', 'art6_1f', 'kug23')),
    given_on    TEXT NOT NULL CHECK (given_on = date(given_on)),
    withdrawn_on TEXT CHECK (withdrawn_on IS NULL OR withdrawn_on = date(withdrawn_on)),
    evidence    TEXT,
    UNIQUE (person_id, purpose, given_on)
) STRICT;

-- A project with a beginning, an end and somebody who leads it.
CREATE TABLE project (
    id          INTEGER PRIMARY KEY,
    slug        TEXT NOT NULL UNIQUE CHECK (slug NOT GLOB '*[^a-z0-9-]*'),   -- safe in file names
    lead_org_id INTEGER NOT NULL REFERENCES org (id),
    title       TEXT NOT NULL,
    programme   TEXT,                               -- the programme it belongs to, if any
    tag         TEXT,                               -- its number, as written on each voucher
    starts      TEXT NOT NULL CHECK (starts = date(starts)),
    ends        TEXT NOT NULL CHECK (ends = date(ends)),
    goal_md     TEXT,
    target_group TEXT,
    measure_max_ct INTEGER CHECK (measure_max_ct >= 0),   -- ceiling of local measures a region, cents
    is_sample   INTEGER NOT NULL DEFAULT 0 CHECK (is_sample IN (0, 1)),      -- documents say "Beispieldaten"
    CHECK (ends >= starts)
) STRICT;

-- Who works with the lead, and as what.
CREATE TABLE project_partner (
    project_id  INTEGER NOT NULL REFERENCES project (id),
    org_id      INTEGER NOT NULL REFERENCES org (id),
    role        TEXT NOT NULL,
    PRIMARY KEY (project_id, org_id, role)
) STRICT;

-- Where the project works.
CREATE TABLE project_region (
    project_id  INTEGER NOT NULL REFERENCES project (id),
    region_id   INTEGER NOT NULL REFERENCES region (id),
    PRIMARY KEY (project_id, region_id)
) STRICT;

-- -------------------------------------------------------------------------------------- money

-- A funder's rules as data, each to be verified in the notice: how far a line may be overrun, when
-- the report is due, how more cover or less expenditure reduces the grant.
CREATE TABLE rule_profile (
    id          TEXT PRIMARY KEY,
    title       TEXT NOT NULL,
    overrun_bp  INTEGER NOT NULL DEFAULT 2000 CHECK (overrun_bp BETWEEN 0 AND 100000),  -- 2000: a line may exceed its plan by 20 %
    spend_days  INTEGER CHECK (spend_days >= 0),    -- to be spent so long after payout
    spend_months INTEGER CHECK (spend_months >= 0),
    vn_months   INTEGER NOT NULL CHECK (vn_months >= 0),   -- final report after the end of the period
    interim_months INTEGER CHECK (interim_months >= 0),    -- interim report after the end of its period
    retention_years INTEGER NOT NULL CHECK (retention_years >= 0),
    reduce_threshold_ct INTEGER CHECK (reduce_threshold_ct >= 0),  -- up to here a change reduces nothing; NULL: not known, so none
    extra_cover TEXT NOT NULL DEFAULT 'anteilig' CHECK (extra_cover IN ('anteilig', 'voll', 'keine')),  -- how more cover than planned reduces an Anteil grant
    interest_over_base_bp INTEGER NOT NULL DEFAULT 500,
    belegliste_required INTEGER NOT NULL DEFAULT 1 CHECK (belegliste_required IN (0, 1)),
    sign_income INTEGER NOT NULL DEFAULT 1 CHECK (sign_income IN (1, -1)),   -- -1: income is negative
    advance_cap_bp INTEGER CHECK (advance_cap_bp BETWEEN 0 AND 10000),       -- so much of the grant before the final report
    offers_from_ct INTEGER CHECK (offers_from_ct >= 0),    -- an order above needs so many offers
    offers_n    INTEGER NOT NULL DEFAULT 3 CHECK (offers_n >= 1),
    inventory_from_ct INTEGER CHECK (inventory_from_ct >= 0),   -- a thing above is listed in the inventory
    duplicate_days INTEGER NOT NULL DEFAULT 3 CHECK (duplicate_days >= 0),   -- one sum to one payee so many days apart may be one payment
    travel_days INTEGER NOT NULL DEFAULT 1 CHECK (travel_days >= 0),         -- a journey may begin so many days before its event, and end after it
    statement_md TEXT NOT NULL,                     -- the declaration to be signed, as the rules ask for it
    source      TEXT NOT NULL CHECK (trim(source) <> '')       -- where the rules are written, limit by limit
) STRICT;

-- A word in the purpose of a receipt that speaks of what funders in general do not pay. Case does not
-- matter, and only whole words count: "Wein", but not "Weinheim".
CREATE TABLE ineligible_word (
    word        TEXT PRIMARY KEY CHECK (word <> '' AND word NOT GLOB '*[*?[]*'),
    what        TEXT NOT NULL,                      -- as the protocol of checks names it
    source      TEXT NOT NULL CHECK (trim(source) <> '')
) STRICT;

-- The base rate of interest (section 247 BGB), half-year by half-year.
CREATE TABLE base_rate (
    valid_from  TEXT PRIMARY KEY CHECK (valid_from = date(valid_from)),
    rate_bp     INTEGER NOT NULL,                   -- -83 = -0.83 %
    source      TEXT NOT NULL CHECK (trim(source) <> '')
) STRICT;

-- A funder's form, whose wording and order the transfer sheet follows.
CREATE TABLE form (
    id          TEXT PRIMARY KEY,
    title       TEXT NOT NULL,
    source      TEXT NOT NULL                       -- which edition of the form
) STRICT;

-- One field of it. value is a key of the view report_value; one with a star (aus.*.actual) stands for a row a
-- budget line.
CREATE TABLE form_field (
    form_id     TEXT NOT NULL REFERENCES form (id),
    sort        INTEGER NOT NULL,
    section     TEXT NOT NULL,
    no          TEXT,                               -- the form's own number
    label       TEXT NOT NULL,                      -- letter by letter
    value       TEXT NOT NULL,
    PRIMARY KEY (form_id, sort)
) STRICT;

-- A picture, logo or drawing. Its place is relative to the workspace.
CREATE TABLE media (
    id          INTEGER PRIMARY KEY,
    path        TEXT NOT NULL UNIQUE,
    sha256      TEXT,
    kind        TEXT NOT NULL CHECK (kind IN ('foto', 'logo', 'karte', 'piktogramm', 'diagramm', 'illustration')),
    px_w        INTEGER,
    px_h        INTEGER,
    colorspace  TEXT,
    icc         TEXT,
    caption     TEXT,                               -- printed with the picture; a logo's label
    alt         TEXT,                               -- what it shows, for those who do not see it
    credit      TEXT,
    licence     TEXT,
    taken_on    TEXT CHECK (taken_on IS NULL OR taken_on = date(taken_on)),
    org_id      INTEGER REFERENCES org (id),        -- a logo's owner
    event_id    INTEGER REFERENCES event (id),      -- where a picture was taken
    decorative  INTEGER NOT NULL DEFAULT 0 CHECK (decorative IN (0, 1)),
    persons_visible TEXT NOT NULL DEFAULT 'keine' CHECK (persons_visible IN ('keine', 'beiwerk', 'versammlung', 'einzeln', 'kinder')),
    release_ok  INTEGER NOT NULL DEFAULT 0 CHECK (release_ok IN (0, 1)),
    CHECK (decorative = 1 OR alt IS NOT NULL)
) STRICT;

-- Who is to be recognised in a picture.
CREATE TABLE media_person (
    media_id    INTEGER NOT NULL REFERENCES media (id),
    person_id   INTEGER NOT NULL REFERENCES person (id),
    PRIMARY KEY (media_id, person_id)
) STRICT;

-- One funder's grant to one project. Several funders may pay for one financing plan: the plan, its
-- receipts and its income are recorded once, with the leading funding, and the others name it (plan_of).
CREATE TABLE funding (
    id          INTEGER PRIMARY KEY,
    project_id  INTEGER NOT NULL REFERENCES project (id),
    funder_org_id INTEGER NOT NULL REFERENCES org (id),
    authority_org_id INTEGER REFERENCES org (id),   -- who decides and receives the report, if not the funder
    rule_id     TEXT NOT NULL REFERENCES rule_profile (id),
    form_id     TEXT REFERENCES form (id),          -- the funder's form
    plan_of     INTEGER REFERENCES funding (id),    -- NULL: the plan is its own
    programme   TEXT NOT NULL,
    file_no     TEXT NOT NULL,                      -- Aktenzeichen
    purpose     TEXT NOT NULL,                      -- Zuwendungszweck, as the notice words it
    kind        TEXT NOT NULL CHECK (kind IN ('anteil', 'fehlbedarf', 'festbetrag', 'voll')),
    rate_bp     INTEGER CHECK (rate_bp BETWEEN 1 AND 10000),
    period_from TEXT NOT NULL CHECK (period_from = date(period_from)),
    period_to   TEXT NOT NULL CHECK (period_to = date(period_to)),
    begun_on    TEXT CHECK (begun_on IS NULL OR begun_on = date(begun_on)),
    early_start_from TEXT CHECK (early_start_from IS NULL OR early_start_from = date(early_start_from)),
    early_start_ref TEXT,                           -- the letter that agreed to it
    vn_due      TEXT CHECK (vn_due IS NULL OR vn_due = date(vn_due)),   -- the notice's own date
    credit_line TEXT NOT NULL,                      -- the funder's wording, letter by letter
    logo_media_id INTEGER REFERENCES media (id),
    logo_release_on TEXT CHECK (logo_release_on IS NULL OR logo_release_on = date(logo_release_on)),
    CHECK (period_to >= period_from),
    CHECK ((kind = 'anteil') = (rate_bp IS NOT NULL)),
    CHECK (plan_of <> id)
) STRICT;

-- A letter of the funder that grants, changes or revokes money. What is granted is the sum of amounts;
-- of several letters the later holds, so there is one a day at most.
CREATE TABLE funding_notice (
    id          INTEGER PRIMARY KEY,
    funding_id  INTEGER NOT NULL REFERENCES funding (id),
    dated       TEXT NOT NULL CHECK (dated = date(dated)),
    kind        TEXT NOT NULL CHECK (kind IN ('bescheid', 'aenderung', 'widerruf')),
    changes_id  INTEGER REFERENCES funding_notice (id),    -- the notice that this one changes
    amount_ct   INTEGER NOT NULL CHECK (amount_ct BETWEEN -99999999999 AND 99999999999),   -- more (or less) than before
    text        TEXT,
    UNIQUE (funding_id, dated),
    CHECK ((kind = 'bescheid') = (changes_id IS NULL)),
    CHECK (kind <> 'bescheid' OR amount_ct >= 0)
) STRICT;

-- A line of the financing plan, expenditure (aus) or income (ein), as first granted.
CREATE TABLE budget_line (
    id          INTEGER PRIMARY KEY,
    funding_id  INTEGER NOT NULL REFERENCES funding (id),
    no          TEXT NOT NULL,
    title       TEXT NOT NULL,
    side        TEXT NOT NULL CHECK (side IN ('aus', 'ein')),
    category    TEXT CHECK (category IN ('personal', 'honorar', 'reise', 'sach', 'massnahme', 'oeffentlichkeit', 'investition', 'verwaltung')),  -- which checks apply
    source      TEXT CHECK (source IN ('zuwendung', 'eigen', 'dritt_oeff', 'dritt_priv', 'teilnahme', 'sonst')),
    grant_id    INTEGER REFERENCES funding (id),    -- of a zuwendung: which funding pays it
    calc        TEXT NOT NULL DEFAULT 'ist' CHECK (calc IN ('ist', 'pauschale_fix', 'pauschale_pct')),
    pct_bp      INTEGER CHECK (pct_bp BETWEEN 1 AND 10000),    -- of a flat rate in percent; its base: flat_rate_base
    plan_ct     INTEGER NOT NULL CHECK (plan_ct BETWEEN 0 AND 99999999999),
    UNIQUE (funding_id, no, side),
    UNIQUE (id, funding_id),
    UNIQUE (funding_id, grant_id),                 -- else its drawdowns would count twice
    CHECK ((side = 'ein') = (source IS NOT NULL)),
    CHECK ((side = 'aus') = (category IS NOT NULL)),
    CHECK ((source IS 'zuwendung') = (grant_id IS NOT NULL)),
    CHECK (side = 'aus' OR calc = 'ist'),
    CHECK ((calc = 'pauschale_pct') = (pct_bp IS NOT NULL))
) STRICT;

-- A flat rate in percent is taken of these lines.
CREATE TABLE flat_rate_base (
    budget_line_id INTEGER NOT NULL REFERENCES budget_line (id),
    base_line_id INTEGER NOT NULL REFERENCES budget_line (id),
    PRIMARY KEY (budget_line_id, base_line_id),
    CHECK (base_line_id <> budget_line_id)
) STRICT;

-- A plan figure that a later notice replaced.
CREATE TABLE budget_change (
    id          INTEGER PRIMARY KEY,
    budget_line_id INTEGER NOT NULL REFERENCES budget_line (id),
    notice_id   INTEGER NOT NULL REFERENCES funding_notice (id),
    new_plan_ct INTEGER NOT NULL CHECK (new_plan_ct BETWEEN 0 AND 99999999999),
    UNIQUE (budget_line_id, notice_id)
) STRICT;

-- An order and the offers asked for.
CREATE TABLE procurement (
    id          INTEGER PRIMARY KEY,
    ref         TEXT NOT NULL UNIQUE,
    title       TEXT NOT NULL,
    offers_n    INTEGER NOT NULL CHECK (offers_n >= 0),
    awarded_on  TEXT CHECK (awarded_on IS NULL OR awarded_on = date(awarded_on)),
    reason      TEXT                                -- why this offer, or why fewer
) STRICT;

-- A paid bill: one line of the Belegliste. What the grant may pay of it is reckoned, never entered
-- (report_receipt.eligible_ct). A credit is negative and names the receipt it belongs to.
CREATE TABLE receipt (
    id          INTEGER PRIMARY KEY,
    funding_id  INTEGER NOT NULL REFERENCES funding (id),   -- whose plan it is charged to
    budget_line_id INTEGER NOT NULL REFERENCES budget_line (id),
    no          TEXT NOT NULL,
    invoice_no  TEXT,
    invoice_on  TEXT CHECK (invoice_on IS NULL OR invoice_on = date(invoice_on)),
    service_from TEXT CHECK (service_from IS NULL OR service_from = date(service_from)),
    service_to  TEXT CHECK (service_to IS NULL OR service_to = date(service_to)),
    paid_on     TEXT CHECK (paid_on IS NULL OR paid_on = date(paid_on)),
    party_org_id INTEGER REFERENCES org (id),
    party       TEXT NOT NULL,                      -- payee, as the list prints it
    purpose     TEXT NOT NULL,
    gross_ct    INTEGER NOT NULL CHECK (gross_ct BETWEEN -99999999999 AND 99999999999),
    vat_ct      INTEGER NOT NULL DEFAULT 0 CHECK (abs(vat_ct) <= abs(gross_ct) AND vat_ct * (gross_ct > 0) >= 0 AND vat_ct * (gross_ct < 0) <= 0),
    discount_offered_ct INTEGER NOT NULL DEFAULT 0 CHECK (discount_offered_ct BETWEEN 0 AND abs(gross_ct)),   -- Skonto, deducted even if not taken
    discount_taken_ct INTEGER NOT NULL DEFAULT 0 CHECK (discount_taken_ct BETWEEN 0 AND abs(gross_ct)),
    share_bp    INTEGER NOT NULL DEFAULT 10000 CHECK (share_bp BETWEEN 1 AND 10000),   -- the project's part of the bill
    project_tag TEXT,                               -- the project's number as written on the voucher
    payment_proof TEXT,
    procurement_id INTEGER REFERENCES procurement (id),
    credit_of_id INTEGER REFERENCES receipt (id),   -- of a credit: the bill it gives back from
    event_id    INTEGER REFERENCES event (id),      -- the event it was for
    region_id   INTEGER REFERENCES region (id),     -- of a local measure: where
    publication_id INTEGER REFERENCES publication (id),   -- the print work it paid for
    is_print    INTEGER NOT NULL DEFAULT 0 CHECK (is_print IN (0, 1)),   -- the printer's bill
    file_sha256 TEXT,
    note        TEXT,
    UNIQUE (funding_id, no),
    CHECK (service_to >= service_from),
    CHECK (credit_of_id <> id),
    FOREIGN KEY (budget_line_id, funding_id) REFERENCES budget_line (id, funding_id)
) STRICT;
CREATE INDEX receipt_line ON receipt (budget_line_id);

-- How a salary receipt comes about: one employee, one month.
CREATE TABLE staff_cost (
    id          INTEGER PRIMARY KEY,
    receipt_id  INTEGER NOT NULL REFERENCES receipt (id),
    role        TEXT NOT NULL,                      -- the post, never a name
    pay_grade   TEXT,
    month       TEXT NOT NULL CHECK (month = strftime('%Y-%m', month || '-01')),
    weekly_hours_x100 INTEGER CHECK (weekly_hours_x100 > 0),   -- of the contract: 1950 = 19.5 hours
    project_hours_x100 INTEGER CHECK (project_hours_x100 >= 0),   -- a week for this project
    gross_ct    INTEGER NOT NULL CHECK (gross_ct BETWEEN 0 AND 99999999999),   -- before tax
    employer_ct INTEGER NOT NULL CHECK (employer_ct BETWEEN 0 AND 99999999999),   -- the employer's contributions
    UNIQUE (receipt_id, role, month)
) STRICT;

-- How a fee comes about: contract, hours, rate.
CREATE TABLE fee (
    receipt_id  INTEGER PRIMARY KEY REFERENCES receipt (id),
    contract_ref TEXT,
    hours_x100  INTEGER CHECK (hours_x100 > 0),
    rate_ct     INTEGER CHECK (rate_ct BETWEEN 0 AND 99999999999)    -- an hour
) STRICT;

-- Money received for the project; what a grant paid out stands in drawdown alone.
CREATE TABLE income (
    id          INTEGER PRIMARY KEY,
    funding_id  INTEGER NOT NULL REFERENCES funding (id),
    budget_line_id INTEGER REFERENCES budget_line (id),    -- NULL: not yet booked to a line
    no          TEXT NOT NULL,
    received_on TEXT NOT NULL CHECK (received_on = date(received_on)),
    payer       TEXT NOT NULL,
    purpose     TEXT NOT NULL,
    amount_ct   INTEGER NOT NULL CHECK (amount_ct BETWEEN -99999999999 AND 99999999999),
    UNIQUE (funding_id, no),
    FOREIGN KEY (budget_line_id, funding_id) REFERENCES budget_line (id, funding_id)
) STRICT;

-- Part of the grant asked for and paid out.
CREATE TABLE drawdown (
    id          INTEGER PRIMARY KEY,
    funding_id  INTEGER NOT NULL REFERENCES funding (id),
    no          TEXT NOT NULL,
    requested_on TEXT NOT NULL CHECK (requested_on = date(requested_on)),
    paid_on     TEXT CHECK (paid_on IS NULL OR paid_on = date(paid_on)),
    amount_ct   INTEGER NOT NULL CHECK (amount_ct BETWEEN 1 AND 99999999999),
    spend_by    TEXT CHECK (spend_by IS NULL OR spend_by = date(spend_by)),   -- NULL: as the rules say
    UNIQUE (funding_id, no)
) STRICT;

-- A thing bought with the grant that outlasts the project.
CREATE TABLE inventory (
    id          INTEGER PRIMARY KEY,
    funding_id  INTEGER NOT NULL REFERENCES funding (id),
    receipt_id  INTEGER REFERENCES receipt (id),
    no          TEXT NOT NULL,
    name        TEXT NOT NULL,
    bought_on   TEXT NOT NULL CHECK (bought_on = date(bought_on)),
    value_ct    INTEGER NOT NULL CHECK (value_ct BETWEEN 0 AND 99999999999),
    location    TEXT,
    bound_until TEXT CHECK (bound_until IS NULL OR bound_until = date(bound_until)),
    UNIQUE (funding_id, no)
) STRICT;

-- A report to a funder: the final one, or an interim one, which counts what was paid until period_to.
CREATE TABLE report (
    id          INTEGER PRIMARY KEY,
    slug        TEXT NOT NULL UNIQUE CHECK (slug NOT GLOB '*[^a-z0-9-]*'),   -- safe in file names
    funding_id  INTEGER NOT NULL REFERENCES funding (id),
    kind        TEXT NOT NULL CHECK (kind IN ('verwendungsnachweis', 'zwischennachweis', 'einfacher_nachweis')),
    no          INTEGER NOT NULL DEFAULT 1,
    period_from TEXT NOT NULL CHECK (period_from = date(period_from)),
    period_to   TEXT NOT NULL CHECK (period_to = date(period_to)),
    as_of       TEXT NOT NULL CHECK (as_of = date(as_of)),             -- the day it is drawn up
    due_on      TEXT CHECK (due_on IS NULL OR due_on = date(due_on)),  -- the notice's own date
    contact_role TEXT,
    contact_phone TEXT,
    UNIQUE (funding_id, kind, no),
    CHECK (period_to >= period_from),
    CHECK (as_of >= period_to)
) STRICT;

-- A chapter of its narrative (Sachbericht). Codes settle the order; another heading may be given.
CREATE TABLE report_section (
    id          INTEGER PRIMARY KEY,
    report_id   INTEGER NOT NULL REFERENCES report (id),
    topic       TEXT NOT NULL CHECK (topic IN ('verlauf', 'personal', 'aktivitaeten', 'ergebnisse', 'indikatoren', 'abweichungen', 'ausblick', 'oeffentlichkeit', 'sonstiges')),
    heading     TEXT,
    body_md     TEXT NOT NULL,
    max_chars   INTEGER CHECK (max_chars > 0),      -- the form's limit
    sort        INTEGER NOT NULL DEFAULT 0,
    UNIQUE (report_id, topic, sort)
) STRICT;

-- Why a line differs from its plan.
CREATE TABLE deviation (
    report_id   INTEGER NOT NULL REFERENCES report (id),
    budget_line_id INTEGER NOT NULL REFERENCES budget_line (id),
    reason_md   TEXT NOT NULL,
    PRIMARY KEY (report_id, budget_line_id)
) STRICT;

-- What is enclosed with it.
CREATE TABLE annex (
    report_id   INTEGER NOT NULL REFERENCES report (id),
    no          INTEGER NOT NULL,
    title       TEXT NOT NULL,
    note        TEXT,
    PRIMARY KEY (report_id, no)
) STRICT;

-- What the books say of a line on the day of the report; where it is entered, it must agree to the cent.
CREATE TABLE ledger_total (
    report_id   INTEGER NOT NULL REFERENCES report (id),
    budget_line_id INTEGER NOT NULL REFERENCES budget_line (id),
    total_ct    INTEGER NOT NULL,
    PRIMARY KEY (report_id, budget_line_id)
) STRICT;

-- ------------------------------------------------------------------------------------- events

-- An event and what its documentation says about it. A title with " – " is set in two steps on a
-- cover: heading before the dash, subtitle after it.
CREATE TABLE event (
    id          INTEGER PRIMARY KEY,
    slug        TEXT NOT NULL UNIQUE CHECK (slug NOT GLOB '*[^a-z0-9-]*'),   -- safe in file names
    project_id  INTEGER NOT NULL REFERENCES project (id),
    series      TEXT,                               -- meetings with one series text belong together
    seq_no      INTEGER,                            -- the how manieth of its series
    kind        TEXT NOT NULL CHECK (kind IN ('dialogforum', 'workshop', 'fachtagung', 'ideenwerkstatt', 'netzwerktreffen', 'qualifizierung', 'austausch', 'sonstige')),
    label       TEXT NOT NULL,                      -- "2. Dialogforum", for heads and data lines
    title       TEXT NOT NULL,
    short_title TEXT NOT NULL,                      -- at most some 30 letters, for running heads
    subtitle    TEXT,
    starts      TEXT NOT NULL CHECK (starts = date(starts)),
    ends        TEXT CHECK (ends IS NULL OR ends = date(ends)),
    t_from      TEXT CHECK (t_from IS NULL OR t_from = strftime('%H:%M', t_from)),
    t_to        TEXT CHECK (t_to IS NULL OR t_to = strftime('%H:%M', t_to)),
    venue       TEXT,
    city        TEXT,
    region_id   INTEGER REFERENCES region (id),
    host_org_id INTEGER REFERENCES org (id),
    org_count   INTEGER,                            -- organisations represented
    org_count_basis TEXT NOT NULL DEFAULT 'liste' CHECK (org_count_basis IN ('liste', 'zaehlung', 'schaetzung')),
    forms_out   INTEGER,                            -- feedback forms handed out
    forms_back  INTEGER,                            -- and returned
    summary_md  TEXT,                               -- the whole event in two or three paragraphs
    foreword_role TEXT,                             -- who speaks in the foreword
    foreword_md TEXT,
    occasion_md TEXT,                               -- why, and to what end
    results_md  TEXT,                               -- how the groups worked
    outlook_md  TEXT,
    next_event  TEXT,                               -- one line: what comes next, where, when
    fee_ct      INTEGER CHECK (fee_ct >= 0),        -- what a participant paid
    CHECK (ends IS NULL OR ends >= starts),
    CHECK (forms_back <= forms_out)
) STRICT;

-- How many events were promised to the funder.
CREATE TABLE event_plan (
    project_id  INTEGER NOT NULL REFERENCES project (id),
    kind        TEXT NOT NULL,                      -- as event.kind
    region_id   INTEGER REFERENCES region (id),     -- NULL: wherever
    planned_n   INTEGER NOT NULL CHECK (planned_n >= 0),
    UNIQUE (project_id, kind, region_id)
) STRICT;

-- Who stands behind an event, in the order of the logo row.
CREATE TABLE event_org (
    event_id    INTEGER NOT NULL REFERENCES event (id),
    org_id      INTEGER NOT NULL REFERENCES org (id),
    role        TEXT NOT NULL CHECK (role IN ('traeger', 'durchfuehrung', 'kooperation', 'gastgeber', 'foerderung')),
    sort        INTEGER NOT NULL,
    PRIMARY KEY (event_id, org_id, role)
) STRICT;

-- A meeting of a series before the database began; later ones are events.
CREATE TABLE series_meeting (
    series      TEXT NOT NULL,
    seq_no      INTEGER NOT NULL,
    city        TEXT,
    n           INTEGER NOT NULL CHECK (n >= 0),    -- participants
    basis       TEXT NOT NULL DEFAULT 'zaehlung' CHECK (basis IN ('liste', 'zaehlung', 'schaetzung')),
    is_sample   INTEGER NOT NULL DEFAULT 0 CHECK (is_sample IN (0, 1)),      -- invented
    PRIMARY KEY (series, seq_no)
) STRICT;

-- A point of the programme.
CREATE TABLE agenda_item (
    id          INTEGER PRIMARY KEY,
    event_id    INTEGER NOT NULL REFERENCES event (id),
    day         INTEGER NOT NULL DEFAULT 1,
    t_from      TEXT CHECK (t_from IS NULL OR t_from = strftime('%H:%M', t_from)),
    t_to        TEXT CHECK (t_to IS NULL OR t_to = strftime('%H:%M', t_to)),
    kind        TEXT NOT NULL CHECK (kind IN ('grusswort', 'impuls', 'podium', 'workshop', 'thementisch', 'worldcafe', 'fishbowl', 'pause', 'plenum', 'abschluss')),
    title       TEXT NOT NULL,
    who         TEXT,                               -- the line below the title
    sort        INTEGER NOT NULL
) STRICT;

-- What somebody contributed: talk, greeting, podium.
CREATE TABLE contribution (
    id          INTEGER PRIMARY KEY,
    agenda_item_id INTEGER NOT NULL REFERENCES agenda_item (id),
    person_id   INTEGER REFERENCES person (id),
    org_id      INTEGER REFERENCES org (id),
    label       TEXT NOT NULL,                      -- "Impuls 1", in the side column
    title       TEXT,
    role        TEXT NOT NULL,                      -- the speaker's office, never a name
    abstract_md TEXT,
    quote       TEXT,
    quote_released INTEGER NOT NULL DEFAULT 0 CHECK (quote_released IN (0, 1)),
    quote_released_on TEXT CHECK (quote_released_on IS NULL OR quote_released_on = date(quote_released_on)),
    sort        INTEGER NOT NULL,
    CHECK (quote_released = 0 OR quote_released_on IS NOT NULL)
) STRICT;

-- A working table, a group, a round.
CREATE TABLE working_group (
    id          INTEGER PRIMARY KEY,
    agenda_item_id INTEGER NOT NULL REFERENCES agenda_item (id),
    no          INTEGER NOT NULL,
    topic       TEXT NOT NULL,
    host_role   TEXT,
    headcount   INTEGER,
    summary_md  TEXT,                               -- what was talked about
    UNIQUE (agenda_item_id, no)
) STRICT;

-- One card of a group. Votes are sticky dots: several a person, so no percent of them.
CREATE TABLE group_result (
    id          INTEGER PRIMARY KEY,
    group_id    INTEGER NOT NULL REFERENCES working_group (id),
    kind        TEXT NOT NULL CHECK (kind IN ('bestand', 'bedarf', 'idee', 'hindernis', 'ergebnis', 'zitat')),
    text_md     TEXT NOT NULL,
    votes       INTEGER CHECK (votes >= 0),
    sort        INTEGER NOT NULL
) STRICT;

-- What was agreed: what, who, until when, for how much.
CREATE TABLE measure (
    id          INTEGER PRIMARY KEY,
    project_id  INTEGER NOT NULL REFERENCES project (id),
    event_id    INTEGER REFERENCES event (id),
    result_id   INTEGER REFERENCES group_result (id),
    no          INTEGER NOT NULL,
    title       TEXT NOT NULL,
    owner_org_id INTEGER REFERENCES org (id),
    owner_role  TEXT,
    due         TEXT CHECK (due IS NULL OR due = date(due)),
    status      TEXT NOT NULL DEFAULT 'vereinbart' CHECK (status IN ('vereinbart', 'laeuft', 'erledigt', 'verworfen')),
    budget_ct   INTEGER,
    region_id   INTEGER REFERENCES region (id),
    UNIQUE (event_id, no)
) STRICT;

-- ----------------------------------------------------------------------------------- counting

-- How many: dim total once an event; each other dim splits the total. val: a sector's code, a
-- region's key_ags, a word. schaetzung means "at least".
CREATE TABLE attendance (
    id          INTEGER PRIMARY KEY,
    event_id    INTEGER NOT NULL REFERENCES event (id),
    dim         TEXT NOT NULL CHECK (dim IN ('total', 'org_kind', 'region', 'gender', 'age', 'tcn', 'first_time', 'role')),
    val         TEXT NOT NULL,
    n           INTEGER NOT NULL CHECK (n >= 0),
    basis       TEXT NOT NULL DEFAULT 'liste' CHECK (basis IN ('liste', 'zaehlung', 'schaetzung')),
    UNIQUE (event_id, dim, val)
) STRICT;

-- An organisation that was there, and whether it may be named.
CREATE TABLE attendance_org (
    event_id    INTEGER NOT NULL REFERENCES event (id),
    org_id      INTEGER NOT NULL REFERENCES org (id),
    n           INTEGER,
    may_print   INTEGER NOT NULL DEFAULT 1 CHECK (may_print IN (0, 1)),
    PRIMARY KEY (event_id, org_id)
) STRICT;

-- A question of the feedback form.
CREATE TABLE question (
    id          INTEGER PRIMARY KEY,
    event_id    INTEGER NOT NULL REFERENCES event (id),
    no          INTEGER NOT NULL,
    text        TEXT NOT NULL,
    scale       TEXT NOT NULL CHECK (scale IN ('note1_5', 'note1_6', 'likert5', 'ja_nein', 'mehrfach', 'offen')),
    UNIQUE (event_id, no)
) STRICT;

-- How often an option was ticked.
CREATE TABLE answer (
    question_id INTEGER NOT NULL REFERENCES question (id),
    opt         TEXT NOT NULL,
    sort        INTEGER NOT NULL,
    n           INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (question_id, opt)
) STRICT;

-- What somebody wrote, without a name; printable if it gives nobody away.
CREATE TABLE answer_text (
    id          INTEGER PRIMARY KEY,
    question_id INTEGER NOT NULL REFERENCES question (id),
    text        TEXT NOT NULL,
    printable   INTEGER NOT NULL DEFAULT 0 CHECK (printable IN (0, 1))
) STRICT;

-- An indicator of a funder's programme. It counts this much of each event linked to it: the
-- attendance with this dim and val.
CREATE TABLE indicator (
    id          INTEGER PRIMARY KEY,
    funding_id  INTEGER NOT NULL REFERENCES funding (id),
    code        TEXT NOT NULL,
    title       TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('output', 'ergebnis')),
    unit        TEXT NOT NULL,
    target_n    INTEGER CHECK (target_n >= 0),
    baseline_n  INTEGER,
    dim         TEXT NOT NULL DEFAULT 'total',
    val         TEXT NOT NULL DEFAULT 'alle',
    UNIQUE (funding_id, code)
) STRICT;

-- Its value on a day.
CREATE TABLE indicator_value (
    id          INTEGER PRIMARY KEY,
    indicator_id INTEGER NOT NULL REFERENCES indicator (id),
    as_of       TEXT NOT NULL CHECK (as_of = date(as_of)),
    gender      TEXT NOT NULL DEFAULT 'alle',
    age         TEXT NOT NULL DEFAULT 'alle',
    n           INTEGER NOT NULL,
    basis       TEXT NOT NULL DEFAULT 'liste' CHECK (basis IN ('liste', 'zaehlung', 'schaetzung')),
    UNIQUE (indicator_id, as_of, gender, age)
) STRICT;

-- An event that counts for an indicator.
CREATE TABLE indicator_event (
    indicator_id INTEGER NOT NULL REFERENCES indicator (id),
    event_id    INTEGER NOT NULL REFERENCES event (id),
    PRIMARY KEY (indicator_id, event_id)
) STRICT;

-- ------------------------------------------------------------------------------------- papers

-- A newspaper's report.
CREATE TABLE press_item (
    id          INTEGER PRIMARY KEY,
    project_id  INTEGER NOT NULL REFERENCES project (id),
    event_id    INTEGER REFERENCES event (id),
    outlet      TEXT NOT NULL,
    title       TEXT NOT NULL,
    published_on TEXT NOT NULL CHECK (published_on = date(published_on)),
    url         TEXT,
    rights_ok   INTEGER NOT NULL DEFAULT 0 CHECK (rights_ok IN (0, 1))
) STRICT;

-- A document that is published: what its imprint says.
CREATE TABLE publication (
    id          INTEGER PRIMARY KEY,
    project_id  INTEGER NOT NULL REFERENCES project (id),
    event_id    INTEGER REFERENCES event (id),      -- of a veranstaltungsdoku
    kind        TEXT NOT NULL CHECK (kind IN ('veranstaltungsdoku', 'broschuere', 'flyer', 'plakat')),
    title       TEXT NOT NULL,
    edition     TEXT,                               -- "1. Auflage"
    as_of       TEXT NOT NULL CHECK (as_of = date(as_of)),
    publisher_org_id INTEGER NOT NULL REFERENCES org (id),
    printer_org_id INTEGER REFERENCES org (id),
    responsible_person_id INTEGER REFERENCES person (id),   -- V. i. S. d. P.
    isbn        TEXT,
    print_run   INTEGER,
    gender_style TEXT NOT NULL DEFAULT 'frei' CHECK (gender_style IN ('frei', 'paar', 'neutral', 'stern', 'doppelpunkt')),
    profile     TEXT NOT NULL                       -- theme
) STRICT;

-- A unit of a brochure's German text; translations live in PO files.
CREATE TABLE text_unit (
    id          INTEGER PRIMARY KEY,
    publication_id INTEGER NOT NULL REFERENCES publication (id),
    region_id   INTEGER REFERENCES region (id),     -- local overlay
    parent_id   INTEGER REFERENCES text_unit (id),
    kind        TEXT NOT NULL CHECK (kind IN ('kapitel', 'absatz', 'adresse', 'kasten', 'bild', 'glossar', 'impressum')),
    sort        INTEGER NOT NULL,
    body_md     TEXT NOT NULL,
    icon_media_id INTEGER REFERENCES media (id),
    page_lock   INTEGER CHECK (page_lock IN (0, 1))
) STRICT;

-- A publication in one language and form.
CREATE TABLE edition (
    publication_id INTEGER NOT NULL REFERENCES publication (id),
    lang        TEXT NOT NULL REFERENCES lang (tag),
    variant     TEXT NOT NULL DEFAULT 'standard' CHECK (variant IN ('standard', 'leicht', 'zweisprachig')),
    second_lang TEXT REFERENCES lang (tag),
    print_run   INTEGER,
    credit_line TEXT,                               -- as printed; must hold each funder's wording
    PRIMARY KEY (publication_id, lang, variant)
) STRICT;

-- A funder's or partner's logo that a publication shows.
CREATE TABLE publication_logo (
    publication_id INTEGER NOT NULL REFERENCES publication (id),
    org_id      INTEGER NOT NULL REFERENCES org (id),
    PRIMARY KEY (publication_id, org_id)
) STRICT;

-- A printed copy kept for the funder (Belegexemplar).
CREATE TABLE specimen_copy (
    publication_id INTEGER PRIMARY KEY REFERENCES publication (id),
    copies      INTEGER NOT NULL CHECK (copies >= 1),
    note        TEXT
) STRICT;

-- -------------------------------------------------------------------------------------- views
--
-- What a report prints. All views below are reckoned for each report (report_id); all of them in whole
-- cents. An amount is rounded half up once, away from zero, where a rate is applied to it: a credit
-- takes back to the cent what its bill gave. A rate is applied to the whole ten thousands and to the
-- rest (x / 10000 * bp + (x % 10000 * bp + 5000) / 10000), so that no product leaves 64 bits, where
-- SQLite would go on in floating point. The sources: ANBest-P numbers 1.2 (20 %), 2.1 (less
-- expenditure, more cover), 6 (reports); section 49a VwVfG (interest).

-- A report, its funding and the funding's rules; plan_id is the funding that keeps the plan. Receipts
-- are kept from the year of the final report on, also those of an interim one: until then at least, for
-- the years may begin later, with the last payment.
CREATE VIEW report_funding AS
SELECT r.id AS report_id, r.slug, r.kind AS report_kind, r.no AS report_no, r.period_from AS report_from, r.period_to AS report_to,
       r.as_of, CASE r.kind WHEN 'zwischennachweis' THEN r.period_to ELSE r.as_of END AS cut_on, f.id AS funding_id, coalesce(f.plan_of, f.id) AS plan_id, f.project_id, f.kind, f.rate_bp, f.period_from, f.period_to,
       f.rule_id, u.overrun_bp, u.reduce_threshold_ct, u.extra_cover, u.advance_cap_bp, u.spend_days, u.spend_months,
       u.interest_over_base_bp, u.offers_from_ct, u.offers_n, u.inventory_from_ct, u.duplicate_days, u.travel_days, u.sign_income,
       o.id AS lead_org_id, o.vat_deduct,
       coalesce(r.due_on, CASE WHEN r.kind <> 'zwischennachweis' THEN f.vn_due END,
                (SELECT min(date(r.period_to, '+1 day', '+' || m || ' months', '-1 day'), date(r.period_to, '+1 day', 'start of month', '+' || (m + 1) || ' months', '-1 day'))
                   FROM (SELECT coalesce(CASE r.kind WHEN 'zwischennachweis' THEN u.interim_months END, u.vn_months) AS m))) AS due_on,
       (CAST(strftime('%Y', max(r.as_of, coalesce(f.vn_due, date(f.period_to, '+1 day', '+' || u.vn_months || ' months', '-1 day')))) AS INTEGER) + u.retention_years)
           || '-12-31' AS keep_until,
       (SELECT coalesce(sum(n.amount_ct), 0) FROM funding_notice n WHERE n.funding_id = f.id AND n.dated <= r.as_of) AS granted_ct,
       (SELECT coalesce(sum(d.amount_ct), 0) FROM drawdown d WHERE d.funding_id = f.id AND d.paid_on <= CASE r.kind WHEN 'zwischennachweis' THEN r.period_to ELSE r.as_of END) AS drawn_ct
  FROM report r
  JOIN funding f ON f.id = r.funding_id
  JOIN rule_profile u ON u.id = f.rule_id
  JOIN project p ON p.id = f.project_id
  JOIN org o ON o.id = p.lead_org_id;

-- The receipts of a report, each with what the grant may pay of it: gross less VAT that can be
-- deducted, less the larger of the discount offered and taken, times the project's share.
CREATE VIEW report_receipt AS
SELECT x.*, CASE WHEN base_ct >= 0 THEN (base_ct * share_bp + 5000) / 10000 ELSE -((-base_ct * share_bp + 5000) / 10000) END AS eligible_ct
  FROM (SELECT y.*, y.gross_ct - y.vat_off_ct - y.discount_ct AS base_ct
          FROM (SELECT r.report_id, c.*, c.vat_ct * r.vat_deduct AS vat_off_ct,
                       CASE WHEN c.gross_ct < 0 THEN -1 ELSE 1 END * max(c.discount_offered_ct, c.discount_taken_ct) AS discount_ct
                  FROM report_funding r
                  JOIN receipt c ON c.funding_id = r.plan_id
                 WHERE r.report_kind <> 'zwischennachweis' OR c.paid_on IS NULL OR c.paid_on <= r.report_to) y) x;

-- The income of a report: what was received, and what the plan's grants paid out (source zuwendung).
CREATE VIEW report_income AS
SELECT r.report_id, i.budget_line_id, i.no, i.received_on, i.payer, i.purpose, i.amount_ct, NULL AS grant_id
  FROM report_funding r
  JOIN income i ON i.funding_id = r.plan_id
 WHERE i.received_on <= r.cut_on
 UNION ALL
SELECT r.report_id, b.id, d.no, d.paid_on, o.name, 'Abruf vom ' || strftime('%d.%m.%Y', d.requested_on), d.amount_ct, b.grant_id
  FROM report_funding r
  JOIN budget_line b ON b.funding_id = r.plan_id AND b.grant_id IS NOT NULL
  JOIN funding g ON g.id = b.grant_id
  JOIN org o ON o.id = g.funder_org_id
  JOIN drawdown d ON d.funding_id = b.grant_id
 WHERE d.paid_on <= r.cut_on;

-- The plan's lines with plan (as last changed), actual and limit. A fixed flat rate counts by the
-- months that have passed; one in percent is reckoned of its base lines. capped_ct is the actual
-- without what exceeds the limit (the base of a flat rate capped likewise). own_grant: the line is
-- the grant of this report's funding; all other income is own and third means.
CREATE VIEW report_line AS
WITH plan AS (
    SELECT r.report_id, r.overrun_bp, b.id AS line_id, b.no, b.title, b.side, b.category, b.source, b.calc, b.pct_bp, b.grant_id,
           b.grant_id IS r.funding_id AND b.grant_id IS NOT NULL AS own_grant, b.plan_ct AS first_plan_ct,
           coalesce((SELECT c.new_plan_ct FROM budget_change c JOIN funding_notice n ON n.id = c.notice_id
                      WHERE c.budget_line_id = b.id AND n.dated <= r.as_of ORDER BY n.dated DESC, n.id DESC LIMIT 1), b.plan_ct) AS plan_ct,
           12 * (strftime('%Y', r.period_to) - strftime('%Y', r.period_from)) + strftime('%m', r.period_to) - strftime('%m', r.period_from) + 1 AS months,
           12 * (strftime('%Y', min(r.report_to, r.period_to)) - strftime('%Y', r.period_from)) + strftime('%m', min(r.report_to, r.period_to)) - strftime('%m', r.period_from) + 1 AS passed
      FROM report_funding r
      JOIN budget_line b ON b.funding_id = r.plan_id
), spent AS (
    SELECT report_id, budget_line_id, sum(eligible_ct) AS sum_ct, count(*) AS n FROM report_receipt GROUP BY report_id, budget_line_id
), earned AS (
    SELECT report_id, budget_line_id, sum(amount_ct) AS sum_ct, count(*) AS n FROM report_income GROUP BY report_id, budget_line_id
), known AS MATERIALIZED (
    SELECT p.*, p.plan_ct * (10000 + p.overrun_bp) / 10000 AS limit_ct, coalesce(s.n, e.n, 0) AS entries,
           CASE p.calc WHEN 'pauschale_fix' THEN (p.plan_ct * max(p.passed, 0) * 2 + p.months) / (2 * p.months)
                       ELSE coalesce(s.sum_ct, e.sum_ct, 0) END AS known_ct
      FROM plan p
      LEFT JOIN spent s ON s.report_id = p.report_id AND s.budget_line_id = p.line_id AND p.side = 'aus'
      LEFT JOIN earned e ON e.report_id = p.report_id AND e.budget_line_id = p.line_id AND p.side = 'ein'
), base AS (
    SELECT k.report_id, b.budget_line_id, max(sum(k.known_ct), 0) AS base_ct, max(sum(min(k.known_ct, k.limit_ct)), 0) AS capped_base_ct
      FROM flat_rate_base b
      JOIN known k ON k.line_id = b.base_line_id AND k.calc <> 'pauschale_pct'
     GROUP BY k.report_id, b.budget_line_id
), reckoned AS (
    SELECT k.*, CASE k.calc WHEN 'pauschale_pct' THEN coalesce(b.base_ct / 10000 * k.pct_bp + (b.base_ct % 10000 * k.pct_bp + 5000) / 10000, 0) ELSE k.known_ct END AS actual_ct,
           CASE k.calc WHEN 'pauschale_pct' THEN coalesce(b.capped_base_ct / 10000 * k.pct_bp + (b.capped_base_ct % 10000 * k.pct_bp + 5000) / 10000, 0) ELSE k.known_ct END AS cautious_ct
      FROM known k
      LEFT JOIN base b ON b.report_id = k.report_id AND b.budget_line_id = k.line_id
)
SELECT report_id, line_id, no, title, side, category, source, calc, pct_bp, grant_id, own_grant, entries, first_plan_ct, plan_ct, actual_ct,
       actual_ct - plan_ct AS deviation_ct,
       CASE WHEN plan_ct > 0 THEN 100.0 * (actual_ct - plan_ct) / plan_ct WHEN actual_ct = 0 THEN 0.0 END AS deviation_percent,
       CASE side WHEN 'aus' THEN limit_ct END AS limit_ct,
       CASE side WHEN 'aus' THEN min(cautious_ct, limit_ct) ELSE actual_ct END AS capped_ct,
       side = 'aus' AND actual_ct > limit_ct AS is_over
  FROM reckoned;

-- Both readings of what the funder owes: is_capped 1 takes off what exceeds a line's limit, and what
-- exceeds the plan as a whole. steps: expenditure_ct - over_lines_ct - over_plan_ct = eligible_ct.
--   means_ct    own and third means: the larger of planned and received; extra_ct: more than planned
--   change_ct   less expenditure plus more cover; up to threshold_ct (if there is one) it reduces nothing
--   basis_ct    what the rate is applied to (Anteil), what a fixed sum cannot exceed
--   by_kind_ct  by the kind of financing; payable_ct the lesser of it and granted_ct, never below 0
CREATE VIEW report_reading AS
WITH total AS MATERIALIZED (
    SELECT report_id, sum(plan_ct) FILTER (WHERE side = 'aus') AS plan_ct, sum(actual_ct) FILTER (WHERE side = 'aus') AS actual_ct,
           sum(capped_ct) FILTER (WHERE side = 'aus') AS capped_ct, sum(actual_ct) FILTER (WHERE calc <> 'ist') AS flat_ct,
           sum(plan_ct) FILTER (WHERE side = 'ein' AND NOT own_grant) AS planned_ct, sum(actual_ct) FILTER (WHERE side = 'ein' AND NOT own_grant) AS received_ct
      FROM report_line GROUP BY report_id
), both AS MATERIALIZED (
    SELECT r.report_id, r.kind, r.rate_bp, r.extra_cover, r.granted_ct, r.drawn_ct, coalesce(r.reduce_threshold_ct, 0) AS threshold_ct, k.is_capped,
           coalesce(t.plan_ct, 0) AS plan_ct, coalesce(t.actual_ct, 0) AS expenditure_ct, coalesce(t.flat_ct, 0) AS flat_ct,
           CASE k.is_capped WHEN 1 THEN coalesce(t.actual_ct - t.capped_ct, 0) ELSE 0 END AS over_lines_ct,
           CASE k.is_capped WHEN 1 THEN max(coalesce(t.capped_ct - t.plan_ct, 0), 0) ELSE 0 END AS over_plan_ct,
           coalesce(t.planned_ct, 0) AS planned_ct, coalesce(t.received_ct, 0) AS received_ct,
           max(coalesce(t.planned_ct, 0), coalesce(t.received_ct, 0)) AS means_ct,
           max(coalesce(t.received_ct, 0) - coalesce(t.planned_ct, 0), 0) AS extra_ct
      FROM report_funding r
      JOIN (SELECT 1 AS is_capped UNION ALL SELECT 0) k
      LEFT JOIN total t ON t.report_id = r.report_id
), eligible AS (
    SELECT b.*, expenditure_ct - over_lines_ct - over_plan_ct AS eligible_ct FROM both b
), changed AS (
    SELECT e.*, max(plan_ct - eligible_ct, 0) + extra_ct AS change_ct,
           max(plan_ct - eligible_ct, 0) + extra_ct > threshold_ct OR threshold_ct = 0 OR kind = 'voll' AS is_reduced
      FROM eligible e
), based AS (
    SELECT c.*, max(eligible_ct - CASE WHEN kind = 'anteil' AND is_reduced AND extra_cover = 'anteilig' THEN extra_ct ELSE 0 END, 0) AS basis_ct FROM changed c
), reckoned AS (
    SELECT b.*, CASE kind WHEN 'festbetrag' THEN min(granted_ct, basis_ct)
                     WHEN 'voll' THEN basis_ct
                     ELSE CASE WHEN NOT is_reduced THEN min(granted_ct, basis_ct)
                               WHEN kind = 'fehlbedarf' THEN eligible_ct - means_ct
                               ELSE basis_ct / 10000 * rate_bp + (basis_ct % 10000 * rate_bp + 5000) / 10000 - CASE extra_cover WHEN 'voll' THEN extra_ct ELSE 0 END END END AS by_kind_ct
      FROM based b
), payable AS (
    SELECT r.*, max(min(by_kind_ct, granted_ct), 0) AS payable_ct FROM reckoned r
)
SELECT p.*, max(drawn_ct - payable_ct, 0) AS repay_ct, max(payable_ct - drawn_ct, 0) AS open_ct FROM payable p;

-- Each drawdown, first in first out: what had been drawn with it, and what of that was spent by its
-- day. Spent is the grant's part of what had been paid by then: as planned (granted / planned
-- expenditure) in an interim report, else as it came out (payable / eligible, capped), so that in the
-- end all that is payable has been spent; flat rates count at the end of the period. In
-- the end no more than what is payable must be spent: the rest is paid back. part_ct: what of that
-- falls on this drawdown. interest_ct: what the law would ask for unspent_ct, from the day after
-- spend_by until all was spent or the count ends, at the base rate of that day; a note, the authority
-- decides. A time in months ends on the day of the same number or on the month's last (section 188 BGB).
CREATE VIEW report_drawdown AS
WITH bound AS MATERIALIZED (
    SELECT r.report_id, r.funding_id, r.report_to, r.cut_on, r.spend_days, r.spend_months, r.interest_over_base_bp, q.flat_ct,
           max(CASE r.report_kind WHEN 'zwischennachweis' THEN q.granted_ct ELSE q.payable_ct END, 0) AS grant_ct,
           CASE r.report_kind WHEN 'zwischennachweis' THEN q.plan_ct ELSE q.eligible_ct END AS cost_ct
      FROM report_funding r
      JOIN report_reading q ON q.report_id = r.report_id AND q.is_capped = 1
), day AS (
    SELECT report_id, paid_on AS dated, eligible_ct FROM report_receipt WHERE paid_on IS NOT NULL
     UNION ALL
    SELECT report_id, report_to, flat_ct FROM bound
), paid AS (
    SELECT report_id, dated, sum(sum(eligible_ct)) OVER (PARTITION BY report_id ORDER BY dated) AS sum_ct FROM day GROUP BY report_id, dated
), spent AS (   -- grant_ct in millions and rest: exact to 20 thousand million euros
    SELECT report_id, dated, lead(dated) OVER (PARTITION BY report_id ORDER BY dated) AS until,
           paid_ct * (grant_ct / 1000000) / cost_ct * 1000000
             + ((paid_ct * (grant_ct / 1000000) % cost_ct * 1000000 + paid_ct * (grant_ct % 1000000)) * 2 + cost_ct) / (2 * cost_ct) AS spent_ct
      FROM (SELECT p.report_id, p.dated, b.grant_ct, b.cost_ct, max(min(p.sum_ct, b.cost_ct), 0) AS paid_ct
              FROM paid p
              JOIN bound b ON b.report_id = p.report_id
             WHERE b.cost_ct > 0)
), drawn AS MATERIALIZED (
    SELECT b.*, d.id AS drawdown_id, d.no, d.requested_on, d.paid_on, d.amount_ct,
           sum(d.amount_ct) OVER (PARTITION BY b.report_id ORDER BY d.paid_on, d.id) AS sum_ct,
           coalesce(d.spend_by, CASE WHEN b.spend_days IS NOT NULL THEN date(d.paid_on, '+' || b.spend_days || ' days')
                                     WHEN b.spend_months IS NOT NULL THEN min(date(d.paid_on, '+' || b.spend_months || ' months'), date(d.paid_on, 'start of month', '+' || (b.spend_months + 1) || ' months', '-1 day')) END) AS spend_by
      FROM bound b
      JOIN drawdown d ON d.funding_id = b.funding_id AND d.paid_on <= b.cut_on
), met AS (
    SELECT d.*, min(d.sum_ct, d.grant_ct) AS due_ct, min(d.sum_ct, d.grant_ct) - min(d.sum_ct - d.amount_ct, d.grant_ct) AS part_ct,
           CASE WHEN d.spend_by <= d.cut_on AND d.cost_ct > 0
                THEN coalesce(max(s.spent_ct) FILTER (WHERE s.dated <= d.spend_by AND (s.until IS NULL OR s.until > d.spend_by)), 0) END AS spent_ct,
           min(s.dated) FILTER (WHERE s.dated > d.spend_by AND s.spent_ct >= min(d.sum_ct, d.grant_ct)) AS met_on
      FROM drawn d
      LEFT JOIN spent s ON s.report_id = d.report_id
     GROUP BY d.report_id, d.drawdown_id
), open AS (
    SELECT m.*, coalesce(max(min(due_ct - spent_ct, part_ct), 0), 0) AS unspent_ct,
           interest_over_base_bp + coalesce((SELECT b.rate_bp FROM base_rate b WHERE b.valid_from <= m.spend_by ORDER BY b.valid_from DESC LIMIT 1), 0) AS interest_bp
      FROM met m
), late AS (
    SELECT o.*, CASE WHEN unspent_ct > 0 THEN CAST(julianday(min(coalesce(met_on, cut_on), cut_on)) - julianday(spend_by) AS INTEGER) ELSE 0 END AS days_late
      FROM open o
)
SELECT report_id, drawdown_id, no, requested_on, paid_on, amount_ct, sum_ct, spend_by, due_ct, part_ct, unspent_ct, days_late, interest_bp,
       (unspent_ct * days_late * max(interest_bp, 0) * 2 + 3650000) / 7300000 AS interest_ct
  FROM late;

-- Indicators with target and value: the latest counted until the end of the report's period; events_n is what
-- the linked events of that time add up to, NULL without such events.
CREATE VIEW report_indicator AS
SELECT r.report_id, i.id AS indicator_id, i.code, i.title, i.kind, i.unit, i.target_n, i.baseline_n, v.as_of, v.n, v.n - i.target_n AS deviation_n, v.basis,
       (SELECT sum(a.n) FROM indicator_event l JOIN event e ON e.id = l.event_id
                        LEFT JOIN attendance a ON a.event_id = e.id AND a.dim = i.dim AND a.val = i.val
         WHERE l.indicator_id = i.id AND e.starts <= r.report_to) AS events_n
  FROM report_funding r
  JOIN indicator i ON i.funding_id = r.funding_id
  LEFT JOIN indicator_value v ON v.indicator_id = i.id AND v.gender = 'alle' AND v.age = 'alle'
   AND v.as_of = (SELECT max(w.as_of) FROM indicator_value w WHERE w.indicator_id = i.id AND w.gender = 'alle' AND w.age = 'alle' AND w.as_of <= r.report_to);

-- Indicators split by gender and age, as counted on the day of their value in report_indicator.
CREATE VIEW report_indicator_split AS
SELECT i.report_id, i.indicator_id, i.code, i.title, v.gender, v.age, v.n, v.basis
  FROM report_indicator i
  JOIN indicator_value v ON v.indicator_id = i.indicator_id AND v.as_of = i.as_of AND (v.gender <> 'alle' OR v.age <> 'alle');

-- The events that were planned and how many of them were held until the end of the report's period; an
-- event in a town counts for its district.
CREATE VIEW report_event_plan AS
WITH RECURSIVE inside (region_id, part_id) AS (
    SELECT id, id FROM region
     UNION
    SELECT i.region_id, g.id FROM inside i JOIN region g ON g.parent_id = i.part_id
)
SELECT r.report_id, p.kind, p.region_id, p.planned_n,
       (SELECT count(*) FROM event e
         WHERE e.project_id = p.project_id AND e.kind = p.kind AND e.starts <= r.report_to
           AND (p.region_id IS NULL OR e.region_id IN (SELECT i.part_id FROM inside i WHERE i.region_id = p.region_id))) AS held_n
  FROM report_funding r
  JOIN event_plan p ON p.project_id = r.project_id;

-- The plan's lines as tables print them: income with the sign that the rules ask for (sign_income).
CREATE VIEW report_row AS
SELECT l.report_id, l.line_id, l.side, l.no, l.title, l.calc, l.own_grant, l.entries, s.sign * l.first_plan_ct AS first_plan_ct, s.sign * l.plan_ct AS plan_ct,
       s.sign * l.actual_ct AS actual_ct, s.sign * l.deviation_ct AS deviation_ct, l.deviation_percent, l.limit_ct, l.actual_ct - l.capped_ct AS over_ct, l.is_over
  FROM report_line l
  JOIN (SELECT report_id, 'aus' AS side, 1 AS sign FROM report_funding UNION ALL SELECT report_id, 'ein', sign_income FROM report_funding) s
    ON s.report_id = l.report_id AND s.side = l.side;

-- Their sums, 0 without lines. rest: income less expenditure; where income is negative, the sum of both.
CREATE VIEW report_total AS
WITH part AS MATERIALIZED (
    SELECT report_id, side, sum(plan_ct) AS plan_ct, sum(actual_ct) AS actual_ct, sum(deviation_ct) AS deviation_ct FROM report_row GROUP BY report_id, side
), total AS (
    SELECT r.report_id, r.sign_income, s.side, coalesce(p.plan_ct, 0) AS plan_ct, coalesce(p.actual_ct, 0) AS actual_ct, coalesce(p.deviation_ct, 0) AS deviation_ct
      FROM report_funding r
      JOIN (SELECT 'aus' AS side UNION ALL SELECT 'ein') s
      LEFT JOIN part p ON p.report_id = r.report_id AND p.side = s.side
)
SELECT report_id, side, plan_ct, actual_ct, deviation_ct, CASE WHEN plan_ct <> 0 THEN 100.0 * (actual_ct - plan_ct) / plan_ct WHEN actual_ct = 0 THEN 0.0 END AS deviation_percent
  FROM total
 UNION ALL
SELECT report_id, 'rest', sum(CASE WHEN side = 'ein' OR sign_income < 0 THEN plan_ct ELSE -plan_ct END),
       sum(CASE WHEN side = 'ein' OR sign_income < 0 THEN actual_ct ELSE -actual_ct END), NULL, NULL
  FROM total GROUP BY report_id;

-- How a line's actual comes about: what its receipts give and what is a flat rate. Both together are
-- the actual of report_line, or a receipt stands where a flat rate is taken.
CREATE VIEW report_match AS
WITH listed AS (
    SELECT report_id, budget_line_id, count(*) AS n, sum(gross_ct) AS gross_ct, sum(eligible_ct) AS eligible_ct FROM report_receipt GROUP BY report_id, budget_line_id
)
SELECT l.report_id, l.line_id, l.no, l.title, coalesce(s.n, 0) AS receipts, coalesce(s.gross_ct, 0) AS gross_ct, coalesce(s.eligible_ct, 0) AS eligible_ct,
       CASE l.calc WHEN 'ist' THEN 0 ELSE l.actual_ct END AS flat_ct, l.actual_ct
  FROM report_line l
  LEFT JOIN listed s ON s.report_id = l.report_id AND s.budget_line_id = l.line_id
 WHERE l.side = 'aus';

-- The flat rates and what they are taken of: base_ct for one in percent, passed of months for a fixed one.
CREATE VIEW report_flat_rate AS
WITH line AS MATERIALIZED (SELECT * FROM report_line)
SELECT l.report_id, l.line_id, l.no, l.title, l.calc, l.pct_bp, l.plan_ct, l.actual_ct, max(coalesce(sum(b.actual_ct), 0), 0) AS base_ct,
       12 * (strftime('%Y', r.period_to) - strftime('%Y', r.period_from)) + strftime('%m', r.period_to) - strftime('%m', r.period_from) + 1 AS months,
       max(12 * (strftime('%Y', min(r.report_to, r.period_to)) - strftime('%Y', r.period_from)) + strftime('%m', min(r.report_to, r.period_to)) - strftime('%m', r.period_from) + 1, 0) AS passed
  FROM line l
  JOIN report_funding r ON r.report_id = l.report_id
  LEFT JOIN flat_rate_base f ON f.budget_line_id = l.line_id
  LEFT JOIN line b ON b.report_id = l.report_id AND b.line_id = f.base_line_id AND b.calc <> 'pauschale_pct'
 WHERE l.calc <> 'ist'
 GROUP BY l.report_id, l.line_id;

-- The posts that salary receipts of a report paid, each with its months.
CREATE VIEW report_staff AS
SELECT c.report_id, s.role, s.pay_grade, s.weekly_hours_x100, s.project_hours_x100, count(DISTINCT s.month) AS months, min(s.month) AS first_month, max(s.month) AS last_month,
       sum(s.gross_ct) AS gross_ct, sum(s.employer_ct) AS employer_ct, sum(s.gross_ct + s.employer_ct) AS cost_ct, min(c.paid_on) AS first_paid_on
  FROM staff_cost s
  JOIN report_receipt c ON c.id = s.receipt_id
 GROUP BY c.report_id, s.role, s.pay_grade, s.weekly_hours_x100, s.project_hours_x100;

-- The computation of report_reading, a step a row, with a letter each and the letters that it is
-- reckoned of; capped and uncapped are the two readings, basis points in the row 'rate'. Steps that do
-- not matter to this report have no row. An interim report's figures are provisional.
CREATE VIEW report_step AS
WITH over_line AS (
    SELECT report_id, group_concat(no, ', ') AS over_nos, sum(actual_ct - capped_ct) AS over_ct
      FROM (SELECT report_id, no, actual_ct, capped_ct FROM report_line WHERE is_over ORDER BY report_id, line_id) GROUP BY report_id
), reading AS MATERIALIZED (
    SELECT q.*, f.report_kind = 'zwischennachweis' AS is_interim, f.overrun_bp, o.over_nos, o.over_ct, q.kind IN ('anteil', 'fehlbedarf') AS can_reduce,
           q.kind IN ('anteil', 'fehlbedarf') AND q.threshold_ct > 0 AS has_threshold,
           q.kind = 'anteil' AND q.is_reduced AND q.extra_ct > 0 AND q.extra_cover <> 'keine' AS is_extra
      FROM report_reading q
      JOIN report_funding f ON f.report_id = q.report_id
      LEFT JOIN over_line o ON o.report_id = q.report_id
), kind_of_step (sort, key, label, pattern, a, b, c, is_sum) AS (VALUES
    (1, 'expenditure', 'Ausgaben laut Abrechnung (2.1)', '', NULL, NULL, NULL, 0),
    (2, 'over_lines', 'Überschreitung', '', NULL, NULL, NULL, 0),
    (3, 'over_plan', 'Überschreitung der Gesamtausgaben des Plans', '', NULL, NULL, NULL, 0),
    (4, 'eligible', 'zuwendungsfähige Ausgaben', '', 'expenditure', 'over_lines', 'over_plan', 1),
    (5, 'planned', 'Eigen- und Drittmittel laut Plan (2.2)', '', NULL, NULL, NULL, 0),
    (6, 'received', 'Eigen- und Drittmittel, eingegangen (2.2)', '', NULL, NULL, NULL, 0),
    (7, 'means', 'anzurechnende Eigen- und Drittmittel', 'größerer Wert %s, %s', 'planned', 'received', NULL, 0),
    (8, 'plan', 'Ausgaben laut Plan (2.1)', '', NULL, NULL, NULL, 0),
    (9, 'less', 'Minderausgaben', '%s − %s, mindestens 0', 'plan', 'eligible', NULL, 0),
    (10, 'extra', 'Mehreinnahmen gegenüber dem Plan (2.2)', '', NULL, NULL, NULL, 0),
    (11, 'change', 'Minderausgaben und Mehreinnahmen', '%s + %s', 'less', 'extra', NULL, 0),
    (12, 'threshold', 'Grenze, bis zu der nicht gekürzt wird', '', NULL, NULL, NULL, 0),
    (13, 'basis', 'Bemessungsgrundlage ohne Mehreinnahmen', '%s − %s', 'eligible', 'extra', NULL, 0),
    (14, 'rate', 'Fördersatz', '', NULL, NULL, NULL, 0),
    (15, 'by_rate', 'Zuwendung nach Fördersatz', '%s × %s', 'base', 'rate', NULL, 0),
    (16, 'by_rate_less', 'Zuwendung abzüglich Mehreinnahmen', '%s − %s', 'by_rate', 'extra', NULL, 0),
    (17, 'gap', 'Fehlbedarf', '%s − %s', 'eligible', 'means', NULL, 0),
    (18, 'whole', 'Zuwendung ohne Kürzung', '', 'eligible', 'change', 'threshold', 0),
    (19, 'granted', 'bewilligter Höchstbetrag', '', NULL, NULL, NULL, 0),
    (20, 'payable', 'Zuwendung, rechnerisch', 'kleinerer Wert %s, %s', 'by_kind', 'granted', NULL, 1),
    (21, 'drawn', 'ausgezahlt (2.3)', '', NULL, NULL, NULL, 0),
    (22, 'repay', 'rechnerisch ermittelter Erstattungsbetrag', '%s − %s', 'drawn', 'payable', NULL, 1),
    (23, 'open', 'rechnerisch noch nicht ausgezahlt', '%s − %s', 'payable', 'drawn', NULL, 1)
), valued AS (
    SELECT r.*, k.sort, k.key, k.label, k.pattern, k.a, k.b, k.c, k.is_sum,
           CASE k.key
               WHEN 'over_lines' THEN over_nos IS NOT NULL AND over_lines_ct <> 0
               WHEN 'over_plan' THEN over_plan_ct <> 0
               WHEN 'planned' THEN kind = 'fehlbedarf' WHEN 'received' THEN kind = 'fehlbedarf' WHEN 'means' THEN kind = 'fehlbedarf'
               WHEN 'plan' THEN has_threshold WHEN 'less' THEN has_threshold WHEN 'change' THEN has_threshold WHEN 'threshold' THEN has_threshold
               WHEN 'extra' THEN has_threshold OR is_extra
               WHEN 'basis' THEN is_extra AND extra_cover = 'anteilig'
               WHEN 'rate' THEN kind = 'anteil' AND is_reduced WHEN 'by_rate' THEN kind = 'anteil' AND is_reduced
               WHEN 'by_rate_less' THEN is_extra AND extra_cover = 'voll'
               WHEN 'gap' THEN kind = 'fehlbedarf' AND is_reduced
               WHEN 'whole' THEN can_reduce AND NOT is_reduced
               WHEN 'open' THEN open_ct > 0
               ELSE 1 END AS is_shown,
           CASE k.key
               WHEN 'expenditure' THEN expenditure_ct WHEN 'over_lines' THEN -over_lines_ct WHEN 'over_plan' THEN -over_plan_ct WHEN 'eligible' THEN eligible_ct
               WHEN 'planned' THEN planned_ct WHEN 'received' THEN received_ct WHEN 'means' THEN means_ct
               WHEN 'plan' THEN plan_ct WHEN 'less' THEN max(plan_ct - eligible_ct, 0) WHEN 'extra' THEN extra_ct WHEN 'change' THEN change_ct WHEN 'threshold' THEN threshold_ct
               WHEN 'basis' THEN basis_ct WHEN 'rate' THEN rate_bp WHEN 'by_rate' THEN by_kind_ct + CASE extra_cover WHEN 'voll' THEN extra_ct ELSE 0 END
               WHEN 'granted' THEN granted_ct WHEN 'payable' THEN payable_ct WHEN 'drawn' THEN drawn_ct WHEN 'repay' THEN repay_ct WHEN 'open' THEN open_ct
               WHEN 'whole' THEN eligible_ct ELSE by_kind_ct END AS value
      FROM reading r
      JOIN kind_of_step k
), paired AS (
    SELECT report_id, sort, key, label, pattern, a, b, c, is_sum, kind, is_interim, overrun_bp, over_nos, over_ct,
           max(CASE WHEN is_capped AND (is_shown OR key IN ('over_lines', 'over_plan', 'open')) THEN value END) AS capped,
           max(CASE WHEN NOT is_capped AND (is_shown OR key IN ('over_lines', 'over_plan', 'open')) THEN value END) AS uncapped,
           max(key = 'payable' AND min(by_kind_ct, granted_ct, eligible_ct) < 0 OR key = 'basis' AND eligible_ct < extra_ct OR key = 'by_rate' AND eligible_ct < 0 OR key = 'repay' AND open_ct > 0 OR key = 'open' AND repay_ct > 0) AS is_floored
      FROM valued GROUP BY report_id, sort HAVING max(is_shown)
), lettered AS (
    SELECT p.*, char(96 + row_number() OVER (PARTITION BY report_id ORDER BY sort)) AS letter FROM paired p
), named AS (   -- letters: ' expenditure=a over_lines=b …', so that each row finds those it is reckoned of
    SELECT l.*, group_concat(' ' || key || '=' || letter, '') OVER (PARTITION BY report_id) AS letters FROM lettered l
), chosen AS (
    SELECT n.*, CASE a WHEN 'base' THEN CASE WHEN letters LIKE '% basis=%' THEN 'basis' ELSE 'eligible' END
                       WHEN 'by_kind' THEN CASE WHEN letters LIKE '% by_rate_less=%' THEN 'by_rate_less' WHEN letters LIKE '% by_rate=%' THEN 'by_rate'
                                                WHEN letters LIKE '% gap=%' THEN 'gap' WHEN kind IN ('festbetrag', 'voll') THEN 'eligible' ELSE 'whole' END
                       ELSE a END AS first,
           CASE WHEN a = 'by_kind' AND letters LIKE '% gap=%' OR a = 'by_kind' AND letters LIKE '% by_rate=%' THEN 'whole' END AS other
      FROM named n
), referred AS (
    SELECT c.*, CASE WHEN instr(letters, ' ' || first || '=') THEN substr(letters, instr(letters, ' ' || first || '=') + length(first) + 2, 1) END
                  || CASE WHEN instr(letters, ' ' || other || '=') THEN '/' || substr(letters, instr(letters, ' ' || other || '=') + length(other) + 2, 1) ELSE '' END AS x,
           CASE WHEN instr(letters, ' ' || b || '=') THEN substr(letters, instr(letters, ' ' || b || '=') + length(b) + 2, 1) END AS y,
           CASE WHEN instr(letters, ' ' || c || '=') THEN substr(letters, instr(letters, ' ' || c || '=') + length(c) + 2, 1) END AS z
      FROM chosen c
)
SELECT report_id, sort, key, letter,
       CASE WHEN key = 'over_lines' THEN 'Überschreitung von Nr. ' || over_nos || ' über ' || rtrim(rtrim(printf('%d,%02d', overrun_bp / 100, overrun_bp % 100), '0'), ',') || char(160) || '% hinaus'
                                           || CASE WHEN over_ct = -capped THEN '' ELSE ', mit Pauschalen darauf' END
            WHEN key = 'granted' AND kind = 'festbetrag' THEN 'bewilligter Festbetrag'
            WHEN key = 'payable' AND is_interim THEN 'vorläufige Zuwendung, rechnerisch'
            WHEN key IN ('repay', 'open') AND is_interim THEN 'vorläufig ' || label
            ELSE label END AS label,
       CASE key WHEN 'eligible' THEN x || coalesce(' + ' || y, '') || coalesce(' + ' || z, '')
                WHEN 'whole' THEN x || ', weil ' || y || ' höchstens ' || z
                ELSE printf(pattern, x, y, z) || CASE WHEN is_floored THEN ', mindestens 0' ELSE '' END END AS way,
       capped, uncapped, is_sum
  FROM referred;

-- What a funder's form asks for, by key: form_field.value names one. label: what it is. A key with
-- no. of a line (aus.1.plan, ein.E1.actual) is there once a budget line. The value
-- stands in the column that kind names: text, date and count in value_text, money in value_ct,
-- percent in value_percent; NULL where the records say nothing. line: the budget line of a key with a line's no.
CREATE VIEW report_value AS
WITH fact (sort, key, label, kind) AS (VALUES
    (1, 'report.kind', 'Art des Nachweises', 'text'), (2, 'report.from', 'Berichtszeitraum von', 'date'), (3, 'report.to', 'Berichtszeitraum bis', 'date'), (4, 'report.as_of', 'Stand', 'date'),
    (5, 'recipient', 'Zuwendungsempfänger', 'text'), (6, 'recipient.address', 'Anschrift', 'text'), (7, 'recipient.phone', 'Telefon', 'text'), (8, 'recipient.email', 'E-Mail', 'text'),
    (9, 'contact', 'Ansprechperson', 'text'), (10, 'contact.phone', 'Telefon der Ansprechperson', 'text'),
    (11, 'authority', 'Bewilligungsbehörde', 'text'), (12, 'funder', 'Zuwendungsgeber', 'text'), (13, 'programme', 'Förderprogramm', 'text'), (14, 'file_no', 'Geschäftszeichen', 'text'),
    (15, 'project', 'Projekt', 'text'), (16, 'purpose', 'Zuwendungszweck', 'text'), (17, 'period.from', 'Bewilligungszeitraum von', 'date'), (18, 'period.to', 'Bewilligungszeitraum bis', 'date'),
    (19, 'begun_on', 'Maßnahme begonnen am', 'date'), (20, 'early_start.from', 'vorzeitiger Beginn zugelassen ab', 'date'), (21, 'early_start.ref', 'Zulassung des vorzeitigen Beginns', 'text'),
    (22, 'due_on', 'Nachweis fällig am', 'date'), (23, 'keep_until', 'Belege aufbewahren bis', 'date'), (24, 'notices', 'Bescheide vom', 'text'),
    (25, 'financing', 'Finanzierungsart', 'text'), (26, 'rate', 'Fördersatz', 'percent'), (27, 'granted', 'bewilligt', 'money'), (28, 'drawn', 'ausgezahlt', 'money'),
    (29, 'receipts', 'Anzahl der Belege', 'count'), (30, 'events', 'Anzahl der Veranstaltungen', 'count'), (31, 'participations', 'Teilnahmen', 'count')
), told AS (
    SELECT r.*, f.file_no, f.purpose, f.programme, f.begun_on, f.early_start_from, f.early_start_ref, p.title AS project, w.contact_role, w.contact_phone,
           o.name AS recipient, o.street, o.zip, o.city, o.phone, o.email, g.name AS funder, coalesce(a.name, g.name) AS authority
      FROM report_funding r
      JOIN report w ON w.id = r.report_id
      JOIN funding f ON f.id = r.funding_id
      JOIN project p ON p.id = r.project_id
      JOIN org o ON o.id = r.lead_org_id
      JOIN org g ON g.id = f.funder_org_id
      LEFT JOIN org a ON a.id = f.authority_org_id
), figure (n, suffix, label, kind) AS (VALUES
    (0, 'plan', 'Plan', 'money'), (1, 'actual', 'Ist', 'money'), (2, 'deviation', 'Abweichung', 'money'), (3, 'percent', 'Abweichung in %', 'percent')
), line AS MATERIALIZED (
    SELECT * FROM report_row
), total AS MATERIALIZED (
    SELECT * FROM report_total
)
SELECT t.report_id, k.sort, k.key, k.label, k.kind, CASE k.key WHEN 'granted' THEN t.granted_ct WHEN 'drawn' THEN t.drawn_ct END AS value_ct,
       CASE k.key
           WHEN 'report.kind' THEN CASE t.report_kind WHEN 'verwendungsnachweis' THEN 'Verwendungsnachweis' WHEN 'zwischennachweis' THEN 'Zwischennachweis' ELSE 'einfacher Nachweis' END
           WHEN 'report.from' THEN t.report_from WHEN 'report.to' THEN t.report_to WHEN 'report.as_of' THEN t.as_of
           WHEN 'recipient' THEN t.recipient WHEN 'recipient.address' THEN coalesce(t.street || ', ', '') || coalesce(t.zip || ' ', '') || t.city WHEN 'recipient.phone' THEN t.phone
           WHEN 'recipient.email' THEN t.email WHEN 'contact' THEN t.contact_role WHEN 'contact.phone' THEN t.contact_phone
           WHEN 'authority' THEN t.authority WHEN 'funder' THEN t.funder WHEN 'programme' THEN t.programme WHEN 'file_no' THEN t.file_no WHEN 'project' THEN t.project WHEN 'purpose' THEN t.purpose
           WHEN 'period.from' THEN t.period_from WHEN 'period.to' THEN t.period_to WHEN 'begun_on' THEN t.begun_on WHEN 'early_start.from' THEN t.early_start_from
           WHEN 'early_start.ref' THEN t.early_start_ref WHEN 'due_on' THEN t.due_on WHEN 'keep_until' THEN t.keep_until
           WHEN 'notices' THEN (SELECT group_concat(strftime('%d.%m.%Y', dated), ', ') FROM (SELECT dated FROM funding_notice n WHERE n.funding_id = t.funding_id AND n.dated <= t.as_of ORDER BY dated))
           WHEN 'financing' THEN CASE t.kind WHEN 'anteil' THEN 'Anteilfinanzierung' WHEN 'fehlbedarf' THEN 'Fehlbedarfsfinanzierung' WHEN 'festbetrag' THEN 'Festbetragsfinanzierung' ELSE 'Vollfinanzierung' END
           WHEN 'receipts' THEN (SELECT count(*) FROM report_receipt c WHERE c.report_id = t.report_id)
           WHEN 'events' THEN (SELECT count(*) FROM event e WHERE e.project_id = t.project_id AND e.starts BETWEEN t.report_from AND t.report_to)
           WHEN 'participations' THEN (SELECT sum(a.n) FROM event e JOIN attendance a ON a.event_id = e.id AND a.dim = 'total' WHERE e.project_id = t.project_id AND e.starts BETWEEN t.report_from AND t.report_to)
       END AS value_text, CASE k.key WHEN 'rate' THEN t.rate_bp / 100.0 END AS value_percent, NULL AS line
  FROM told t
  JOIN fact k
 UNION ALL
SELECT l.report_id, 100 + 4 * l.line_id + c.n, l.side || '.' || l.no || '.' || c.suffix, c.label, c.kind,
       CASE c.suffix WHEN 'plan' THEN l.plan_ct WHEN 'actual' THEN l.actual_ct WHEN 'deviation' THEN l.deviation_ct END, NULL, CASE c.suffix WHEN 'percent' THEN l.deviation_percent END, l.no || ' ' || l.title
  FROM line l
  JOIN figure c
 UNION ALL
SELECT l.report_id, 90, l.side || '.total.' || c.suffix, CASE l.side WHEN 'aus' THEN 'Ausgaben' WHEN 'ein' THEN 'Einnahmen' ELSE 'Einnahmen und Ausgaben' END || ' zusammen, ' || c.label, c.kind,
       CASE c.suffix WHEN 'plan' THEN l.plan_ct WHEN 'actual' THEN l.actual_ct WHEN 'deviation' THEN l.deviation_ct END, NULL, CASE c.suffix WHEN 'percent' THEN l.deviation_percent END, NULL
  FROM total l
  JOIN figure c
 UNION ALL
SELECT q.report_id, 50, c.key || CASE q.is_capped WHEN 1 THEN '' ELSE '.uncapped' END, c.label || CASE q.is_capped WHEN 1 THEN ', mit Kappung' ELSE ', ohne Kappung' END, 'money',
       CASE c.key WHEN 'eligible' THEN q.eligible_ct WHEN 'payable' THEN q.payable_ct WHEN 'repay' THEN q.repay_ct ELSE q.open_ct END, NULL, NULL, NULL
  FROM report_reading q
  JOIN (SELECT 'eligible' AS key, 'zuwendungsfähige Ausgaben' AS label UNION ALL SELECT 'payable', 'Zuwendung, rechnerisch' UNION ALL SELECT 'repay', 'rechnerisch ermittelter Erstattungsbetrag'
         UNION ALL SELECT 'open', 'rechnerisch noch nicht ausgezahlt') c;

-- The fields of a report's form in their order, each with its value; a field whose value has a star is
-- a row for each line's key that it matches (aus.*.actual, or aus.* for all of a line). wording: the
-- form's words, and the line they are asked for. key: NULL where no value has the field's key.
CREATE VIEW report_field AS
WITH value AS MATERIALIZED (SELECT * FROM report_value)
SELECT r.report_id, m.form_id, row_number() OVER (PARTITION BY r.report_id ORDER BY m.sort, v.sort, v.key) AS row_no, m.sort, m.section, m.no,
       m.label || coalesce(': ' || v.line || CASE WHEN m.value LIKE '%.*' THEN ', ' || v.label ELSE '' END, '') AS wording, m.value AS asked,
       v.key, v.label, v.kind, v.value_ct, v.value_text, v.value_percent
  FROM report_funding r
  JOIN funding f ON f.id = r.funding_id
  JOIN form_field m ON m.form_id = f.form_id
  LEFT JOIN value v ON v.report_id = r.report_id AND (v.key = m.value OR m.value LIKE '%*%' AND v.line IS NOT NULL AND v.key GLOB m.value);
