"""Writes SRT and WebVTT from segments.

INPUT is JSON with "segments": start, end, text and perhaps a speaker, as asr, diarization and post-ner write it.
OUTPUT names the SRT file; the WebVTT file gets its name with .vtt.
"""

import textwrap
from datetime import timedelta

import srt

from shared import stage

LINE = 42               # characters that can be read on a screen
SHORTEST = 0.7          # seconds that an eye needs


def subtitles_from(segments):
    """In order, never overlapping, never too short to be read if there is room for more."""
    segments = sorted((one for one in segments if one["text"].strip()), key=lambda one: one["start"])
    made = []
    for index, segment in enumerate(segments):
        free = segments[index + 1]["start"] if index + 1 < len(segments) else float("inf")
        end = min(max(segment["end"], segment["start"] + SHORTEST), max(free, segment["start"]))
        text = (f"{segment['speaker']}: " if segment.get("speaker") else "") + segment["text"].strip()
        made.append(srt.Subtitle(index=index + 1, start=timedelta(seconds=segment["start"]),
                                 end=timedelta(seconds=end), content="\n".join(textwrap.wrap(text, LINE))))
    return made


def webvtt(subtitles):
    def time(value):
        return srt.timedelta_to_srt_timestamp(value).replace(",", ".")

    def escape(text):
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    cues = (f"{one.index}\n{time(one.start)} --> {time(one.end)}\n{escape(one.content)}\n" for one in subtitles)
    return "WEBVTT\n\n" + "\n".join(cues)


def process(source, target):
    target = target or source.with_suffix(".srt")
    subtitles = subtitles_from(stage.read_json(source)["segments"])
    target.write_text(srt.compose(subtitles), encoding="utf-8")
    target.with_suffix(".vtt").write_text(webvtt(subtitles), encoding="utf-8")
    return {"subtitles": len(subtitles), "files": [target.name, target.with_suffix(".vtt").name]}


def demonstrate(folder):
    stage.write_json(folder / "in.json", {"segments": [
        {"start": 2.0, "end": 3.5, "text": "Of all the towns in all the world, she walks into mine & <stays>."},
        {"start": 0.5, "end": 0.6, "text": "Hello?", "speaker": "SPEAKER_00"},
        {"start": 3661.25, "end": 3662.0, "text": "The end."},
        {"start": 4.0, "end": 5.0, "text": "  "}]})
    found = process(folder / "in.json", folder / "out.srt")
    again = list(srt.parse((folder / "out.srt").read_text()))
    stage.expect([one.content.replace("\n", "|") for one in again],
                 ["SPEAKER_00: Hello?", "Of all the towns in all the world, she|walks into mine & <stays>.", "The end."], "texts")
    stage.expect([(one.start.total_seconds(), one.end.total_seconds()) for one in again],
                 [(0.5, 1.2), (2.0, 3.5), (3661.25, 3662.0)], "times")
    lines = (folder / "out.vtt").read_text().splitlines()
    stage.expect((lines[0], lines[3], lines[-2]),
                 ("WEBVTT", "00:00:00.500 --> 00:00:01.200", "01:01:01.250 --> 01:01:02.000"), "WebVTT")
    stage.expect("&lt;stays&gt;" in "".join(lines), True, "escaped text")
    return found


if __name__ == "__main__":
    stage.run("subtitle-gen", process, demonstrate, __doc__)
