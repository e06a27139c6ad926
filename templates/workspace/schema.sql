-- Das Schema der Datenbank (SQLite). "dokuwerk import" legt sie danach an.
--
-- Eine Tabelle, eine Datei in records/. Die CHECKs sagen dem Import, wie ein Feld zu lesen ist:
--   date(spalte)            ein Datum, 2026-03-21 oder 21.03.2026
--   …_ct                    Geld in ganzen Cent; "350,00" in der CSV-Datei sind Euro
--   CHECK (… IN (0, 1))     ja oder nein
--   GLOB '[0-2][0-9]:…'     eine Uhrzeit mit vier Ziffern: 09:30, nicht 9:30
-- Ein leeres Feld ist NULL. STRICT heißt: SQLite nimmt nur Werte des genannten Typs.

PRAGMA foreign_keys = ON;

-- Eine Veranstaltung. slug ist ihr Name im Dateinamen; *_md ist Markdown.
CREATE TABLE event (
    id          INTEGER PRIMARY KEY,
    slug        TEXT NOT NULL UNIQUE,
    label       TEXT NOT NULL,                      -- "1. Werkstattgespräch"
    title       TEXT NOT NULL,
    subtitle    TEXT,
    starts      TEXT NOT NULL CHECK (starts = date(starts)),
    t_from      TEXT NOT NULL CHECK (t_from GLOB '[0-2][0-9]:[0-5][0-9]'),
    t_to        TEXT NOT NULL CHECK (t_to GLOB '[0-2][0-9]:[0-5][0-9]'),
    venue       TEXT NOT NULL,
    city        TEXT NOT NULL,
    summary_md  TEXT NOT NULL,                      -- worum es ging
    outlook_md  TEXT                                -- wie es weitergeht
) STRICT;

-- Ein Punkt des Programms.
CREATE TABLE agenda_item (
    id          INTEGER PRIMARY KEY,
    event_id    INTEGER NOT NULL REFERENCES event (id),
    t_from      TEXT NOT NULL CHECK (t_from GLOB '[0-2][0-9]:[0-5][0-9]'),
    title       TEXT NOT NULL,
    who         TEXT,
    is_pause    INTEGER NOT NULL DEFAULT 0 CHECK (is_pause IN (0, 1))
) STRICT;

-- Ein Tisch, an dem gearbeitet wurde …
CREATE TABLE working_group (
    id          INTEGER PRIMARY KEY,
    event_id    INTEGER NOT NULL REFERENCES event (id),
    no          INTEGER NOT NULL,
    topic       TEXT NOT NULL,
    host        TEXT NOT NULL,                      -- eine Rolle, kein Name
    headcount   INTEGER NOT NULL CHECK (headcount > 0),
    summary_md  TEXT NOT NULL,
    UNIQUE (event_id, no)
) STRICT;

-- … und was dort auf den Karten stand.
CREATE TABLE card (
    id          INTEGER PRIMARY KEY,
    group_id    INTEGER NOT NULL REFERENCES working_group (id),
    text        TEXT NOT NULL
) STRICT;

-- Wie viele Menschen aus welchem Bereich da waren. Gezählt wird, Namen stehen hier nicht.
CREATE TABLE attendance (
    id          INTEGER PRIMARY KEY,
    event_id    INTEGER NOT NULL REFERENCES event (id),
    sector      TEXT NOT NULL,
    n           INTEGER NOT NULL CHECK (n >= 0),
    UNIQUE (event_id, sector)
) STRICT;

-- Was verabredet wurde.
CREATE TABLE agreement (
    id          INTEGER PRIMARY KEY,
    event_id    INTEGER NOT NULL REFERENCES event (id),
    title       TEXT NOT NULL,
    owner       TEXT NOT NULL,
    due         TEXT CHECK (due IS NULL OR due = date(due)),
    budget_ct   INTEGER NOT NULL DEFAULT 0 CHECK (budget_ct >= 0)
) STRICT;
