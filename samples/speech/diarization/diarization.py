"""Diarization: who speaks when.

Stands in the place of a speaker-embedding model: the shape of the stage is what matters. Its embedding has one
dimension, the pitch of the voice; segments whose pitches lie close together are one speaker.
"""

import numpy as np

from shared import audio, pitch, stage
from shared.frames import ranges

# A musical third and a half: within one person's way of speaking, and less than between most two.
NEXT_SPEAKER = 1.3


def diarize(samples, rate):
    pitches = pitch.track(samples, rate)
    segments = ranges([value > 0 for value in pitches], pitch.HOP)
    for segment in segments:
        first, last = round(segment["start"] / pitch.HOP), round(segment["end"] / pitch.HOP)
        voiced = [value for value in pitches[first:last] if value > 0]
        segment["pitch"] = round(float(np.median(np.array(voiced))), 1)

    # Sorted by pitch, a new cluster starts at every wide gap; speakers are numbered in order of appearance.
    cluster, clusters, previous = -1, {}, 0.0
    for segment in sorted(segments, key=lambda one: one["pitch"]):
        cluster += segment["pitch"] > previous * NEXT_SPEAKER
        previous = segment["pitch"]
        clusters[segment["start"]] = cluster
    names = {}
    for segment in segments:
        number = names.setdefault(clusters[segment["start"]], len(names))
        segment["speaker"] = f"SPEAKER_{number:02}"
    return {"speakers": len(names), "segments": segments}


def process(source, target):
    return stage.write_json(target, diarize(*audio.read(source)))


def demonstrate(folder):
    low, high, pause = audio.voice(115, 0.6, wander=0.03), audio.voice(205, 0.5, wander=0.03), audio.silence(0.4)
    audio.write(folder / "talk.wav", audio.mix([low, pause, high, pause, low, pause, low, pause, high]))
    found = process(folder / "talk.wav", None)
    stage.expect(found["speakers"], 2, "number of speakers")
    stage.expect([segment["speaker"][-1] for segment in found["segments"]], list("01001"), "order of speakers")
    return found


if __name__ == "__main__":
    stage.run("diarization", process, demonstrate, __doc__)
