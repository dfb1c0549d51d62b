#!/bin/sh
# Makes the signed repository of packages that tests serve: a package, its index, and the key. Run it only to change them: the key that signed is thrown
# away, so everything is made anew. Needs dpkg-dev and gpg.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
export GNUPGHOME="$work/keys" SOURCE_DATE_EPOCH=1735689600
mkdir -m 700 "$GNUPGHOME"
mkdir -p "$work/pkg/DEBIAN" "$work/pkg/usr/share/signed-example"
echo "from the signed repository" > "$work/pkg/usr/share/signed-example/hello"
printf '%s\n' 'Package: signed-example' 'Version: 1.0' 'Architecture: all' 'Maintainer: Tests <tests@example.com>' 'Description: A file' > "$work/pkg/DEBIAN/control"
find "$work/pkg" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz --build "$work/pkg" signed-example_1.0_all.deb
dpkg-scanpackages . > Packages 2> "$work/log"
printf '%s\n' 'Origin: Tests' 'Suite: ./' 'Codename: ./' 'Architectures: all amd64 arm64' 'Date: Wed, 01 Jan 2025 00:00:00 UTC' 'SHA256:' \
    " $(sha256sum Packages | cut -d ' ' -f 1) $(wc -c < Packages) Packages" > "$work/Release"
gpg --batch --faked-system-time 20250101T000000! --quiet --passphrase '' --quick-generate-key 'Tests <tests@example.com>' ed25519 sign never
gpg --batch --faked-system-time 20250101T000000! --quiet --clearsign --output InRelease "$work/Release"
gpg --batch --faked-system-time 20250101T000000! --quiet --armor --export > key.asc
