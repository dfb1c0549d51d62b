"""The frame of every stage: arguments, log, result, exit code.

A stage is called as `stage [INPUT] [OUTPUT]`, usually with paths on the /data volume. Without INPUT it makes
its own small input, does its job on it and checks the answer, so every image can be tried with `docker run`.
"""

import argparse
import logging
import sys
import tempfile
import time
from pathlib import Path

import orjson
from pythonjsonlogger import jsonlogger

_log = logging.getLogger("speech")


def run(name, process, demonstrate, doc):
    """Runs a stage and ends the program.

    process(source, target) does the job on a file or folder and returns what it found, as plain data;
    target is None if the caller wants only to see the result. demonstrate(folder) makes an input in folder,
    processes it, and raises AssertionError if the answer is wrong.
    """
    parser = argparse.ArgumentParser(prog=name, description=doc.strip().splitlines()[0])
    parser.add_argument("input", nargs="?", type=Path, help="file or folder; without it, a demonstration")
    parser.add_argument("output", nargs="?", type=Path, help="file or folder to write")
    arguments = parser.parse_args()

    _log_as_json()
    started = time.monotonic()
    try:
        if arguments.input:
            found = process(arguments.input, arguments.output)
        else:
            with tempfile.TemporaryDirectory() as folder:
                found = demonstrate(Path(folder))
    except (AssertionError, OSError, ValueError, RuntimeError) as error:
        _log.error("failed", extra={"stage": name, "error": str(error) or type(error).__name__})
        sys.exit(1)

    print(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode())
    _log.info("done", extra={"stage": name, "seconds": round(time.monotonic() - started, 3)})


def expect(actual, wanted, what):
    """A check that `python -O` does not take away."""
    if actual != wanted:
        raise AssertionError(f"{what}: expected {wanted!r}, found {actual!r}")


def read_json(path):
    return orjson.loads(Path(path).read_bytes())


def write_json(path, value):
    if path is not None:
        Path(path).write_bytes(orjson.dumps(value, option=orjson.OPT_INDENT_2))
    return value


def _log_as_json():
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(jsonlogger.JsonFormatter("%(levelname)s %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
