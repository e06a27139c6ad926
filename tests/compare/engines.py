# SPDX-License-Identifier: GPL-3.0-or-later
"""One small source - paragraphs, a pipe table, footnotes - set by pdfLaTeX with microtype, by Typst
and by dokuwerk: the same font, size, leading, measure and language. Each engine has what it calls
good typography switched on and is otherwise left as it comes; but pdfLaTeX, too, keeps three
letters behind a hyphen (its usual two let "lan-ge" pass), which Typst cannot be told.

The freedom that lines have: in all three a space may lose a third of its width, and punctuation hangs into
the margin. Letters: pdfLaTeX widens and narrows them by 2 %; Typst, which cannot, sets them 1 % of the size
closer or 2 % wider apart, which is about 2 and 4 % of a letter; dokuwerk widens them by 2 % and sets them
0.5 % of the size closer or apart (1 % of a letter; 2 % of the size in a line that would have holes). Hyphens cost it five times what they do
in a theme as it ships, which gives it about as few as Typst has; without that its lines are more even."""
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
POINT = 72 / 25.4
NAMES = ("pdflatex", "typst", "dokuwerk")


@dataclass
class Page:
    """Millimetres. The text begins at `left`; its columns are `measure` wide."""
    source: Path
    measure: float
    columns: int = 1
    gutter: float = 0
    paper: tuple = (210, 297)
    top: float = 20
    height: float = 255

    @property
    def whole(self):
        return self.measure * self.columns + self.gutter * (self.columns - 1)

    @property
    def left(self):
        return (self.paper[0] - self.whole) / 2


def blocks(source):
    """("text" | "table" | "note", content) in order; a note's content is (label, text)."""
    text = re.sub(r"\A---.*?^---\n", "", source.read_text(encoding="utf-8"), flags=re.S | re.M)
    for block in re.split(r"\n\s*\n", text.strip()):
        note = re.match(r"\[\^(\w+)\]: (.*)", block, flags=re.S)
        if note:
            yield "note", note.groups()
        elif block.startswith("|"):
            rows = [[cell.strip() for cell in row.strip("|").split("|")]
                    for row in block.split("\n")]
            yield "table", [rows[0]] + rows[2:]
        else:
            yield "text", block


def texts(source):
    """What is measured: paragraphs. Notes are not: dokuwerk sets them ragged."""
    return [re.sub(r"\[\^\w+\]", "", c) for kind, c in blocks(source) if kind == "text"]


def with_notes(source, note):
    """Blocks but for notes; each reference is replaced by what note(text) says."""
    every = list(blocks(source))
    notes = dict(c for kind, c in every if kind == "note")
    for kind, content in every:
        if kind == "text":
            content = re.sub(r"\[\^(\w+)\]", lambda m: note(notes[m[1]]), content)
        if kind != "note":
            yield kind, content


def latex(page):
    body, before = [], None
    for kind, content in with_notes(page.source, lambda text: r"\footnote{%s}" % text):
        if kind == "text":
            body.append((r"\noindent " if before != "text" else "") + content)
            before = kind
            continue
        before = kind
        rows = [" & ".join(row) + r" \\" for row in content]
        body.append("\\begin{center}\\begin{tabular}{lrrr}\\toprule\n" + rows[0] + "\\midrule\n"
                    + "\n".join(rows[1:]) + "\\bottomrule\n\\end{tabular}\\end{center}")
    body = "\n\n".join(body)
    if page.columns > 1:
        body = "\\begin{multicols}{%d}\n%s\n\\end{multicols}" % (page.columns, body)
    return r"""\documentclass{article}
\usepackage[T1]{fontenc}\usepackage[ngerman]{babel}\usepackage{tgpagella}\usepackage{microtype}
\usepackage{booktabs,multicol}
\usepackage[papersize={%gmm,%gmm},left=%gmm,textwidth=%gmm,top=%gmm,textheight=%gmm,nohead,nofoot]{geometry}
\pagestyle{empty}
\makeatletter
\renewcommand\normalsize{\@setfontsize\normalsize{10bp}{12.5bp}}
\renewcommand\footnotesize{\@setfontsize\footnotesize{8bp}{10bp}}
\makeatother
\setlength{\emergencystretch}{2em}\setlength{\parindent}{12bp}\setlength{\parskip}{0pt}\setlength{\columnsep}{%gmm}
\multicolsep=0pt
\begin{document}\normalsize\righthyphenmin=3
%s
\end{document}
""" % (*page.paper, page.left, page.whole, page.top, page.height, page.gutter, body)


def typst(page):
    escape = lambda text: re.sub(r"([#*_$@<>`\[\]])", r"\\\1", text)
    body = []
    note = "\0%s\1"  # brackets that must not be escaped
    for kind, content in with_notes(page.source, lambda text: note % text):
        if kind == "text":
            body.append(escape(content).replace("\0", "#footnote[").replace("\1", "]"))
            continue
        cells = ",\n".join(", ".join("[%s]" % escape(cell) for cell in row) for row in content)
        body.append("#align(center, table(columns: 4, stroke: none, inset: (x: 6pt, y: 2.5pt),"
                    " align: (left, right, right, right),\n" + cells + "))")
    edges = "x: %gmm, top: %gmm, bottom: %gmm" % (page.left, page.top,
                                                  page.paper[1] - page.top - page.height)
    return """#set page(width: %gmm, height: %gmm, margin: (%s), columns: %d)
#set columns(gutter: %gmm)
#set text(font: "TeX Gyre Pagella", size: 10pt, lang: "de", hyphenate: true,
  top-edge: 0.8em, bottom-edge: -0.2em)
#set par(justify: true, leading: 2.5pt, spacing: 2.5pt, first-line-indent: 12pt,
  justification-limits: (spacing: (min: 100%% * 2 / 3, max: 150%%),
  tracking: (min: -0.01em, max: 0.02em)))
#show footnote.entry: set text(size: 8pt)
#show footnote.entry: set par(leading: 2pt, spacing: 2pt)
%s
""" % (*page.paper, edges, page.columns, page.gutter, "\n\n".join(body))


def theme(page):
    return """extends: house
page: {size: A4, inside: %gmm, outside: %gmm, top: %gmm, bottom: %gmm, hang: 0, gutter: %gmm}
grid: {leading: 12.5pt}
body:
  font: TeX Gyre Pagella
  size: 10pt
  leading: 12.5pt
  figures: lining
  indent: 12pt
  expand: 20
  space-shrink: 33%%
  hyphen-cost: 5
table:
  cell: {font: TeX Gyre Pagella, size: 10pt, leading: 12.5pt}
  head: {font: TeX Gyre Pagella, size: 10pt, leading: 12.5pt}
  row-padding: 1pt
  space: 6pt
footnote: {font: TeX Gyre Pagella, size: 8pt, leading: 10pt}
head: {items: []}
foot: {items: []}
""" % (page.left, page.left, page.top, page.paper[1] - page.top - page.height,
       page.gutter)


def font_file():
    """The upright font as pdfLaTeX's siblings have it, or None."""
    for folder in ("/usr/share/texmf/fonts/opentype/public/tex-gyre",
                   "/usr/share/texlive/texmf-dist/fonts/opentype/public/tex-gyre"):
        if os.path.exists(folder + "/texgyrepagella-regular.otf"):
            return Path(folder) / "texgyrepagella-regular.otf"
    return None


def call(command, folder):
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
    if done.returncode:
        raise SystemExit("%s fails:\n%s" % (command[0], (done.stdout + done.stderr)
                                            .decode(errors="replace")[-1500:]))


def set_pdflatex(page, folder):
    if not shutil.which("pdflatex"):
        return None
    (folder / "page.tex").write_text(latex(page), encoding="utf-8")
    call(["pdflatex", "-interaction=batchmode", "page.tex"], folder)
    return folder / "page.pdf"


def set_typst(page, folder):
    try:
        import typst as compiler
    except ImportError:
        return None
    (folder / "page.typ").write_text(typst(page), encoding="utf-8")
    compiler.compile(str(folder / "page.typ"), output=str(folder / "page.pdf"),
                     font_paths=[str(font_file().parent)])
    return folder / "page.pdf"


def set_dokuwerk(page, folder):
    (folder / "fonts").mkdir()
    (folder / "themes").mkdir()
    for file in font_file().parent.glob("texgyrepagella-*.otf"):
        shutil.copy(file, folder / "fonts")
    (folder / "dokuwerk.yaml").write_text("title: x\ndocuments: []\n", encoding="utf-8")
    (folder / "themes/compare.yaml").write_text(theme(page), encoding="utf-8")
    source = page.source.read_text(encoding="utf-8")
    if page.columns > 1:
        head, body = re.match(r"(---.*?^---\n)(.*)\Z", source, flags=re.S | re.M).groups()
        source = f"{head}::: {{.columns n={page.columns}}}\n{body}\n:::\n"
    (folder / "page.md").write_text(source, encoding="utf-8")
    program = os.environ.get("DOKUWERK", str(ROOT / "dokuwerk"))
    call([program, "typeset", "page.md", "-C", ".", "-o", "page.pdf", "-q"], folder)
    return folder / "page.pdf"


def set_page(name, page, folder):
    """The PDF, or None where the engine is missing."""
    folder.mkdir(parents=True)
    return {"pdflatex": set_pdflatex, "typst": set_typst, "dokuwerk": set_dokuwerk}[name](
        page, folder)
