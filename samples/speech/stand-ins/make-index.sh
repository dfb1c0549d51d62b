#!/bin/sh
# Builds a small Python index for machines that reach no public one.
#
#   sh make-index.sh OUTDIR      writes OUTDIR/simple/ (PEP 503), to be used as file://OUTDIR/simple/
#
# It serves the stand-ins under packages/ by the names and versions that the requirement files give, each as
# source and as wheel; webrtcvad as source only, as the public index has it. setuptools and wheel, which pip
# asks for to build from source, are Debian's own wheel files.
#
# Needs, on Debian 12: python3 python3-pip python3-dev gcc libc6-dev python3-setuptools-whl python3-wheel-whl.
# Uses no network, writes nothing beside itself, and gives the same bytes every time.
set -eu

source_only="webrtcvad"

here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1/simple"
index=$(cd "$1/simple" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# One time for every file, and nothing of the build folder's name in the compiled code.
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-1704067200}"
export CFLAGS="-g0 -ffile-prefix-map=$work=." LDFLAGS="-s" PYTHONHASHSEED=0
umask 022

for source in "$here"/packages/*/; do
    folder=$(basename "$source")
    name=${folder%-*}
    version=${folder##*-}
    mkdir -p "$index/$name"

    mkdir "$work/$folder"
    cp -R "$source." "$work/$folder"
    find "$work/$folder" -name __pycache__ -prune -exec rm -rf {} +
    printf 'Metadata-Version: 2.1\nName: %s\nVersion: %s\n' "$name" "$version" > "$work/$folder/PKG-INFO"
    tar --create --directory="$work" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
        --mode=u=rwX,go=rX "$folder" | gzip --no-name > "$index/$name/$folder.tar.gz"

    case " $source_only " in
        *" $name "*) ;;
        *) python3 -m pip --quiet wheel --no-cache-dir --disable-pip-version-check --no-index --no-deps \
               --no-build-isolation --wheel-dir="$index/$name" "$work/$folder" ;;
    esac
done

for name in setuptools wheel; do
    mkdir -p "$index/$name"
    cp /usr/share/python-wheels/"$name"-*.whl "$index/$name" || {
        echo "make-index.sh: no wheel of $name; install python3-$name-whl" >&2
        exit 1
    }
done

python3 - "$index" <<'PYTHON'
import hashlib
import sys
from html import escape
from pathlib import Path

index = Path(sys.argv[1])
page = "<!DOCTYPE html>\n<html><head><meta name=\"pypi:repository-version\" content=\"1.0\"></head><body>\n{}</body></html>\n"
names = sorted(folder.name for folder in index.iterdir() if folder.is_dir())
for name in names:
    files = sorted(file for file in (index / name).iterdir() if file.name != "index.html")
    links = (f'<a href="{escape(file.name)}#sha256={hashlib.sha256(file.read_bytes()).hexdigest()}">{escape(file.name)}</a><br>\n'
             for file in files)
    (index / name / "index.html").write_text(page.format("".join(links)))
(index / "index.html").write_text(page.format("".join(f'<a href="{name}/">{name}</a><br>\n' for name in names)))
PYTHON
