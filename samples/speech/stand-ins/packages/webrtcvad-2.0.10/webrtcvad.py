"""Stand-in for webrtcvad: its interface, with a detector of our own behind it. Not the real package."""

import _webrtcvad

Error = _webrtcvad.Error


class Vad:
    """mode is 0 to 3: how ready the detector is to say no."""

    def __init__(self, mode=None):
        self._mode = 0
        if mode is not None:
            self.set_mode(mode)

    def set_mode(self, mode):
        if mode not in (0, 1, 2, 3):
            raise ValueError(f"mode must be between 0 and 3, not {mode}")
        self._mode = mode

    def is_speech(self, buf, sample_rate, length=None):
        """buf is 10, 20 or 30 ms of 16-bit samples, length its number of samples."""
        length = length or len(buf) // 2
        if length * 2 > len(buf):
            raise IndexError(f"buffer has {len(buf) // 2} frames, but length argument was {length}")
        return _webrtcvad.process(buf, sample_rate, length, self._mode)


def valid_rate_and_frame_length(rate, frame_length):
    return _webrtcvad.valid_rate_and_frame_length(rate, frame_length)
