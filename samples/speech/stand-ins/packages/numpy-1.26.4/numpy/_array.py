"""The array: a flat list of numbers and a shape of one or two dimensions."""

import operator


class ndarray:
    __slots__ = ("_data", "shape")

    def __init__(self, data, shape):
        self._data, self.shape = data, shape

    size = property(lambda self: len(self._data))
    ndim = property(lambda self: len(self.shape))

    def __len__(self):
        return self.shape[0]

    def __iter__(self):
        return iter(self._data) if self.ndim == 1 else (self[index] for index in range(self.shape[0]))

    def __getitem__(self, key):
        if self.ndim == 1:
            found = self._data[key]
            return ndarray(found, (len(found),)) if isinstance(key, slice) else found
        columns = self.shape[1]
        if isinstance(key, slice):
            rows = range(*key.indices(self.shape[0]))
            return ndarray([value for row in rows for value in self[row]._data], (len(rows), columns))
        row = range(self.shape[0])[key]
        return ndarray(self._data[row * columns:(row + 1) * columns], (columns,))

    def __repr__(self):
        return f"array({self.tolist()})"

    def __bool__(self):
        if self.size != 1:
            raise ValueError("The truth value of an array with more than one element is ambiguous")
        return bool(self._data[0])

    def tolist(self):
        return list(self._data) if self.ndim == 1 else [row.tolist() for row in self]

    def reshape(self, *shape):
        shape = shape[0] if isinstance(shape[0], tuple) else shape
        if -1 in shape:
            known = -1
            for length in shape:
                known *= length
            shape = tuple(self.size // known if length == -1 else length for length in shape)
        size = 1
        for length in shape:
            size *= length
        if size != self.size or len(shape) > 2:
            raise ValueError(f"cannot reshape array of size {self.size} into shape {shape}")
        return ndarray(self._data, shape)

    def sum(self, axis=None):
        return sum(self._data) if axis is None else self._rows(sum, axis)

    def mean(self, axis=None):
        return _mean(self._data) if axis is None else self._rows(_mean, axis)

    def argmax(self):
        return max(range(self.size), key=self._data.__getitem__)

    def _rows(self, function, axis):
        if self.ndim != 2 or axis not in (1, -1):
            raise ValueError("this stand-in sums up everything, or the rows of a matrix (axis=1)")
        return ndarray([function(row._data) for row in self], (self.shape[0],))

    def _map(self, function):
        return ndarray(list(map(function, self._data)), self.shape)

    def _with(self, function, other):
        if isinstance(other, ndarray):
            if other.shape != self.shape:
                raise ValueError(f"operands could not be broadcast together with shapes {self.shape} {other.shape}")
            return ndarray(list(map(function, self._data, other._data)), self.shape)
        return ndarray([function(value, other) for value in self._data], self.shape)

    __hash__ = None


def _mean(values):
    return sum(values) / len(values)


def _define(name):
    function = getattr(operator, name)
    setattr(ndarray, f"__{name}__", lambda self, other: self._with(function, other))
    if name in ("add", "sub", "mul", "truediv", "pow"):
        setattr(ndarray, f"__r{name}__", lambda self, other: self._with(lambda mine, its: function(its, mine), other))


for _name in ("add", "sub", "mul", "truediv", "pow", "eq", "ne", "lt", "le", "gt", "ge"):
    _define(_name)
ndarray.__neg__ = lambda self: self._map(operator.neg)
ndarray.__abs__ = lambda self: self._map(operator.abs)
