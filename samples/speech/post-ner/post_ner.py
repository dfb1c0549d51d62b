"""After translation: puts the names back that pre-ner took out.

Translators damage marks: [[0]] comes back as [ [0] ] or [[ 0 ]]. What can be read is repaired; a mark that is
lost, or was invented, is reported with its segment, for a name that silently disappears is worse than an ugly line.
"""

import re

from shared import stage

MARK = re.compile(r"\[\s*\[\s*(\d+)\s*\]\s*\]")


def restore(document):
    names = document.get("names", [])
    seen, problems, segments = set(), [], []
    for number, segment in enumerate(document["segments"]):
        def name(found):
            index = int(found[1])
            if index >= len(names):
                problems.append({"segment": number, "problem": f"mark {index} stands for no name"})
                return ""
            seen.add(index)
            return names[index]

        text = MARK.sub(name, segment["text"])
        segments.append({**segment, "text": re.sub(r" {2,}", " ", text).strip()})
    problems += [{"segment": None, "problem": f"{names[index]} is lost"} for index in range(len(names)) if index not in seen]
    restored = {key: value for key, value in document.items() if key != "names"}
    return {**restored, "segments": segments, "problems": problems}


def process(source, target):
    return stage.write_json(target, restore(stage.read_json(source)))


def demonstrate(folder):
    translated = ["Wo ist [[0]]?", "[ [0] ] ging mit [[ 2 ]] nach [[1]].", "Das ist [[7]] alles."]
    stage.write_json(folder / "in.json", {"names": ["Rick", "Casablanca", "Ilsa Lund", "Victor"],
                                          "segments": [{"text": text} for text in translated]})
    found = process(folder / "in.json", None)
    stage.expect([segment["text"] for segment in found["segments"]],
                 ["Wo ist Rick?", "Rick ging mit Ilsa Lund nach Casablanca.", "Das ist alles."], "texts")
    stage.expect([problem["problem"] for problem in found["problems"]],
                 ["mark 7 stands for no name", "Victor is lost"], "problems")
    return found


if __name__ == "__main__":
    stage.run("post-ner", process, demonstrate, __doc__)
