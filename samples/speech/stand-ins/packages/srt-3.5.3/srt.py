"""Stand-in for srt: parse, compose and the time stamps. Not the real package."""

import re
from datetime import timedelta

_TIME = r"\d+:\d{1,2}:\d{1,2}[,.]\d{1,3}"
_BLOCK = re.compile(rf"\s*(\d+)[ \t]*\n({_TIME}) *--> *({_TIME})([^\n]*)\n(.*?)(?=\n\s*\n\s*\d+[ \t]*\n{_TIME}|\Z)", re.DOTALL)


class SRTParseError(ValueError):
    pass


class TimestampParseError(ValueError):
    pass


class Subtitle:
    def __init__(self, index, start, end, content, proprietary=""):
        self.index, self.start, self.end, self.content, self.proprietary = index, start, end, content, proprietary

    def __eq__(self, other):
        return isinstance(other, Subtitle) and vars(self) == vars(other)

    def __lt__(self, other):
        return (self.start, self.end, self.index or 0) < (other.start, other.end, other.index or 0)

    def __repr__(self):
        return f"Subtitle(index={self.index!r}, start={self.start!r}, end={self.end!r}, content={self.content!r})"

    def to_srt(self, strict=True, eol="\n"):
        content = re.sub(r"\n\s*\n", "\n", self.content.strip("\n")) if strict else self.content
        times = f"{timedelta_to_srt_timestamp(self.start)} --> {timedelta_to_srt_timestamp(self.end)}"
        proprietary = f" {self.proprietary}" if self.proprietary else ""
        return f"{self.index or 0}\n{times}{proprietary}\n{content}\n\n".replace("\n", eol)


def timedelta_to_srt_timestamp(value):
    milliseconds = value // timedelta(milliseconds=1)
    seconds, milliseconds = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{milliseconds:03}"


def srt_timestamp_to_timedelta(timestamp):
    found = re.fullmatch(r"(\d+):(\d{1,2}):(\d{1,2})[,.](\d{1,3})", timestamp)
    if not found:
        raise TimestampParseError(f"Unparseable timestamp: {timestamp}")
    hours, minutes, seconds, milliseconds = map(int, found.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds, milliseconds=milliseconds)


def parse(srt, ignore_errors=False):
    """The subtitles of a text or an open file, one after the other."""
    text = (srt if isinstance(srt, str) else srt.read()).lstrip("\ufeff").replace("\r\n", "\n")
    position = 0
    for found in _BLOCK.finditer(text):
        _refuse(text[position:found.start()], ignore_errors)
        position = found.end()
        index, start, end, proprietary, content = found.groups()
        yield Subtitle(int(index), srt_timestamp_to_timedelta(start), srt_timestamp_to_timedelta(end),
                       content.rstrip("\n"), proprietary.strip())
    _refuse(text[position:], ignore_errors)


def sort_and_reindex(subtitles, start_index=1):
    kept = (one for one in sorted(subtitles) if one.content.strip() and one.start < one.end)
    for index, one in enumerate(kept, start_index):
        yield Subtitle(index, one.start, one.end, one.content, one.proprietary)


def compose(subtitles, reindex=True, start_index=1, strict=True, eol="\n"):
    chosen = sort_and_reindex(subtitles, start_index) if reindex else subtitles
    return "".join(one.to_srt(strict, eol) for one in chosen)


def _refuse(rest, ignore_errors):
    if rest.strip() and not ignore_errors:
        raise SRTParseError(f"Expected a subtitle, found {rest.strip()[:60]!r}")
