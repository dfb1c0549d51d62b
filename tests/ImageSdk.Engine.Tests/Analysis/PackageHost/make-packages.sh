# make-packages.sh FOLDER: a repository of small Debian packages, for apt's copy: method.
set -eu
mkdir -p "$1" && cd "$1"

# deb NAME VERSION [FIELD...]
deb() {
  root=$(mktemp -d)
  mkdir -p "$root/DEBIAN" "$root/usr/share/$1" "$root/usr/bin"
  printf '%s\n' "$1" > "$root/usr/share/$1/$2"
  # A program that runs its arguments, as an init does.
  printf '#!/bin/sh\n[ "$1" != -- ] || shift\nexec "$@"\n' > "$root/usr/bin/$1" && chmod 755 "$root/usr/bin/$1"
  package=$1 version=$2; shift 2
  printf '%s\n' "Package: $package" "Version: $version" "Architecture: all" "Maintainer: nobody" "Description: $package" "$@" > "$root/DEBIAN/control"
  chmod 755 "$root"
  dpkg-deb --build --root-owner-group -Zgzip "$root" . > /dev/null
  rm -rf "$root"
}

deb outdated 1.0
deb outdated 2.0
deb ffmpeg 9:9.0 'Depends: libmedia' 'Recommends: media-extras'
deb libmedia 9:9.0
deb media-extras 9:9.0
for name in build-essential cmake curl g++ gcc git gnupg libc6-dev libgl1 libglib2.0-0 libopenmpi-dev libpq5 libsndfile1 libzip-dev ninja-build openssh-server poppler-utils \
    postgresql-16-pgvector software-properties-common sox sudo tesseract-ocr tesseract-ocr-deu tini unzip vim wget zsh; do
  # What the base image has, such as ca-certificates, stays as it is.
  dpkg -s "$name" > /dev/null 2>&1 || deb "$name" 9:9.0
done

for file in *.deb; do
  dpkg-deb -f "$file"
  printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$file" "$(stat -c %s "$file")" "$(sha256sum "$file" | cut -d ' ' -f 1)"
done > Packages
