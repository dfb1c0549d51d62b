"""Stand-in for tqdm: counts what passes through, on standard error. Not the real package."""

import sys
import time


class tqdm:
    def __init__(self, iterable=None, desc=None, total=None, unit="it", disable=False, file=None, mininterval=0.1):
        self.iterable, self.desc, self.unit, self.n = iterable, desc, unit, 0
        self.total = len(iterable) if total is None and hasattr(iterable, "__len__") else total
        self.file, self.mininterval = file or sys.stderr, mininterval
        # None means: only where somebody watches.
        self.disable = not self.file.isatty() if disable is None else disable
        self._last = 0.0

    def __iter__(self):
        for item in self.iterable:
            yield item
            self.update()
        self.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def update(self, n=1):
        self.n += n
        if not self.disable and time.monotonic() - self._last >= self.mininterval:
            self._last = time.monotonic()
            self._show("")

    def close(self):
        if not self.disable:
            self._show("\n")
            self.disable = True

    def _show(self, end):
        of = "" if self.total is None else f"/{self.total}"
        print(f"\r{self.desc + ': ' if self.desc else ''}{self.n}{of} {self.unit}", end=end, file=self.file, flush=True)
