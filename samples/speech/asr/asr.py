"""Speech recognition: writes down what is heard, with times.

Stands in the place of a Whisper model: the shape of the stage is what matters. What it really understands are the
sixteen tones of a telephone keypad (DTMF), recognised by their two frequencies with Goertzel's method.
"""

import numpy as np
from joblib import Parallel, delayed
from tqdm import tqdm

from shared import audio, stage

LOW, HIGH = (697, 770, 852, 941), (1209, 1336, 1477, 1633)
KEYS = "123A456B789C*0#D"
FRAME = 0.03


def recognise(samples, rate):
    """The keys heard, each with start and end."""
    size = round(FRAME * rate)
    signal = np.frombuffer(samples, dtype=np.float32)
    frames = [signal[start:start + size] for start in range(0, len(signal) - size + 1, size)]
    # What Goertzel's recurrence computes for one frequency, as two products with a cosine and a sine.
    angles = [2 * np.pi * frequency / rate * np.arange(size) for frequency in LOW + HIGH]
    waves = [(np.cos(angle), np.sin(angle)) for angle in angles]

    keys = Parallel(n_jobs=2, prefer="threads")(
        delayed(_key)(frame, waves) for frame in tqdm(frames, desc="asr", unit="frame", disable=None))

    heard, previous = [], None
    for index, key in enumerate(keys):
        if key and key == previous:
            heard[-1]["end"] = round((index + 1) * FRAME, 3)
        elif key:
            heard.append({"start": round(index * FRAME, 3), "end": round((index + 1) * FRAME, 3), "text": key})
        previous = key
    # One frame alone is a click, not a key.
    return [key for key in heard if key["end"] - key["start"] > 1.5 * FRAME]


def _key(frame, waves):
    energy = float(np.dot(frame, frame))
    if energy / len(frame) < 1e-4:
        return None
    # The part of the frame's energy that lies at each frequency: one half each for the two tones of a key.
    parts = [2 * (float(np.dot(frame, cosine)) ** 2 + float(np.dot(frame, sine)) ** 2) / (len(frame) * energy)
             for cosine, sine in waves]
    low, high = int(np.argmax(np.array(parts[:4]))), int(np.argmax(np.array(parts[4:])))
    return KEYS[4 * low + high] if parts[low] > 0.25 and parts[4 + high] > 0.25 else None


def process(source, target):
    segments = recognise(*audio.read(source))
    return stage.write_json(target, {"text": "".join(segment["text"] for segment in segments), "segments": segments})


def demonstrate(folder):
    said = {"1": (697, 1209), "9": (852, 1477), "8": (852, 1336), "4": (770, 1209), "#": (941, 1477), "A": (697, 1633)}
    sounds = [sound for tones in said.values() for sound in (audio.tones(tones, 0.15), audio.silence(0.12))]
    audio.write(folder / "said.wav", audio.mix(sounds))
    found = process(folder / "said.wav", folder / "heard.json")
    stage.expect(found["text"], "".join(said), "text")
    stage.expect(stage.read_json(folder / "heard.json"), found, "written result")
    return found


if __name__ == "__main__":
    stage.run("asr", process, demonstrate, __doc__)
