"""Lyrics detection: tells singing from speech, so that songs are not translated as dialogue.

Stands in the place of an audio classifier: the shape of the stage is what matters. A singer holds a note, a speaker
never does: what counts is how far the pitch moves within a tenth of a second.
"""

import math

import numpy as np

from shared import audio, pitch, stage
from shared.frames import ranges

SPAN = 5                # frames of 20 ms
HELD = 0.7              # semitones


def classify(samples, rate):
    pitches = pitch.track(samples, rate)
    segments = ranges([value > 0 for value in pitches], pitch.HOP, bridge=0.3, shortest=0.3)
    for segment in segments:
        first, last = round(segment["start"] / pitch.HOP), round(segment["end"] / pitch.HOP)
        moves = [abs(12 * math.log2(now / before))
                 for before, now in zip(pitches[first:last - SPAN], pitches[first + SPAN:last]) if before > 0 and now > 0]
        moved = float(np.median(np.array(moves))) if moves else math.inf
        segment["kind"] = "singing" if moved < HELD else "speech"
        segment["semitones"] = round(moved, 2)
    return segments


def process(source, target):
    return stage.write_json(target, {"segments": classify(*audio.read(source))})


def demonstrate(folder):
    speech = audio.voice(130, 1.2, wander=0.15)
    song = audio.mix([audio.voice(note, 0.5, vibrato=0.008) for note in (220, 262, 247)])
    pause = audio.silence(0.6)
    audio.write(folder / "scene.wav", audio.mix([speech, pause, song, pause, speech]))
    found = process(folder / "scene.wav", None)
    stage.expect([one["kind"] for one in found["segments"]], ["speech", "singing", "speech"], "kinds")
    return found


if __name__ == "__main__":
    stage.run("lyrics-detection", process, demonstrate, __doc__)
