"""Stand-in for orjson: dumps and loads with its rules, on the json module. Not the real package."""

import json
import math

OPT_INDENT_2 = 1 << 0
OPT_SORT_KEYS = 1 << 5
OPT_APPEND_NEWLINE = 1 << 10

JSONEncodeError = TypeError


class JSONDecodeError(json.JSONDecodeError):
    pass


def dumps(obj, default=None, option=0):
    """UTF-8 bytes; no number that JSON lacks, no key that is not a str."""
    option = option or 0
    indent = bool(option & OPT_INDENT_2)
    text = json.dumps(_plain(obj, default), ensure_ascii=False, allow_nan=False, indent=2 if indent else None,
                      separators=(",", ": " if indent else ":"), sort_keys=bool(option & OPT_SORT_KEYS))
    return (text + "\n" * bool(option & OPT_APPEND_NEWLINE)).encode()


def loads(obj):
    text = obj if isinstance(obj, str) else bytes(obj).decode("utf-8")
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise JSONDecodeError(error.msg, error.doc, error.pos) from None
    except ValueError as error:
        raise JSONDecodeError(str(error), text, 0) from None


def _plain(value, default):
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if type(value) is float:
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        for key in value:
            if not isinstance(key, str):
                raise TypeError("Dict key must be str")
        return {key: _plain(inner, default) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner, default) for inner in value]
    if default is not None:
        return _plain(default(value), default)
    raise TypeError(f"Type is not JSON serializable: {type(value).__name__}")


def _no_constant(name):
    raise ValueError(f"unexpected character: {name}")
