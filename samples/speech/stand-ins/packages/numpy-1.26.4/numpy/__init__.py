"""Stand-in for numpy: what the speech sample uses of it. Not the real package.

Arrays have one or two dimensions and hold Python numbers, so every result is as exact as float64; float32 is a
format to read from (frombuffer), not one to compute in. What is not here raises AttributeError or TypeError.
"""

import cmath
import math
import operator
from array import array as _memory

from . import fft
from ._array import ndarray

pi, inf, nan = math.pi, math.inf, math.nan
float32, float64, int16 = "f", "d", "h"


def array(values, dtype=None):
    if isinstance(values, ndarray):
        return ndarray(list(values._data), values.shape)
    rows = list(values)
    if rows and isinstance(rows[0], (list, tuple, ndarray)):
        rows = [list(row) for row in rows]
        if any(len(row) != len(rows[0]) for row in rows):
            raise ValueError("setting an array element with a sequence: inhomogeneous shape")
        return ndarray([value for row in rows for value in row], (len(rows), len(rows[0])))
    return ndarray(rows, (len(rows),))


def asarray(values, dtype=None):
    return values if isinstance(values, ndarray) else array(values, dtype)


def frombuffer(buffer, dtype=float64):
    return array(_memory(dtype, bytes(buffer)))


def zeros(size, dtype=None):
    return ndarray([0.0] * size, (size,))


def arange(*limits):
    return array(range(*limits))


def concatenate(arrays):
    return array([value for one in arrays for value in one])


def dot(a, b):
    a, b = asarray(a), asarray(b)
    if len(a.shape) != 1 or a.shape != b.shape:
        raise ValueError("this stand-in multiplies two vectors of one length")
    return sum(map(operator.mul, a._data, b._data))


def diff(a, axis=-1):
    a = asarray(a)
    if axis not in (-1, len(a.shape) - 1):
        raise ValueError("this stand-in takes differences along the last axis")
    if len(a.shape) == 1:
        return array(list(map(operator.sub, a._data[1:], a._data)))
    return array([list(map(operator.sub, row._data[1:], row._data)) for row in a])


def _each(function):
    def applied(values):
        return values._map(function) if isinstance(values, ndarray) else function(values)
    return applied


sin, cos, exp = _each(math.sin), _each(math.cos), _each(math.exp)
sqrt, log2, log10 = _each(math.sqrt), _each(math.log2), _each(math.log10)
abs = absolute = _each(operator.abs)
conj = _each(lambda value: value.conjugate())
angle = _each(cmath.phase)
sign = _each(lambda value: (value > 0) - (value < 0))


def sort(a):
    return array(sorted(asarray(a)._data))


def argmax(a):
    return asarray(a).argmax()


def mean(a, axis=None):
    return asarray(a).mean(axis)


def median(a):
    ordered = sorted(asarray(a)._data)
    middle = len(ordered) // 2
    return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
