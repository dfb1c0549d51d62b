"""Sound: reads files through libsndfile, writes WAV, makes the test sounds of the demonstrations.

Samples are an array('f') between -1 and 1, one channel: every stage can use it, with or without numpy.
"""

import ctypes
import math
import random
import sys
import wave
from array import array

RATE = 16000


class _Info(ctypes.Structure):
    """SF_INFO of sndfile.h."""

    _fields_ = [("frames", ctypes.c_int64), ("samplerate", ctypes.c_int), ("channels", ctypes.c_int),
                ("format", ctypes.c_int), ("sections", ctypes.c_int), ("seekable", ctypes.c_int)]


def read(path):
    """Samples and rate of a WAV, FLAC or Ogg file; several channels are averaged."""
    library = ctypes.CDLL("libsndfile.so.1")
    library.sf_open.restype = ctypes.c_void_p
    library.sf_open.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(_Info)]
    library.sf_readf_float.restype = ctypes.c_int64
    library.sf_readf_float.argtypes = [ctypes.c_void_p, ctypes.POINTER(ctypes.c_float), ctypes.c_int64]
    library.sf_close.argtypes = [ctypes.c_void_p]
    library.sf_strerror.restype = ctypes.c_char_p
    library.sf_strerror.argtypes = [ctypes.c_void_p]

    info = _Info()
    handle = library.sf_open(str(path).encode(), 0x10, ctypes.byref(info))  # SFM_READ
    if not handle:
        raise ValueError(f"{path}: {library.sf_strerror(None).decode()}")
    try:
        buffer = (ctypes.c_float * (info.frames * info.channels))()
        frames = library.sf_readf_float(handle, buffer, info.frames)
    finally:
        library.sf_close(handle)

    samples = array("f", bytes(buffer))[:frames * info.channels]
    if info.channels > 1:
        channels = [samples[channel::info.channels] for channel in range(info.channels)]
        samples = array("f", (sum(frame) / info.channels for frame in zip(*channels)))
    return samples, info.samplerate


def write(path, samples, rate=RATE):
    """Writes 16-bit WAV."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(pcm16(samples))


def pcm16(samples):
    """16-bit little-endian samples, as telephony and WAV have them."""
    pcm = array("h", (max(-32768, min(32767, round(sample * 32767))) for sample in samples))
    if sys.byteorder == "big":
        pcm.byteswap()
    return pcm.tobytes()


def tones(frequencies, seconds, level=0.2, rate=RATE):
    """Sine tones at once, each with the given level."""
    steps = [2 * math.pi * frequency / rate for frequency in frequencies]
    return array("f", (level * sum(math.sin(step * n) for step in steps) for n in range(round(seconds * rate))))


def voice(pitch, seconds, vibrato=0.0, wander=0.0, level=0.3, rate=RATE):
    """Something like a vowel: a fundamental with falling harmonics.

    vibrato is the depth of a regular 5.5 Hz swing, wander that of a fast, falling speech melody (parts of the pitch).
    """
    samples, phase = array("f"), 0.0
    for n in range(round(seconds * rate)):
        time = n / rate
        melody = vibrato * math.sin(2 * math.pi * 5.5 * time) + wander * (1 - 2 * (time * 2.5 % 1))
        phase += 2 * math.pi * pitch * (1 + melody) / rate
        samples.append(level * sum(math.sin(phase * harmonic) / harmonic for harmonic in (1, 2, 3, 4)) / 2)
    return samples


def noise(seconds, level=0.002, rate=RATE, seed=1):
    """The hiss of a quiet room; the same at every run."""
    source = random.Random(seed)
    return array("f", (source.uniform(-level, level) for _ in range(round(seconds * rate))))


def mix(sounds, level=0.002, rate=RATE):
    """Sounds one after the other, with hiss over all of them."""
    joined = array("f")
    for sound in sounds:
        joined.extend(sound)
    hiss = noise(len(joined) / rate, level, rate)
    return array("f", (a + b for a, b in zip(joined, hiss)))


def silence(seconds, rate=RATE):
    return array("f", bytes(4 * round(seconds * rate)))
