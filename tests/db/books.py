# SPDX-License-Identifier: GPL-3.0-or-later
"""XLSX and ODS workbooks made with zipfile alone, as Excel and LibreOffice write them."""
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# The cell styles of the XLSX files: number, then format (None: built in).
STYLES = [(0, None), (14, None), (4, None), (164, '#,##0.00\\ "€"'), (165, "dd/mm/yyyy\\ hh:mm"), (9, None),
          (20, None), (166, "00000"), (3, None), (167, '[$$-409]#,##0.00'), (168, "[h]:mm"), (16, None),
          (169, '_-* #,##0.00\\ [$€-407]_-;\\-* #,##0.00\\ [$€-407]_-;_-* "-"??\\ [$€-407]_-;_-@_-'),
          (170, '[$-407]d. mmmm yyyy;@'), (2, None), (49, None), (171, '0.00 "Meter"'), (172, 'General"d"')]
(GENERAL, DATE, TWO, EURO, DATETIME, PERCENT, CLOCK, CODE, GROUPED, DOLLAR, HOURS, DAY, ACCOUNT, LONG, PLAIN2,
 TEXT, METRE, WORD) = range(len(STYLES))


def letters(col):
    out = ""
    while col:
        col, rest = divmod(col - 1, 26)
        out = chr(65 + rest) + out
    return out


def num(value, style=GENERAL):
    return f's="{style}"', f"<v>{value}</v>"


def inline(text):
    return 't="inlineStr"', f"<is><t xml:space=\"preserve\">{escape(text)}</t></is>"


def typed(kind, value, formula=None, style=GENERAL):
    f = "" if formula is None else f"<f>{escape(formula)}</f>"
    v = "" if value is None else f"<v>{value}</v>"
    return f's="{style}"' + (f' t="{kind}"' if kind else ""), f + v


class Xlsx:
    def __init__(self, strict=False, date1904=False):
        self.main, self.rel = (STRICT_MAIN, STRICT_REL) if strict else (MAIN, REL)
        self.date1904 = date1904
        self.sheets, self.strings, self.parts = [], [], {}

    def text(self, text):
        """A shared string; a list makes rich text runs."""
        if isinstance(text, list):
            xml = "".join(f"<r><rPr><b/></rPr><t xml:space=\"preserve\">{escape(t)}</t></r>" for t in text)
        else:
            xml = f"<t xml:space=\"preserve\">{escape(text)}</t>"
        self.strings.append(f"<si>{xml}<rPh sb=\"0\" eb=\"1\"><t>falsch</t></rPh></si>")
        return 't="s"', f"<v>{len(self.strings) - 1}</v>"

    def cell(self, value):
        if isinstance(value, (str, list)):
            return self.text(value)
        if isinstance(value, (int, float)):
            return num(value)
        return value

    def sheet(self, name, rows, before="", after="", state=None, attributes=None, first=1):
        """rows: lists of cells, None is a gap; attributes: of rows, by number."""
        xml = ""
        for r, row in enumerate(rows, first):
            cells = ""
            for c, value in enumerate(row, 1):
                if value is not None:
                    attribute, inside = self.cell(value)
                    cells += f'<c r="{letters(c)}{r}" {attribute}>{inside}</c>'
            xml += f'<row r="{r}" {(attributes or {}).get(r, "")}>{cells}</row>'
        self.raw(name, f'<worksheet xmlns="{self.main}" xmlns:r="{self.rel}"><dimension ref="A1:XFD1048576"/>'
                       f'{before}<sheetData>{xml}</sheetData>{after}</worksheet>', state)

    def raw(self, name, xml, state=None):
        self.sheets.append((name, state))
        self.parts[f"xl/worksheets/sheet{len(self.sheets)}.xml"] = HEAD + xml

    def styles(self):
        formats = "".join(f'<numFmt numFmtId="{i}" formatCode={quoteattr(code)}/>' for i, code in STYLES if code)
        cells = "".join(f'<xf numFmtId="{i}" fontId="0" xfId="0" applyNumberFormat="1"/>' for i, _ in STYLES)
        return (f'<styleSheet xmlns="{self.main}"><numFmts>{formats}</numFmts><cellStyleXfs count="1">'
                f'<xf numFmtId="14"/></cellStyleXfs><cellXfs>{cells}</cellXfs></styleSheet>')

    def save(self, path, compression=zipfile.ZIP_DEFLATED):
        parts = dict(self.parts)
        relation, sheets = "", ""
        for i, (name, state) in enumerate(self.sheets, 1):
            hidden = f' state="{state}"' if state else ""
            sheets += f'<sheet name={quoteattr(name)} sheetId="{i}"{hidden} r:id="rId{i}"/>'
            relation += f'<Relationship Id="rId{i}" Type="{self.rel}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        relation += (f'<Relationship Id="s" Type="{self.rel}/styles" Target="styles.xml"/>'
                     f'<Relationship Id="t" Type="{self.rel}/sharedStrings" Target="/xl/sharedStrings.xml"/>')
        pr = '<workbookPr date1904="1"/>' if self.date1904 else "<workbookPr/>"
        base = {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{self.rel}/officeDocument"'
                           f' Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{self.main}" xmlns:r="{self.rel}">{pr}<sheets>{sheets}</sheets>'
                               f'</workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relation}</Relationships>',
            "xl/styles.xml": self.styles(),
            "xl/sharedStrings.xml": f'<sst xmlns="{self.main}">{"".join(self.strings)}</sst>',
        }
        with zipfile.ZipFile(path, "w", compression) as archive:
            for name, content in {**{k: HEAD + v for k, v in base.items()}, **parts}.items():
                if content is not None:
                    archive.writestr(name, content)


# ODS

SPACES = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{u}:1.0"' for p, u in [
    ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle"),
    ("draw", "drawing"), ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible"), ("dc", "dc")])
SPACES += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
ODS_STYLES = """
<number:number-style style:name="N2"><number:number number:decimal-places="2" number:min-integer-digits="1"/></number:number-style>
<number:number-style style:name="N3"><number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/></number:number-style>
<number:number-style style:name="N5"><number:number number:decimal-places="0" number:min-integer-digits="5"/></number:number-style>
<style:style style:name="two" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="N2"/>
<style:style style:name="bold" style:family="table-cell" style:parent-style-name="two"/>
<style:style style:name="grouped" style:family="table-cell" style:data-style-name="N3"/>
<style:style style:name="code" style:family="table-cell" style:data-style-name="N5"/>
<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>
<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
"""


def p(text):
    return f"<text:p>{escape(text)}</text:p>"


def ods(kind, value, shown="", more="", currency="EUR"):
    """A cell of a value type, with the text that is shown."""
    name = {"date": "date-value", "time": "time-value", "boolean": "boolean-value", "string": "string-value"}
    extra = f' office:currency="{currency}"' if kind == "currency" else ""
    return (f'<table:table-cell office:value-type="{kind}" office:{name.get(kind, "value")}="{value}"{extra} {more}>'
            f'{p(shown)}</table:table-cell>')


def ods_cell(value):
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str) and value.startswith("<table:"):
        return value
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string" calcext:value-type="string">{p(value)}</table:table-cell>'
    return ods("float", value, str(value).replace(".", ","))


def ods_row(cells, attributes=""):
    return f'<table:table-row {attributes}>{"".join(map(ods_cell, cells))}</table:table-row>'


def ods_table(name, rows, columns="", style="ta1"):
    xml = "".join(row if isinstance(row, str) else ods_row(row) for row in rows)
    return f'<table:table table:name={quoteattr(name)} table:style-name="{style}">{columns}{xml}</table:table>'


def save_ods(path, tables, manifest="", before=""):
    content = (HEAD + f'<office:document-content {SPACES} office:version="1.3"><office:automatic-styles>{ODS_STYLES}'
               f'</office:automatic-styles><office:body><office:spreadsheet>{before}{"".join(tables)}'
               f'</office:spreadsheet></office:body></office:document-content>')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", HEAD + f'<office:document-styles {SPACES} office:version="1.3"/>')
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
