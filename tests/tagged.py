# SPDX-License-Identifier: GPL-3.0-or-later
"""The text of a tagged PDF by its elements: each run of marked content in the order of the structure tree, with
the element it belongs to and the language it has there (ISO 32000-1, 14.7 and 14.9.2: /Lang of the element, else
of the nearest one around it, else of the document). Right-to-left lines, whose glyphs stand in visual order, are
turned to their logical one."""
import base64
import json
import re
import subprocess
from collections import namedtuple

Run = namedtuple("Run", "text lang role page")
TOKEN = re.compile(rb"/MCID (\d+)|/ActualText <([0-9A-Fa-f]+)>|/F(\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>(?!>)|\b(EMC|Td|BT|Artifact)\b")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


class Document:
    def __init__(self, path):
        done = subprocess.run(
            ["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", path, "-"],
            capture_output=True, check=True, timeout=60)
        self.objects = json.loads(done.stdout)["qpdf"][1]
        self.root = self.get(self.objects["trailer"]["value"]["/Root"])
        self.lang = string(self.root["/Lang"])
        self.maps, self.pages = {}, {}
        self.order = {page: i + 1 for i, page in enumerate(self.leaves(self.root["/Pages"]))}

    def get(self, value):
        """The value a reference stands for; of a stream its dictionary."""
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            it = self.objects["obj:" + value]
            value = it["value"] if "value" in it else it["stream"]["dict"]
        return value

    def leaves(self, reference):
        node = self.get(reference)
        if node["/Type"] == "/Page":
            yield reference
        for kid in node.get("/Kids", []):
            yield from self.leaves(kid)

    def stream(self, reference):
        return base64.b64decode(self.objects["obj:" + reference]["stream"]["data"])

    def glyphs_of(self, reference):
        """What each glyph of a font says, by its ToUnicode map."""
        if reference not in self.maps:
            cmap, found = self.stream(self.get(reference)["/ToUnicode"]).decode("latin-1"), {}
            for kind, body in re.findall(r"beginbf(char|range)\n?(.*?)endbf", cmap, re.S):
                if kind == "char":
                    for code, text in re.findall(r"<(\w+)>\s*<(\w*)>", body):
                        found[int(code, 16)] = utf16(text)
                else:
                    for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", body):
                        for i in range(int(last, 16) - int(first, 16) + 1):
                            said = utf16(text)
                            found[int(first, 16) + i] = said[:-1] + chr(ord(said[-1]) + i)
            self.maps[reference] = found
        return self.maps[reference]

    def texts_of(self, page):
        """The text of each piece of marked content on a page, by its number."""
        if page not in self.pages:
            self.pages[page] = self.read_page(page)
        return self.pages[page]

    def read_page(self, page):
        node = self.get(page)
        fonts = self.get(self.get(node["/Resources"])["/Font"])
        contents = node["/Contents"] if isinstance(node["/Contents"], list) else [node["/Contents"]]
        data = b"\n".join(self.stream(part) for part in contents)
        texts, font, at, line, is_said = {}, None, None, [], False
        for mcid, actual, name, glyphs, word in TOKEN.findall(data):
            if mcid:
                at, line = int(mcid), []
            elif name:
                font = self.glyphs_of(fonts["/F" + name.decode()])
            elif glyphs:
                line += [font.get(int(glyphs[i:i + 4], 16), "\ufffd") for i in range(0, len(glyphs), 4)]
            elif at is not None:
                texts[at] = texts.get(at, "") + ("" if is_said else logical(line)) + utf16(actual.decode())[1:]
                at = None if word in (b"EMC", b"Artifact") and not is_said else at
                line, is_said = [], bool(actual) or is_said and word != b"EMC"
        return texts

    def runs(self):
        yield from self.walk(self.get(self.root["/StructTreeRoot"])["/K"], self.lang, None, "")

    def walk(self, kid, lang, page, role):
        kid = self.get(kid)
        if isinstance(kid, list):
            for one in kid:
                yield from self.walk(one, lang, page, role)
        elif isinstance(kid, int):
            yield Run(self.texts_of(page).get(kid, ""), lang, role, self.order[page])
        elif kid.get("/Type") == "/MCR":
            yield from self.walk(kid["/MCID"], lang, kid.get("/Pg", page), role)
        elif "/S" in kid:
            lang = string(kid["/Lang"]) if "/Lang" in kid else lang
            page, role = kid.get("/Pg", page), kid["/S"][1:]
            if "/Alt" in kid:
                yield Run(string(kid["/Alt"]), lang, "Alt", self.order[page] if page else 0)
            yield from self.walk(kid.get("/K", []), lang, page, role)


def logical(line):
    text = "".join(line)
    return "".join(reversed(line)) if RIGHT_TO_LEFT.search(text) else text


def utf16(digits):
    return bytes.fromhex(digits).decode("utf-16-be")


def string(value):
    return value[2:] if value.startswith("u:") else bytes.fromhex(value[2:]).decode("latin-1")
