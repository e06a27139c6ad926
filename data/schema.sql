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
    parent_id   INTEGER REFERENCES region (id)
) STRICT;

-- A sector as documents name it; org.kind and attendance (dim org_kind) hold its code.
CREATE TABLE sector (
    code        TEXT PRIMARY KEY,
    label       TEXT NOT NULL UNIQUE,               -- plural, as in "Kommunen"
    sort        INTEGER NOT NULL
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

-- A funder's rules as data: how far a line may be overrun, when the report is due.
CREATE TABLE rule_profile (
    id          TEXT PRIMARY KEY,
    title       TEXT NOT NULL,
    overrun_bp  INTEGER NOT NULL DEFAULT 2000,      -- 2000: a line may exceed its plan by 20 %
    spend_days  INTEGER,                            -- to be spent so long after payout
    spend_months INTEGER,
    vn_months   INTEGER NOT NULL,                   -- final report after the end of the period
    interim_months INTEGER,
    retention_years INTEGER NOT NULL,
    reduce_threshold_ct INTEGER NOT NULL DEFAULT 0,
    interest_over_base_bp INTEGER NOT NULL DEFAULT 500,
    belegliste_required INTEGER NOT NULL DEFAULT 1 CHECK (belegliste_required IN (0, 1)),
    sign_income INTEGER NOT NULL DEFAULT 1 CHECK (sign_income IN (1, -1)),   -- -1: income is negative
    advance_cap_bp INTEGER,
    source      TEXT                                -- where the rule is written
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

-- One funder's grant to one project.
CREATE TABLE funding (
    id          INTEGER PRIMARY KEY,
    project_id  INTEGER NOT NULL REFERENCES project (id),
    funder_org_id INTEGER NOT NULL REFERENCES org (id),
    rule_id     TEXT NOT NULL REFERENCES rule_profile (id),
    programme   TEXT NOT NULL,
    file_no     TEXT NOT NULL,                      -- Aktenzeichen
    kind        TEXT NOT NULL CHECK (kind IN ('anteil', 'fehlbedarf', 'festbetrag', 'voll')),
    rate_bp     INTEGER,
    max_ct      INTEGER NOT NULL CHECK (max_ct >= 0),
    period_from TEXT NOT NULL CHECK (period_from = date(period_from)),
    period_to   TEXT NOT NULL CHECK (period_to = date(period_to)),
    early_start_from TEXT CHECK (early_start_from IS NULL OR early_start_from = date(early_start_from)),
    vn_due      TEXT CHECK (vn_due IS NULL OR vn_due = date(vn_due)),
    credit_line TEXT NOT NULL,                      -- the funder's wording, letter by letter
    logo_media_id INTEGER REFERENCES media (id),
    logo_release_on TEXT CHECK (logo_release_on IS NULL OR logo_release_on = date(logo_release_on)),
    CHECK (period_to >= period_from),
    CHECK (kind <> 'anteil' OR rate_bp IS NOT NULL)
) STRICT;

-- A letter of the funder that grants, changes or revokes money.
CREATE TABLE funding_notice (
    id          INTEGER PRIMARY KEY,
    funding_id  INTEGER NOT NULL REFERENCES funding (id),
    dated       TEXT NOT NULL CHECK (dated = date(dated)),
    kind        TEXT NOT NULL CHECK (kind IN ('bescheid', 'aenderung', 'widerruf')),
    amount_ct   INTEGER NOT NULL,
    text        TEXT,
    UNIQUE (funding_id, dated, kind)
) STRICT;

-- A line of the financing plan, expenditure (aus) or income (ein).
CREATE TABLE budget_line (
    id          INTEGER PRIMARY KEY,
    funding_id  INTEGER NOT NULL REFERENCES funding (id),
    no          TEXT NOT NULL,
    title       TEXT NOT NULL,
    side        TEXT NOT NULL CHECK (side IN ('aus', 'ein')),
    source      TEXT CHECK (source IN ('zuwendung', 'eigen', 'dritt_oeff', 'dritt_priv', 'teilnahme', 'sonst')),
    calc        TEXT NOT NULL DEFAULT 'ist' CHECK (calc IN ('ist', 'pauschale_fix', 'pauschale_pct')),
    pct_bp      INTEGER,                            -- of a flat rate in percent
    pct_of      TEXT,                               -- and what it is taken of
    plan_ct     INTEGER NOT NULL CHECK (plan_ct >= 0),
    UNIQUE (funding_id, no, side),
    CHECK ((side = 'ein') = (source IS NOT NULL))
) STRICT;

-- A plan figure that a later notice replaced.
CREATE TABLE budget_change (
    id          INTEGER PRIMARY KEY,
    budget_line_id INTEGER NOT NULL REFERENCES budget_line (id),
    notice_id   INTEGER NOT NULL REFERENCES funding_notice (id),
    new_plan_ct INTEGER NOT NULL
) STRICT;

-- A paid bill: one line of the Belegliste.
CREATE TABLE receipt (
    id          INTEGER PRIMARY KEY,
    funding_id  INTEGER NOT NULL REFERENCES funding (id),
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
    gross_ct    INTEGER NOT NULL,
    vat_ct      INTEGER NOT NULL DEFAULT 0,
    discount_offered_ct INTEGER NOT NULL DEFAULT 0, -- Skonto, deducted even if not taken
    discount_taken_ct INTEGER NOT NULL DEFAULT 0,
    share_bp    INTEGER NOT NULL DEFAULT 10000 CHECK (share_bp BETWEEN 1 AND 10000),
    eligible_ct INTEGER NOT NULL,                   -- what the grant may pay of it
    payment_proof TEXT,
    procurement_ref TEXT,
    event_id    INTEGER REFERENCES event (id),
    file_sha256 TEXT,
    note        TEXT,
    UNIQUE (funding_id, no)
) STRICT;

-- How a salary receipt comes about: one employee, one month.
CREATE TABLE staff_cost (
    id          INTEGER PRIMARY KEY,
    receipt_id  INTEGER NOT NULL REFERENCES receipt (id),
    role        TEXT NOT NULL,
    pay_grade   TEXT,
    month       TEXT NOT NULL CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
    weekly_hours_x100 INTEGER,                      -- 1950 = 19.5 hours
    project_hours_x100 INTEGER,
    gross_ct    INTEGER NOT NULL,
    employer_ct INTEGER NOT NULL
) STRICT;

-- Money received for the project.
CREATE TABLE income (
    id          INTEGER PRIMARY KEY,
    funding_id  INTEGER NOT NULL REFERENCES funding (id),
    budget_line_id INTEGER NOT NULL REFERENCES budget_line (id),
    no          TEXT NOT NULL,
    received_on TEXT NOT NULL CHECK (received_on = date(received_on)),
    payer       TEXT NOT NULL,
    purpose     TEXT NOT NULL,
    amount_ct   INTEGER NOT NULL,
    UNIQUE (funding_id, no)
) STRICT;

-- Part of the grant asked for and paid out.
CREATE TABLE drawdown (
    id          INTEGER PRIMARY KEY,
    funding_id  INTEGER NOT NULL REFERENCES funding (id),
    requested_on TEXT NOT NULL CHECK (requested_on = date(requested_on)),
    paid_on     TEXT CHECK (paid_on IS NULL OR paid_on = date(paid_on)),
    amount_ct   INTEGER NOT NULL,
    spend_by    TEXT CHECK (spend_by IS NULL OR spend_by = date(spend_by))
) STRICT;

-- A thing bought with the grant that outlasts the project.
CREATE TABLE inventory (
    id          INTEGER PRIMARY KEY,
    funding_id  INTEGER NOT NULL REFERENCES funding (id),
    receipt_id  INTEGER REFERENCES receipt (id),
    name        TEXT NOT NULL,
    bought_on   TEXT NOT NULL CHECK (bought_on = date(bought_on)),
    value_ct    INTEGER NOT NULL,
    bound_until TEXT CHECK (bound_until IS NULL OR bound_until = date(bound_until))
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
    CHECK (ends IS NULL OR ends >= starts),
    CHECK (forms_back <= forms_out)
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

-- An indicator of a funder's programme.
CREATE TABLE indicator (
    id          INTEGER PRIMARY KEY,
    funding_id  INTEGER NOT NULL REFERENCES funding (id),
    code        TEXT NOT NULL,
    title       TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('output', 'ergebnis')),
    unit        TEXT NOT NULL,
    target_n    INTEGER,
    baseline_n  INTEGER,
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

-- What an event adds to an indicator.
CREATE TABLE indicator_event (
    indicator_id INTEGER NOT NULL REFERENCES indicator (id),
    event_id    INTEGER NOT NULL REFERENCES event (id),
    n           INTEGER NOT NULL,
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
    kind        TEXT NOT NULL CHECK (kind IN ('veranstaltungsdoku', 'broschuere', 'verwendungsnachweis', 'zwischennachweis', 'flyer')),
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

-- A chapter of the Sachbericht.
CREATE TABLE report_section (
    id          INTEGER PRIMARY KEY,
    funding_id  INTEGER NOT NULL REFERENCES funding (id),
    publication_id INTEGER REFERENCES publication (id),
    no          TEXT NOT NULL,
    heading     TEXT NOT NULL,
    body_md     TEXT NOT NULL,
    max_chars   INTEGER                             -- the form's limit
) STRICT;
