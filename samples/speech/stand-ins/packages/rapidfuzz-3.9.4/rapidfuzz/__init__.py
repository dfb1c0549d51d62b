"""Stand-in for rapidfuzz: fuzz.ratio and process.extractOne. Not the real package."""

from . import fuzz, process

__all__ = ["fuzz", "process"]
