"""The Fourier transform of real signals."""

from ._array import ndarray
from ._transform import transform


def rfft(a, n=None):
    values = [float(value) for value in a]
    n = len(values) if n is None else n
    values = values[:n] + [0.0] * (n - len(values))
    real, imaginary = transform(values, [0.0] * n, False)
    half = n // 2 + 1
    return ndarray(list(map(complex, real[:half], imaginary[:half])), (half,))


def irfft(a, n=None):
    """The other half of the spectrum is this one's mirror image."""
    half = [complex(value) for value in a]
    n = 2 * (len(half) - 1) if n is None else n
    half = half[:n // 2 + 1] + [0j] * (n // 2 + 1 - len(half))
    spectrum = half + [value.conjugate() for value in half[(n - 1) // 2:0:-1]]
    real, _ = transform([value.real for value in spectrum], [value.imag for value in spectrum], True)
    return ndarray([value / n for value in real], (n,))


def rfftfreq(n, d=1.0):
    return ndarray([index / (n * d) for index in range(n // 2 + 1)], (n // 2 + 1,))
