# SPDX-License-Identifier: GPL-3.0-or-later
"""Text in several scripts that looks like text and means nothing, the same every time: a few thousand
words of the usual shapes, frequent ones more often, in sentences. For measuring, not for reading."""

ROOTS = "كتب درس علم عمل فتح سمع قرأ خرج دخل جلس شرب حمل رسم سكن شكر صبر ضرب طلب ظهر عرف غسل فهم قبل كسر لعب مسك نظر هرب وصل سأل بحث جمع حضر خدم دفع ذهب رجع زرع سفر شرح".split()
PATTERNS = ("{}ا{}{}", "م{}{}و{}", "{}{}ا{}ة", "ي{}{}{}ون", "ت{}{}ي{}", "است{}{}ا{}", "{}{}{}", "ا{}ت{}ا{}", "م{}ا{}{}ة", "{}{}ي{}")
ARABIC_BEGINS = ("", "", "ال", "ال", "و", "بال", "لل", "وال", "ف", "سي")
ARABIC_ENDS = ("", "", "", "ها", "هم", "نا", "ين", "ات", "اً")
SYLLABLES = {
    "hi": [a + b for a in "क ख ग च ज त द न प ब म य र ल व श स ह क्ष त्र ज्ञ स्त प्र".split() for b in ("", "ा", "ि", "ी", "ु", "े", "ो", "ं")],
    "ti": [chr(0x1200 + 8 * i + k) for i in (0, 1, 2, 4, 6, 12, 14, 18, 19, 21, 26, 32, 36) for k in range(7)],
    "he": list("אבגדהוזחטיכלמנסעפצקרשת"),
    "ru": [a + b for a in "бвгджзклмнпрстхчш" for b in "аеиоуы"],
}


class Numbers:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n

    def one_of(self, things):
        return things[self.below(len(things))]


def arabic_word(numbers):
    root = numbers.one_of(ROOTS)
    return numbers.one_of(ARABIC_BEGINS) + numbers.one_of(PATTERNS).format(*root) + numbers.one_of(ARABIC_ENDS)


def word(numbers, lang):
    script = lang.split("-")[0]
    if script in ("ar", "fa", "ur"):
        return arabic_word(numbers)
    if script == "zh":
        return "".join(chr(0x4E00 + 7 * numbers.below(900)) for _ in range(1 + numbers.below(3)))
    return "".join(numbers.one_of(SYLLABLES[script]) for _ in range(2 + numbers.below(4)))


def write_text(path, lang, characters):
    """A document of about so many characters."""
    numbers = Numbers(2015)
    words = [word(numbers, lang) for _ in range(4000)]
    space = "" if lang.startswith("zh") else " "
    stop = "。" if not space else "።" if lang == "ti" else "।" if lang == "hi" else "."
    with open(path, "w", encoding="utf-8") as out:
        out.write(f"---\ntitle: Text\nlang: {lang}\n---\n\n")
        while characters > 0:
            sentences = []
            for _ in range(3 + numbers.below(4)):
                said = [words[numbers.below(1 + numbers.below(len(words)))] for _ in range(8 + numbers.below(14))]
                if numbers.below(4) == 0:
                    said.insert(len(said) // 2, f" {numbers.below(9000)} " if not space else str(numbers.below(9000)))
                sentences.append(space.join(said) + stop)
            paragraph = " ".join(sentences)
            out.write(paragraph + "\n\n")
            characters -= len(paragraph)
