"""Calls of ffmpeg and ffprobe."""

import subprocess

import orjson


def ffmpeg(*arguments):
    """Runs ffmpeg without questions; the last argument is the file to write.

    Written bit-exact (no version, no random identifiers): the same input gives the same file.
    """
    *options, target = arguments
    _run("ffmpeg", "-nostdin", "-loglevel", "error", "-y", *options, "-bitexact", target)


def probe(path):
    """What ffprobe says about the container and its streams."""
    return orjson.loads(_run("ffprobe", "-loglevel", "error", "-show_format", "-show_streams", "-of", "json", path))


def streams(path):
    """The kinds of a file's streams, in their order: ['video', 'audio', 'subtitle']."""
    return [stream["codec_type"] for stream in probe(path)["streams"]]


def make_film(folder, seconds=2):
    """A small film for demonstrations: a test picture, a tone, and one line of text."""
    text, film = folder / "line.srt", folder / "film.mkv"
    text.write_text("1\n00:00:00,500 --> 00:00:01,500\nHello from the test picture.\n")
    ffmpeg("-f", "lavfi", "-i", f"testsrc=size=160x90:rate=10:duration={seconds}",
           "-f", "lavfi", "-i", f"sine=frequency=440:sample_rate=44100:duration={seconds}",
           "-i", text, "-c:v", "mpeg4", "-c:a", "flac", "-c:s", "srt", "-metadata:s:s:0", "language=eng", film)
    return film


def _run(*arguments):
    done = subprocess.run([str(argument) for argument in arguments], capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(f"{arguments[0]} ended with {done.returncode}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout
