"""The pitch of a voice, by autocorrelation. Needs numpy: for the stages on the ML base."""

import numpy as np

HOP = 0.02
_WINDOW = 1024
_LOWEST, _HIGHEST = 70, 400


def track(samples, rate):
    """One pitch in Hz for every 20 ms; 0.0 where nothing is voiced."""
    signal = np.frombuffer(samples, dtype=np.float32)
    hop = round(HOP * rate)
    return [_pitch(signal[start:start + _WINDOW], rate) for start in range(0, len(signal) - _WINDOW + 1, hop)]


def _pitch(frame, rate):
    energy = float(np.dot(frame, frame))
    if energy / len(frame) < 1e-4:
        return 0.0
    # The autocorrelation is the inverse transform of the power spectrum; twice the length keeps it from wrapping.
    power = np.abs(np.fft.rfft(frame, 2 * len(frame))) ** 2
    correlation = np.fft.irfft(power)
    first, last = rate // _HIGHEST, rate // _LOWEST
    lag = first + int(np.argmax(correlation[first:last]))
    return rate / lag if correlation[lag] > 0.4 * correlation[0] else 0.0
