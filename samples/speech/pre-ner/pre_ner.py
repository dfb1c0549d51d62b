"""Before translation: takes names out of the text, so that nobody translates them.

Stands in the place of a named-entity model: the shape of the stage is what matters. A name, to it, is a run of
capitalised words that is not just the beginning of a sentence. Each is replaced by a mark such as [[0]]; post-ner
puts it back.
"""

import re

from shared import stage

WORD = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
RUN = re.compile(rf"{WORD}(?: (?:(?:de|la|of|van|von) )*{WORD})*")
# Capitalised in English wherever they stand.
NO_NAMES = {"I", "I'm", "I'll", "I've", "I'd"}


def names_in(texts):
    """The names, longest first; what stands at the beginning of a sentence must also stand elsewhere, or have two words."""
    sure, doubtful = set(), set()
    for text in texts:
        for found in RUN.finditer(text):
            name = re.sub(r"['’]s$", "", found[0])
            if name in NO_NAMES:
                continue
            begins = re.search(r"(?:^|[.!?…]\s|\n|-\s?|\")$", text[:found.start()]) is not None
            (doubtful if begins else sure).add(name)
    # "Tell Anna Karenina": only what follows the first word is a name; but "Anna Karenina" is one, if Anna is.
    for name in doubtful:
        first, _, rest = name.partition(" ")
        if name in sure or first in sure:
            sure.add(name)
        elif rest and rest not in NO_NAMES:
            sure.add(rest)
    return sorted(sure, key=lambda name: (-len(name), name))


def protect(document):
    names = names_in([segment["text"] for segment in document["segments"]])
    if not names:
        return {**document, "names": []}
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b")
    marks = {}

    def mark(found):
        return f"[[{marks.setdefault(found[0], len(marks))}]]"

    segments = [{**segment, "text": pattern.sub(mark, segment["text"])} for segment in document["segments"]]
    return {**document, "segments": segments, "names": list(marks)}


def process(source, target):
    return stage.write_json(target, protect(stage.read_json(source)))


def demonstrate(folder):
    texts = ["Where is Rick?", "Rick went to Casablanca with Ilsa Lund.", "I hope Ilsa Lund's plane is late.", "We wait.", "Rick Blaine waits."]
    stage.write_json(folder / "in.json", {"segments": [{"start": n, "end": n + 1, "text": t} for n, t in enumerate(texts)]})
    found = process(folder / "in.json", folder / "out.json")
    stage.expect(found["names"], ["Rick", "Casablanca", "Ilsa Lund", "Rick Blaine"], "names")
    stage.expect([segment["text"] for segment in found["segments"]],
                 ["Where is [[0]]?", "[[0]] went to [[1]] with [[2]].", "I hope [[2]]'s plane is late.", "We wait.",
                  "[[3]] waits."], "texts")
    return found


if __name__ == "__main__":
    stage.run("pre-ner", process, demonstrate, __doc__)
