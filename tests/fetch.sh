# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the suites and the validator need from public registries, kept in a cache outside the
# repository. Each function leaves a path in $fetched, and returns 0 when it is there, 1 when it
# cannot be had (the end of the client's words is printed), 2 when the registry is out of reach.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/dokuwerk

# gave_up LOG: why a client failed
gave_up() {
    grep -qiE 'ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|unknown ?host|connection refused|connect(ion)? timed out|network is unreachable|no route to host|could not transfer|name resolution' "$1" &&
        return 2
    tail -n 20 "$1"
    return 1
}

# fetch_npm PACKAGE VERSION: its folder
fetch_npm() {
    local log status
    fetched=$cache/npm/node_modules/$1
    grep -qs "\"version\": \"$2\"" "$fetched/package.json" && return 0
    mkdir -p "$cache/npm/$1" "$cache/npm/node_modules"
    log=$cache/npm/$1.log
    if timeout 600 npm install --prefix "$cache/npm/$1" --no-audit --no-fund --no-save --no-update-notifier --ignore-scripts \
        "$1@$2" >"$log" 2>&1 </dev/null; then
        rm -rf "$fetched"
        mv "$cache/npm/$1/node_modules/$1" "$fetched"
        return
    fi
    gave_up "$log"
}

# fetch_maven GROUP:ARTIFACT:VERSION[:jar:CLASSIFIER]: the jar
fetch_maven() {
    local group name version classifier log
    IFS=: read -r group name version _ classifier <<<"$1"
    fetched=$cache/maven/$group/$name-$version${classifier:+-$classifier}.jar
    [ -s "$fetched" ] && return 0
    mkdir -p "${fetched%/*}"
    log=$cache/maven/$name.log
    timeout 600 mvn -B -ntp dependency:copy -Dartifact="$1" -Dmdep.overWriteReleases=true \
        -DoutputDirectory="${fetched%/*}" >"$log" 2>&1 </dev/null && [ -s "$fetched" ] && return 0
    gave_up "$log"
}
