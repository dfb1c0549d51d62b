"""Voice activity: where somebody speaks, second opinion.

Stands in the place of the Silero model: the shape of the stage is what matters. It asks the WebRTC detector, a
C extension that knows nothing of the other stage's thresholds, about every 30 ms.
"""

import webrtcvad

from shared import audio, stage
from shared.frames import ranges

FRAME = 0.03


def detect(samples, rate):
    detector = webrtcvad.Vad(2)
    size = round(FRAME * rate)
    pcm = audio.pcm16(samples)
    frames = (pcm[start:start + 2 * size] for start in range(0, len(pcm) - 2 * size + 1, 2 * size))
    return ranges([detector.is_speech(frame, rate) for frame in frames], FRAME)


def process(source, target):
    samples, rate = audio.read(source)
    if rate not in (8000, 16000, 32000, 48000):
        raise ValueError(f"{source}: {rate} Hz; the detector wants 8, 16, 32 or 48 kHz")
    return stage.write_json(target, {"segments": detect(samples, rate)})


def demonstrate(folder):
    voice, pause = audio.voice(140, 0.9, wander=0.05), audio.silence(0.9)
    audio.write(folder / "room.wav", audio.mix([pause, voice, pause, voice, pause]))
    found = process(folder / "room.wav", None)
    # Detectors are allowed to hold on for a moment after the last word: the ends are compared loosely.
    for one, (start, end) in zip(found["segments"], [(0.9, 1.8), (2.7, 3.6)]):
        stage.expect(abs(one["start"] - start) < 0.2 and abs(one["end"] - end) < 0.4, True, f"{one} near {start}-{end}")
    stage.expect(len(found["segments"]), 2, "number of segments")
    return found


if __name__ == "__main__":
    stage.run("silero-vad", process, demonstrate, __doc__)
