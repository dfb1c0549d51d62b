"""Takes a film apart: one file for every stream, and the sound once more as the computing stages want it.

Video and sound are copied, not encoded again. Each keeps a container, because a raw stream has no time stamps and
could not be put together again in step; text becomes SRT. audio.wav is 16 kHz, one channel.
"""

from shared import audio, media, stage

SUFFIX = {"video": "mkv", "audio": "mka", "subtitle": "srt"}


def process(source, target):
    target = target or source.with_suffix("")
    target.mkdir(parents=True, exist_ok=True)
    files = []
    for stream in media.probe(source)["streams"]:
        kind, index = stream["codec_type"], stream["index"]
        if kind not in SUFFIX:
            continue
        name = f"{index:02}-{kind}.{SUFFIX[kind]}"
        codec = "srt" if kind == "subtitle" else "copy"
        media.ffmpeg("-i", source, "-map", f"0:{index}", "-c", codec, target / name)
        files.append({"file": name, "kind": kind, "codec": stream["codec_name"],
                      "language": stream.get("tags", {}).get("language")})
    if not files:
        raise ValueError(f"{source}: no video, no sound, no text")
    if any(file["kind"] == "audio" for file in files):
        media.ffmpeg("-i", source, "-map", "0:a:0", "-ac", "1", "-ar", audio.RATE, target / "audio.wav")
    return stage.write_json(target / "streams.json", {"files": files})


def demonstrate(folder):
    film = media.make_film(folder)
    parts = folder / "parts"
    found = process(film, parts)
    stage.expect([(file["kind"], file["codec"]) for file in found["files"]],
                 [("video", "mpeg4"), ("audio", "flac"), ("subtitle", "subrip")], "streams")
    for file in found["files"]:
        stage.expect(media.streams(parts / file["file"]), [file["kind"]], file["file"])
    stage.expect("Hello from the test picture." in (parts / "02-subtitle.srt").read_text(), True, "text")
    samples, rate = audio.read(parts / "audio.wav")
    stage.expect((rate, round(len(samples) / rate, 1)), (16000, 2.0), "rate and length of audio.wav")
    return found


if __name__ == "__main__":
    stage.run("demux", process, demonstrate, __doc__)
