"""Second pass over a translated subtitle: the glossary's terms, doubled words, spacing, capitals.

Stands in the place of a language model that reads the first translation again: the shape of the stage is what
matters. It corrects by dictionary and rule, and never touches the times.
"""

import re

import srt

from glossary import TERMS
from shared import stage


def correct(text):
    """The corrected text of one subtitle."""
    text = re.sub(r"\b(\w+)((?: \1\b)+)", r"\1", text, flags=re.IGNORECASE)     # the the
    text = re.sub(r" +([,.;:!?])", r"\1", text)                                 # a space before a comma
    text = re.sub(r"([,;:!?])(?=[^\W\d_])", r"\1 ", text)                       # none after it
    text = re.sub(r"[ \t]{2,}", " ", text)
    for wrong, right in TERMS.items():
        text = re.sub(rf"\b{re.escape(wrong)}\b", right, text, flags=re.IGNORECASE)
    return re.sub(r"(^|[.!?] )([^\W\d_])", lambda found: found[1] + found[2].upper(), text)


def process(source, target):
    subtitles = list(srt.parse(source.read_text(encoding="utf-8")))
    changed = []
    for subtitle in subtitles:
        before, subtitle.content = subtitle.content, correct(subtitle.content)
        if subtitle.content != before:
            changed.append({"index": subtitle.index, "before": before, "after": subtitle.content})
    if target is not None:
        target.write_text(srt.compose(subtitles, reindex=False), encoding="utf-8")
    return {"subtitles": len(subtitles), "changed": changed}


def demonstrate(folder):
    times = ["00:00:01,000 --> 00:00:02,500", "00:00:03,000 --> 00:00:04,250", "00:00:05,000 --> 00:00:06,000"]
    first = ["the the hyper drive is broken .", "Nobody moves.", "Captain , the  worm hole!it closes."]
    wanted = ["The hyperdrive is broken.", "Nobody moves.", "Captain, the wormhole! It closes."]
    source, target = folder / "first.srt", folder / "second.srt"
    source.write_text("\n".join(f"{n}\n{time}\n{text}\n" for n, (time, text) in enumerate(zip(times, first), 1)))
    found = process(source, target)
    second = list(srt.parse(target.read_text()))
    stage.expect([one.content for one in second], wanted, "second pass")
    stage.expect([one.start for one in second], [one.start for one in srt.parse(source.read_text())], "times")
    stage.expect([one["index"] for one in found["changed"]], [1, 3], "what was changed")
    return found


if __name__ == "__main__":
    stage.run("second-pass-translation", process, demonstrate, __doc__)
