# SPDX-License-Identifier: GPL-3.0-or-later
# Completion for bash. Commands and options are read from the program's own help, so they cannot
# fall behind; what a value may be is said here.
# shellcheck shell=bash

# The commands: indented words in the help.
_dokuwerk_commands() {
    "$1" --help 2>/dev/null | sed -nE 's/^  ([a-z]+)  .*/\1/p'
    echo help
}

# The options of a command: what its help begins lines with.
_dokuwerk_options() {
    "$1" "$2" --help 2>/dev/null | sed -nE 's/^  (--?[A-Za-z][a-z-]*)( .*)?$/\1/p'
}

# The themes of the workspace and those that ship.
_dokuwerk_themes() {
    local program folder file
    program=$(type -P "$1") && program=$(readlink -f "$program") || return
    for folder in "${2:-.}" "${program%/*}"/{templates,../share/dokuwerk/templates,../../templates}; do
        for file in "$folder"/themes/*.yaml; do
            [ -e "$file" ] && basename "$file" .yaml
        done
    done | sort -u
}

# The folder given by -C, if any.
_dokuwerk_workspace() {
    local i
    for ((i = 2; i < COMP_CWORD; i++)); do
        [ "${COMP_WORDS[i]}" = -C ] && echo "${COMP_WORDS[i + 1]}"
    done
}

# _dokuwerk_words LIST WORD: those that begin with the word.
_dokuwerk_words() {
    mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2")
}

# Folders, and files whose names match the pattern.
_dokuwerk_files() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(
        compgen -d -- "$2"
        [ -z "$1" ] || compgen -f -X "!$1" -- "$2"
    )
}

# What may follow the option; fails when it takes no value.
_dokuwerk_value() {
    local program=$1 command=$2 option=$3 word=$4
    case $command$option in
    *-C | *--blank | build-o | translate-o) _dokuwerk_files '' "$word" ;;
    typeset-o) _dokuwerk_files '*.pdf' "$word" ;;
    *--database) _dokuwerk_files '*.@(db|sqlite|sqlite3)' "$word" ;;
    *--data) _dokuwerk_files '*.@(yaml|yml|json)' "$word" ;;
    *--theme) _dokuwerk_words "$(_dokuwerk_themes "$program" "$(_dokuwerk_workspace)")" "$word" ;;
    *--dump) _dokuwerk_words 'expand tree flow pages' "$word" ;;
    *--diagnostics) _dokuwerk_words 'text json' "$word" ;;
    *--standard) _dokuwerk_words 'ua-1,a-2a ua-1,a-3a ua-1 a-2a a-2u a-3a' "$word" ;;
    *--edition | *--lang | *--only | *--param | *--table | *-j) ;;
    *) return 1 ;;
    esac
}

_dokuwerk_argument() {
    case $1 in
    typeset | expand) _dokuwerk_files '*.@(md|markdown)' "$2" ;;
    import) _dokuwerk_files '*.@(csv|ods|xlsx)' "$2" ;;
    translate)
        if [ "$COMP_CWORD" -eq 2 ]; then
            _dokuwerk_words 'extract update status export import' "$2"
        else
            _dokuwerk_files '*.@(csv|ods|xlsx)' "$2"
        fi
        ;;
    init) _dokuwerk_files '' "$2" ;;
    esac
}

_dokuwerk() {
    local program=${COMP_WORDS[0]} command=${COMP_WORDS[1]-} word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local extglob
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ] || { [ "$COMP_CWORD" -eq 2 ] && [ "$command" = help ]; }; then
        _dokuwerk_words "$(_dokuwerk_commands "$program") --help --version" "$word"
        return
    fi
    # bash divides --theme=x at the sign
    if [ "$word" = = ]; then
        word=
    elif [ "$before" = = ]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    shopt -q extglob || extglob=off
    shopt -s extglob # for the patterns of files
    if ! _dokuwerk_value "$program" "$command" "$before" "$word"; then
        case $word in
        -*) _dokuwerk_words "$(_dokuwerk_options "$program" "$command")" "$word" ;;
        *) _dokuwerk_argument "$command" "$word" ;;
        esac
    fi
    [ -z "$extglob" ] || shopt -u extglob
}

complete -F _dokuwerk dokuwerk
