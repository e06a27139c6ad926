# SPDX-License-Identifier: GPL-3.0-or-later
"""A typographic fault that a check found, and the list of the checks."""

CHECKS = {}  # number: (name, function)


class Finding:
    def __init__(self, number, level, line, message, page=None):
        self.number, self.level, self.line, self.message = number, level, line, message
        self.page = page or line.page

    @property
    def document(self):
        return self.page.document.name

    def __str__(self):
        said = f" |{self.line.text[:60]}|" if self.line else ""
        place = f" {self.line.place()}" if self.line else ""
        return (f"{self.level}{self.number} {CHECKS[self.number][0]}: {self.document} "
                f"page {self.page.number}{said} {self.message}{place}")


def check(number, name):
    """Enters a check: a function from a document to (level, line or page, message) triples."""
    def enter(function):
        def run(document):
            for level, where, message in function(document):
                is_line = hasattr(where, "page")
                yield Finding(number, level, where if is_line else None, message, None if is_line else where)
        CHECKS[number] = (name, run)
        return run
    return enter
