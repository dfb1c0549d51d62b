"""Puts a film together from a folder of streams, as demux left them, and asks ffprobe whether that worked.

Whatever other subtitles (.srt) lie in the folder by then come in too: that is how new ones get into the film.
"""

from shared import media, stage


def process(source, target):
    target = target or source.with_suffix(".mux.mkv")
    parts = sorted(source.glob("*-video.mkv")) + sorted(source.glob("*-audio.mka")) + sorted(source.glob("*.srt"))
    if not parts:
        raise ValueError(f"{source}: no streams here")
    arguments = [argument for part in parts for argument in ("-i", part)]
    arguments += [argument for number in range(len(parts)) for argument in ("-map", number)]
    media.ffmpeg(*arguments, "-c", "copy", target)

    wanted = [media.streams(part)[0] for part in parts]
    stage.expect(media.streams(target), wanted, f"streams of {target.name}")
    return {"file": target.name, "parts": [part.name for part in parts],
            "seconds": round(float(media.probe(target)["format"]["duration"]), 1)}


def demonstrate(folder):
    film = media.make_film(folder)
    parts = folder / "parts"
    parts.mkdir()
    for index, name in enumerate(("00-video.mkv", "01-audio.mka", "02-subtitle.srt")):
        media.ffmpeg("-i", film, "-map", f"0:{index}", "-c", "copy", parts / name)
    (parts / "new.srt").write_text("1\n00:00:00,500 --> 00:00:01,500\nHallo vom Testbild.\n")
    found = process(parts, folder / "again.mkv")
    stage.expect(media.streams(folder / "again.mkv"), ["video", "audio", "subtitle", "subtitle"], "streams")
    stage.expect(found["seconds"], 2.0, "length")
    return found


if __name__ == "__main__":
    stage.run("mux", process, demonstrate, __doc__)
