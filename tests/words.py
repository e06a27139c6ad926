#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Is a Markdown text found again in the text of a PDF, in order?

usage: words.py SOURCE.md TEXT.txt         at least 99 of 100 words
       words.py --all TEXT.txt SOURCE.md…  every sentence of each source, whole

Both are reduced to letters and digits, so that line breaks, hyphens and quotation marks do not
matter. A sentence may be interrupted once by what stands at the edge of a page.
"""
import bisect
import html
import os
import re
import sys
import unicodedata

EDGE = 400  # characters of a foot, a head and notes between two halves of a sentence
ANCHOR = 24  # characters that tell a place in a text
ENOUGH = 0.99

FENCE = re.compile(r"^ {0,3}(?:[*+-] +|\d+[.)] +|> ?)*(`{3,}|~{3,})(.*)$")
MARKUP = re.compile(
    r"\\[!-/:-@\[-`{-~]"  # an escaped mark is no markup
    r"|(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)"  # code keeps its text
    r"|<(?P<auto>[a-zA-Z][a-zA-Z0-9+.-]+:[^<>\s]*|[^<>\s@]+@[^<>\s]+)>"  # so does an autolink
    r"|<!--.*?-->|</?[a-zA-Z][^<>]*>"
    r"|\]\((?:<[^>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
    r"|(?<=\])\[[^\]^]*\]"  # a reference's label
    r"|^\s*\[[^\]^]+\]:\s+\S+.*?$"  # its definition
    r"|\[\^[^\]]+\]:?|\[[ xX]\](?=\s)|\[![A-Z]+\]"  # footnote marks, tasks, kinds of boxes
    r"|\{[#.][^{}\n]*\}"  # attributes
    r"|^\s*(?:>\s*)*\d+[.)](?=\s)",  # list numbers are counted anew
    re.S | re.M)


HTML_BLOCK = re.compile(  # a line that begins one; it ends with an empty line
    r"^ {0,3}</?(?:a(?=.*>$)|blockquote|br|center|dd|details|div|dl|dt|h[1-6]|hr|img|kbd|li|ol|p|picture|source"
    r"|span|sub|summary|sup|table|tbody|td|th|thead|tr|ul)(?:[\s/>]|$)", re.I)


def keep_text(match):
    if match["code"] is not None:
        return match["code"].replace("&", "&amp;")
    return match["auto"] or " "


def plain(markdown):
    """The text that a reader sees, roughly: blocks of it, code as it stands."""
    markdown = re.sub(r"\A\ufeff?---\n.*?\n---\n", "", markdown, flags=re.S)
    parts, lines, fence, in_html = [], [], None, False

    def flush():
        parts.append(html.unescape(MARKUP.sub(keep_text, "\n".join(lines))))
        lines.clear()

    for line in markdown.split("\n"):
        mark = FENCE.match(line)
        if fence is None and mark and not (mark[1][0] == "`" and "`" in mark[2]):
            flush()
            fence = mark[1]
        elif fence is not None:
            if line.strip(" >").startswith(fence) and not line.strip(" >").strip(fence[0]):
                fence = None
            else:
                parts.append(line)
        else:
            in_html = bool(line.strip()) and (in_html or bool(HTML_BLOCK.match(line)))
            lines.append("" if in_html else line)
    flush()
    return "\n".join(parts)


def squeeze(text):
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", text))


def anchors(source, stream):
    """(place in source, place in stream) of stretches that are in both just once, in order."""
    def once(text):
        places = {}
        for i in range(len(text) - ANCHOR + 1):
            key = text[i:i + ANCHOR]
            places[key] = -1 if key in places else i
        return places

    there = once(stream)
    pairs = [(i, there[key]) for key, i in once(source).items() if i >= 0 and there.get(key, -1) >= 0]
    ends, chain, before = [], [], {}  # the longest run of pairs that rises in both
    for pair in sorted(pairs):
        at = bisect.bisect_left(ends, pair[1])
        before[pair] = chain[at - 1] if at else None
        ends[at:at + 1], chain[at:at + 1] = [pair[1]], [pair]
    run, pair = [], chain[-1] if chain else None
    while pair:
        run.append(pair)
        pair = before[pair]
    return run[::-1]


def find_in_order(words, stream):
    """The words that are not found, each between the anchors around it and after the word before."""
    fixed = anchors("".join(words), stream) + [(sum(map(len, words)) + 1, len(stream))]
    at, start, k, missing = 0, 0, 0, []
    for word in words:
        end = start + len(word)
        while k + 1 < len(fixed) and fixed[k][0] < start:
            at = max(at, fixed[k][1])
            k += 1
        found = stream.find(word, at, fixed[k][1] + ANCHOR + len(word))
        if found < 0:
            missing.append(word)
        else:
            at = found + len(word)
        start = end
    return missing


def find_sentence(sentence, stream, start):
    """Where the sentence ends in the stream, or -1."""
    whole = squeeze(sentence)
    found = stream.find(whole, start)
    if found >= 0:
        return found + len(whole)
    head = re.findall(r"\w+", sentence)
    for length in range(len(whole) - 1, 0, -1):  # interrupted once
        found = stream.find(whole[:length], start)
        while found >= 0:
            rest = stream.find(whole[length:], found + length, found + len(whole) + EDGE)
            if rest >= 0 and (length >= len(head[0]) or len(head) == 1):
                return rest + len(whole) - length
            found = stream.find(whole[:length], found + 1)
    return -1


def missing_sentences(source, stream):
    at, missing = 0, []
    for sentence in re.split(r"\n\s*\n|(?<=[.!?:])\s+|\n(?=\s*(?:[*+-]|\d+[.)])\s)", source):
        if not squeeze(sentence):
            continue
        end = find_sentence(sentence, stream, at)
        if end < 0:
            missing.append(" ".join(sentence.split()))
        else:
            at = end
    return missing


def read(name):
    with open(name, encoding="utf-8") as file:
        return unicodedata.normalize("NFC", file.read())


def all_sentences(text, sources):
    stream, lost = squeeze(text.replace("\u00ad", "")), 0
    for name in sources:
        for sentence in missing_sentences(plain(read(name)), stream):
            print(f"{os.path.basename(name)}: not found: {sentence}")
            lost += 1
    return 1 if lost or not sources else 0


def nearly_all_words(source, text):
    words = re.findall(r"[^\W_]+", plain(source))
    missing = find_in_order(words, squeeze(text.replace("\u00ad", "")))
    if words and len(missing) <= (1 - ENOUGH) * len(words):
        return 0
    print(f"{len(missing)} of {len(words)} words are not found: {' '.join(missing[:20])}")
    return 1


def main(arguments):
    if arguments[:1] == ["--all"]:
        return all_sentences(read(arguments[1]), arguments[2:])
    return nearly_all_words(read(arguments[0]), read(arguments[1]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
