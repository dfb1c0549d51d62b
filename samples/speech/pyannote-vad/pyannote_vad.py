"""Voice activity: where somebody speaks, first opinion.

Stands in the place of pyannote's segmentation model: the shape of the stage is what matters. It compares each
frame's energy with the quietest part of the recording, and counts zero crossings to leave hiss out.
"""

import numpy as np

from shared import audio, stage
from shared.frames import ranges

FRAME = 0.02


def detect(samples, rate):
    size = round(FRAME * rate)
    count = len(samples) // size
    if count == 0:
        return []
    frames = np.frombuffer(samples[:count * size], dtype=np.float32).reshape(count, size)
    loudness = np.sqrt((frames * frames).mean(axis=1))
    crossings = (np.diff(np.sign(frames), axis=1) != 0).mean(axis=1)
    floor = float(np.sort(loudness)[count // 10])
    # Four times the floor is 12 dB above it; white noise crosses zero at every second sample, a voice far less often.
    return ranges([loud > 4 * floor and crossing < 0.3 for loud, crossing in zip(loudness, crossings)], FRAME)


def process(source, target):
    return stage.write_json(target, {"segments": detect(*audio.read(source))})


def demonstrate(folder):
    voice, pause, hiss = audio.voice(140, 0.7, wander=0.05), audio.silence(0.5), audio.noise(0.4, level=0.2, seed=7)
    audio.write(folder / "room.wav", audio.mix([pause, voice, pause, hiss, pause, voice, pause]))
    found = process(folder / "room.wav", None)
    stage.expect([(round(one["start"], 1), round(one["end"], 1)) for one in found["segments"]],
                 [(0.5, 1.2), (2.6, 3.3)], "where somebody speaks")
    return found


if __name__ == "__main__":
    stage.run("pyannote-vad", process, demonstrate, __doc__)
