"""Calls of ffmpeg and ffprobe."""

import subprocess

import orjson


def ffmpeg(*arguments):
    """Runs ffmpeg without questions; its output is bit-exact, so that the same input gives the same file."""
    _run("ffmpeg", "-nostdin", "-hide_banner", "-loglevel", "error", "-y", *arguments)


def probe(path):
    """What ffprobe says about the container and its streams."""
    return orjson.loads(_run("ffprobe", "-loglevel", "error", "-show_format", "-show_streams", "-of", "json", path))


def streams(path):
    """The kinds of a file's streams, in their order: ['video', 'audio', 'subtitle']."""
    return [stream["codec_type"] for stream in probe(path)["streams"]]


def _run(*arguments):
    done = subprocess.run([str(argument) for argument in arguments], capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(f"{arguments[0]} ended with {done.returncode}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout
