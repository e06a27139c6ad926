#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The funding report, the check protocol and the transfer sheet of the sample, read as their readers
# do: chapters in order, the same sum wherever it is told, every kind of financing, nothing empty.
. "$(dirname "$0")/../lib.sh"
templates=$root/templates
cp -r "$root"/data/{schema.sql,records,checks,media,dokuwerk.yaml} "$work"
chmod -R u+w "$work"
mkdir "$work/others" # most reports here need no more than one check: it is quicker so
mv "$work"/checks/V*.sql "$work/others"
cp "$work/others/V01.sql" "$work/checks"

# report NAME SQL [REPORT [TEMPLATE]]: a report of the sample after the statements, its text in NAME.txt
report() {
    cp "$work/sample.db" "$work/project.db"
    sqlite3 "$work/project.db" "PRAGMA foreign_keys = ON; $2" >"$work.sql" 2>&1 || fail "$1: the statements run" "$work.sql"
    run typeset "$templates/${4:-funding-report}.md" -C . --param "report_id=${3:-1}" -o "$1.pdf"
    ends_with 0 "$1: the report is written"
    pdftotext -layout "$work/$1.pdf" "$work/$1.wide"
    pdftotext -raw "$work/$1.pdf" - | tr -s ' \n\f' ' ' >"$work/$1.txt"
}

# tells NAME FRAGMENT: in the report's text, lines and runs of spaces aside; lacks: not there
tells() { check "$1 tells '$2'" grep -qF -- "$2" "$work/$1.txt"; }
lacks() { check "$1 does not tell '$2'" sh -c '! grep -qF -- "$1" "$2"' - "$2" "$work/$1.txt"; }

# step NAME LETTER LABEL WAY CAPPED UNCAPPED: a row of 2.4
step() { tells "$1" "$(echo "$2 $3 $4 $5 $6" | tr -s ' ')"; }

in_order() { # in_order NAME HEADING…: as lines of the pages behind the contents
    local name=$1 last=0 at heading
    shift
    for heading in "$@"; do
        at=$(grep -nE "^ *$heading\$" "$work/$name.wide" | cut -d: -f1 | awk -v last="$last" '$1 > last {print; exit}')
        if [ -n "$at" ]; then pass; else fail "$name: '$heading' stands in its order"; fi
        last=${at:-$last}
    done
}

(cd "$work" && "$DOKUWERK" import -q && mv project.db sample.db) || fail "the sample is imported"

a_final_report_is_whole() {
    local amount event n
    report final "SELECT 1"
    in_order final Verwendungsnachweis '1 +Sachbericht' '1.1 +.*' '1.2 +Personal.*' '1.3 +Aktivitäten.*' '1.4 +Ergebnisse.*' '1.5 +Indikatoren.*' '1.6 +Abweichungen.*' '1.7 +Ausblick.*' \
        '1.8 +Öffentlichkeit.*' '2 +Zahlenmäßiger Nachweis' '2.1 +Ausgaben' '2.2 +Einnahmen' '2.3 +Mittelabrufe' '2.4 +Rechnerische Ermittlung der Zuwendung' '3 +Belegliste' '3.1 +Ausgaben' \
        '3.2 +Abstimmung mit dem zahlenmäßigen Nachweis' '3.3 +Einnahmenliste' '4 +Aufstellungen und Anlagen' '4.1 +Personalausgaben' '5 +Erklärung' 'Prüfvermerk der Bewilligungsbehörde'
    tells final "Geschäftszeichen BEISPIEL-AZ-0001/2014"
    tells final "20.10.2014 Zuwendungsbescheid"
    tells final "bewilligt zusammen 68.000,00 ausgezahlt (2.3) 68.000,00"
    check "the cover has the three sums" grep -qE '^79.294,25 EUR +67.272,61 EUR +727,39 EUR$' "$work/final.wide"
    tells final "Ausgaben zusammen 80.000,00 79.294,25 −705,75"
    tells final "6 Öffentlichkeitsarbeit, Druck, Übersetzung 6.000,00 7.350,00 +1.350,00 +22,5"
    tells final "Der Ansatz ist um 22,5 % überschritten; zulässig sind 20 %, also 7.200,00 EUR. Über diese Grenze hinaus gehen 150,00 EUR. Einsparungen bei anderen Kostenarten decken die Mehrausgabe."
    tells final "Feste Pauschale von 2.000,00 EUR ohne Belege, nach Monaten gezählt: 14 von 14 Monaten, das sind 2.000,00 EUR."
    tells final "Einnahmen abzüglich Ausgaben 0,00 705,75"
    tells final "begegnen“ wurde vom 1. November 2014 bis zum 31. Dezember 2015 gefördert. Das Projekt begann"
    tells final "Die Gründe stehen in Abschnitt 1.6."
    step final d "Fördersatz in %" "" 85,00 85,00
    step final a "Ausgaben laut Abrechnung (2.1)" "" 79.294,25 79.294,25
    step final b "Überschreitung von Nr. 6 über 20 % hinaus" "" −150,00 0,00
    step final c "zuwendungsfähige Ausgaben" "a + b" 79.144,25 79.294,25
    step final e "Zuwendung nach Fördersatz" "c × d" 67.272,61 67.400,11
    step final g "Zuwendung, rechnerisch" "kleinerer Wert e, f" 67.272,61 67.400,11
    step final i "rechnerisch ermittelter Erstattungsbetrag" "h − g" 727,39 599,89
    tells final "Die Ermittlung ersetzt keinen Bescheid"
    lacks final Rückforderung
    tells final "Zwischensumme 1 Personalausgaben (28 Belege) 39.800,00 39.800,00"
    tells final "Belege zusammen 77.294,25 77.294,25"
    tells final "Ausgaben zusammen 71 77.294,25 77.294,25 2.000,00 79.294,25"
    tells final "Zwischensumme E1 Zuwendung (5 Eingänge) 68.000,00"
    tells final "aufbewahrt und auf Verlangen vorgelegt"
    for amount in $(grep -oE 'Übertrag auf Seite [0-9]+ +[0-9.,]+' "$work/final.wide" | awk '{print $NF}'); do
        n=$(grep -cE "Übertrag (auf|von) Seite [0-9]+ +$amount" "$work/final.wide")
        if [ "$n" = 2 ]; then pass; else fail "the carry of $amount is told at a page's end and the next one's begin"; fi
    done
    event=$(sqlite3 "$work/project.db" "SELECT n FROM attendance a JOIN event e ON e.id = a.event_id WHERE e.starts = '2015-09-14' AND dim = 'total'")
    check "the forum of 14 September has its participants" grep -qE "^ *14.09.2015 .* Liste +$event" "$work/final.wide"
    run build --only 'dokumentation/2015-09-14*' -o .
    ends_with 0 "the documentation is written"
    check "and so has its documentation" sh -c "pdftotext -raw '$work'/dokumentation/2015-09-14*.pdf - | tr '\n' ' ' | grep -qE '(^| )$event Teilnehmende'"
    sqlite3 "$work/project.db" "UPDATE event SET city = NULL, venue = NULL WHERE starts = '2015-04-22'"
    run build --only 'dokumentation/2015-09-14*' -o .
    check "what is not known of a meeting is a dash" sh -c "pdftotext -layout '$work'/dokumentation/2015-09-14*.pdf - | grep -qE '1. Dialogforum Bernburg +– +22.04.2015'"
}

each_financing_is_reckoned() {
    local more="INSERT INTO income (funding_id, budget_line_id, no, received_on, payer, purpose, amount_ct) VALUES (1, 13, 'E009', '2015-05-01', 'Stiftung', 'Spende', 120000);"
    report gap "UPDATE funding SET kind = 'fehlbedarf', rate_bp = NULL WHERE id = 1"
    step gap f "anzurechnende Eigen- und Drittmittel" "größerer Wert d, e" 12.000,00 12.000,00
    step gap g Fehlbedarf "c − f" 67.144,25 67.294,25
    step gap k "rechnerisch ermittelter Erstattungsbetrag" "j − i" 855,75 705,75
    report gap-more "UPDATE funding SET kind = 'fehlbedarf', rate_bp = NULL WHERE id = 1; $more"
    step gap-more i "Zuwendung, rechnerisch" "kleinerer Wert g, h" 65.944,25 66.094,25
    step gap-more k "rechnerisch ermittelter Erstattungsbetrag" "j − i" 2.055,75 1.905,75
    report fixed "UPDATE funding SET kind = 'festbetrag', rate_bp = NULL WHERE id = 1"
    step fixed d "bewilligter Festbetrag" "" 68.000,00 68.000,00
    step fixed g "rechnerisch ermittelter Erstattungsbetrag" "f − e" 0,00 0,00
    report full "UPDATE funding SET kind = 'voll', rate_bp = NULL WHERE id = 1"
    step full e "Zuwendung, rechnerisch" "kleinerer Wert c, d" 68.000,00 68.000,00
    report share-more "$more"
    step share-more e "Bemessungsgrundlage ohne Mehreinnahmen" "c − d" 77.944,25 78.094,25
    report threshold "UPDATE rule_profile SET reduce_threshold_ct = 80000"
    step threshold j "Zuwendung nach Fördersatz" "c × i" 67.272,61 –
    step threshold k "Zuwendung ohne Kürzung" "c, weil g höchstens h" – 79.294,25
    step threshold m "Zuwendung, rechnerisch" "kleinerer Wert j/k, l" 67.272,61 68.000,00
}

an_interim_report_is_provisional() {
    report interim "SELECT 1" 2
    tells interim "vorläufige Zuwendung, rechnerisch"
    tells interim "wird vom 1. Juli 2023 bis zum 30. Juni 2026 gefördert. Dieser Bericht reicht vom 1. Juli 2023 bis zum 31. Dezember 2024."
    tells interim "Die Kosten sind die vollen laut Beleg; förderfähig ist davon nur der Anteil des Projekts."
    lacks final "Die Kosten sind die vollen laut Beleg"
    tells interim "Sie ist vorläufig: Maßgeblich ist der Verwendungsnachweis"
    tells interim "Der Plan gilt für den ganzen Bewilligungszeitraum"
    tells interim "Pauschale ohne Belege: 7,00 % der Ausgaben von Nr. 1, 2, 3, 4, 5, 6"
    tells interim "seit dem Bescheid vom"
    tells interim "Belege, die nicht ganz förderfähig sind"
    lacks interim Rückforderung
    report over "UPDATE receipt SET gross_ct = gross_ct + 3000000 WHERE no = 'K018'" 2
    tells over "Ob Einsparungen bei anderen Kostenarten die Mehrausgabe decken, zeigt erst der Verwendungsnachweis."
    lacks over "Einsparungen bei anderen Kostenarten decken"
    report shared "SELECT 1" 3
    tells shared "Der Finanzierungsplan wird von mehreren Zuwendungen getragen"
}

an_event_in_a_town_counts_for_its_district() {
    report town "INSERT INTO region (id, name, kind, parent_id) VALUES (901, 'Tangermünde', 'gemeinde', 2); UPDATE event SET region_id = 901 WHERE starts = '2015-03-11'"
    tells town "Dialogforen Landkreis Stendal 3 3"
}

a_simple_report_lists_no_receipts() {
    report simple "UPDATE report SET kind = 'einfacher_nachweis' WHERE id = 1"
    tells simple "Einzelne Belege führt dieser Nachweis nicht auf"
    tells simple "Ausgaben zusammen 71 77.294,25 77.294,25 2.000,00 79.294,25"
    lacks simple "Zwischensumme 1 Personalausgaben"
    lacks simple "Kofinanzierung"
    report unlisted "UPDATE rule_profile SET belegliste_required = 0"
    lacks unlisted "Zwischensumme 1 Personalausgaben"
}

income_is_negative_where_the_rules_say_so() {
    report negative "UPDATE rule_profile SET sign_income = -1"
    tells negative "Einnahmen stehen mit Minuszeichen"
    tells negative "E1 Zuwendung −68.000,00 −68.000,00 0,00 0,0"
    tells negative "Einnahmen zusammen −80.000,00 −80.000,00 0,00"
    tells negative "Ausgaben und Einnahmen zusammen 0,00 −705,75"
    lacks negative "−0,00"
}

an_empty_project_gives_sentences() {
    report empty "PRAGMA foreign_keys = OFF; DELETE FROM indicator; DELETE FROM annex; DELETE FROM deviation; DELETE FROM report_section; DELETE FROM staff_cost; DELETE FROM fee; DELETE FROM inventory;
        DELETE FROM receipt; DELETE FROM drawdown; DELETE FROM income; DELETE FROM budget_line; DELETE FROM funding_notice; DELETE FROM event_plan; DELETE FROM measure; DELETE FROM press_item;
        DELETE FROM specimen_copy; DELETE FROM publication; UPDATE event SET project_id = 5"
    for sentence in "kein Bescheid erfasst" "Im Berichtszeitraum fanden keine Veranstaltungen statt." "Dazu ist nichts vermerkt." "Indikatoren sind für diese Zuwendung nicht vereinbart." \
        "Veröffentlichungen gab es im Berichtszeitraum nicht." "Ausgaben sind weder geplant noch abgerechnet." "Einnahmen sind weder geplant noch eingegangen." "Mittel wurden nicht abgerufen." \
        "Belege liegen nicht vor." "Einnahmen sind nicht eingegangen." "Stellen sind nicht erfasst." "wurden nicht beschafft." "Weitere Anlagen sind nicht beigefügt."; do
        tells empty "$sentence"
    done
    lacks empty "keine Einträge"
    lacks empty "NULL"
}

long_sums_stay_on_their_lines() {
    local size
    for size in 10 100; do
        report "long-$size" "UPDATE receipt SET gross_ct = gross_ct * $size WHERE funding_id = 1; UPDATE budget_line SET plan_ct = plan_ct * $size WHERE funding_id = 1; UPDATE income SET amount_ct = amount_ct * $size WHERE funding_id = 1;
            UPDATE drawdown SET amount_ct = amount_ct * $size WHERE funding_id = 1; UPDATE funding_notice SET amount_ct = amount_ct * $size WHERE funding_id = 1"
        check "sums $size times as large have room" sh -c '! grep -q "too wide" "$1"' - "$work.err"
        check "and stand on one line" grep -qE "^ *Ausgaben zusammen( +[−0-9.]+,[0-9]{2}){3}\$" "$work/long-$size.wide"
    done
}

a_cent_moves_all_sums() {
    report cent "UPDATE receipt SET gross_ct = gross_ct + 1 WHERE no = 'B029'"
    check "the cover follows" grep -qE '^79.294,26 EUR +67.272,62 EUR +727,38 EUR$' "$work/cent.wide"
    tells cent "Ausgaben zusammen 80.000,00 79.294,26 −705,74"
    tells cent "Zwischensumme 2 Honorare (20 Belege) 10.890,01 10.890,01"
    tells cent "Ausgaben zusammen 71 77.294,26 77.294,26 2.000,00 79.294,26"
    step cent c "zuwendungsfähige Ausgaben" "a + b" 79.144,26 79.294,26
    check "so do the CSV files" grep -q '^Ausgaben,2,Honorare,9600.00,10890.01,1290.01,0.00' "$work/cent.plan_ist.csv"
}

a_fault_in_the_prose_names_its_record() {
    cp "$work/project.db" "$work/sound.db"
    sqlite3 "$work/project.db" "UPDATE report_section SET body_md = body_md || ' Siehe @tbl-nichts.' WHERE id = (SELECT max(id) FROM report_section WHERE report_id = 1)"
    run typeset "$templates/funding-report.md" -C . --param report_id=1 -o prose.pdf
    ends_with 1 "a text that refers to what is not there stops the report"
    says "no id 'tbl-nichts' in this document (texts section_id=$(sqlite3 "$work/project.db" "SELECT max(id) FROM report_section WHERE report_id = 1"), column body_md)" "and the record is named"
    mv "$work/sound.db" "$work/project.db"
}

what_does_not_add_up_is_not_printed() {
    sqlite3 "$work/project.db" "INSERT INTO receipt (funding_id, budget_line_id, no, paid_on, party, purpose, gross_ct) VALUES (1, 7, 'B099', '2015-12-01', 'Laden', 'Papier', 1000)"
    cp "$work/cent.pdf" "$work/before.pdf"
    run typeset "$templates/funding-report.md" -C . --param report_id=1 -o cent.pdf
    ends_with 1 "a receipt where a flat rate is taken stops the report"
    says "Belegliste und Plan/Ist stimmen nicht überein: Nr. 7 Verwaltungspauschale" "and is told"
    check "the report of before stands" cmp "$work/cent.pdf" "$work/before.pdf"
}

the_protocol_lists_what_was_found() {
    cp "$work"/others/*.sql "$work/checks"
    report protocol "SELECT 1" 1 check-protocol
    in_order protocol Prüfprotokoll Fehler Warnungen Hinweise 'Zweites Augenpaar' Prüfungen 'Quellen der Prüfungen'
    tells protocol "Der Nachweis ist rechnerisch stimmig: 25 Prüfungen, kein Fehler, 1 Warnung"
    tells protocol "Dieses Protokoll ist intern"
    report broken "UPDATE receipt SET paid_on = '2016-02-10' WHERE no = 'B071'" 1 check-protocol
    tells broken "Der Nachweis darf so nicht abgegeben werden: 1 Fehler"
    tells broken "B071"
}

the_transfer_sheet_follows_the_form() {
    report sheet "SELECT 1" 1 transfer-sheet
    tells sheet "11 SOLL laut Finanzierungsplan: 1 Personalausgaben 42.000,00"
    tells sheet "12 IST insgesamt 79.294,25"
    tells sheet "Verwendungsnachweis bis 31.12.2015"
    tells sheet "19 Erstattungsbetrag, rechnerisch ermittelt 727,39"
    tells sheet "9 mit Schreiben (Datum und Zeichen) –"
    sqlite3 "$work/project.db" "UPDATE form_field SET value = 'granted_sum' WHERE value = 'granted'"
    rm -f "$work/sheet.pdf"
    run typeset "$templates/transfer-sheet.md" -C . --param report_id=1 -o sheet.pdf
    ends_with 1 "a field whose key has no value stops the sheet"
    says "kein Wert mit dem Schlüssel 'granted_sum'" "and is told"
    check "no sheet is written" test ! -e "$work/sheet.pdf"
    report formless "UPDATE funding SET form_id = NULL" 1 transfer-sheet
    tells formless "Für diese Zuwendung ist kein Formular hinterlegt"
}

a_final_report_is_whole
each_financing_is_reckoned
an_interim_report_is_provisional
an_event_in_a_town_counts_for_its_district
a_simple_report_lists_no_receipts
income_is_negative_where_the_rules_say_so
an_empty_project_gives_sentences
long_sums_stay_on_their_lines
a_cent_moves_all_sums
a_fault_in_the_prose_names_its_record
what_does_not_add_up_is_not_printed
the_protocol_lists_what_was_found
the_transfer_sheet_follows_the_form
finish
