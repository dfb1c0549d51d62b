"""Which film is it? Title and year from a release name, matched against a catalogue.

Stands in the place of a search on themoviedb.org: the shape of the stage is what matters. The catalogue is bundled,
so the stage needs no network and no key. Only the name of INPUT counts; the file need not be there.
"""

import re

from rapidfuzz import fuzz, process as search

from catalogue import FILMS
from shared import stage

# What release names say after the title.
TECHNICAL = r"(?:480|720|1080|2160)[pi]|4k|bluray|brrip|bdrip|web-?dl|webrip|hdtv|dvdrip|remux|x26[45]|h\.?26[45]|hevc|multi|extended|remastered"


def parse(name):
    """Title and year (or None) of a release name such as The.Third.Man.1949.1080p.BluRay.x264-GROUP.mkv."""
    words = re.sub(r"\.[a-z0-9]{2,4}$", "", name, flags=re.IGNORECASE)
    words = re.sub(r"[._]+", " ", words)
    words = re.split(rf"\b(?:{TECHNICAL})\b", words, maxsplit=1, flags=re.IGNORECASE)[0]
    # The last number that can be a year is the year, unless nothing stands before it: "1984", "2001 A Space Odyssey".
    years = [found for found in re.finditer(r"\b(?:19|20)\d\d\b", words) if words[:found.start()].strip(" ([-")]
    year = int(years[-1][0]) if years else None
    title = words[:years[-1].start()] if years else words
    return " ".join(title.strip(" ([-").split()), year


def find(name):
    title, year = parse(name)
    choices = {key: film["title"].lower() for key, film in FILMS.items()
               if year is None or abs(film["year"] - year) <= 1}
    best = search.extractOne(title.lower(), choices, scorer=fuzz.ratio, score_cutoff=75)
    found = {"name": name, "title": title, "year": year, "match": None}
    if best is not None:
        _, score, key = best
        found["match"] = {"id": key, **FILMS[key], "score": round(score, 1)}
    return found


def process(source, target):
    return stage.write_json(target, find(source.name))


def demonstrate(folder):
    releases = {
        "The.Third.Man.1949.1080p.BluRay.x264-GROUP.mkv": "third-man",
        "2001.A.Space.Odyssey.1968.REMASTERED.2160p.WEB-DL.mkv": "2001",
        "metropolis_1927_multi.avi": "metropolis",
        "Nosferatu (1922) 720p.mp4": "nosferatu-1922",
        "Nosferatu.the.Vampyre.1979.DVDRip.mkv": "nosferatu-1979",
        "Solaris.2002.1080i.HDTV.ts": "solaris-2002",
        "Blade.Runer.1982.BDRip.mkv": "blade-runner",
        "Holiday.Video.2019.mp4": None,
    }
    found = [process(folder / name, None) for name in releases]
    stage.expect([one["match"] and one["match"]["id"] for one in found], list(releases.values()), "films")
    return {"films": found}


if __name__ == "__main__":
    stage.run("tmdb", process, demonstrate, __doc__)
