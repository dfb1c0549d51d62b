#!/usr/bin/env bash
# Makes the samples' public base images available where they cannot be pulled: Debian roots under the same
# names in the local registry, which the engine mirrors. `FROM python:3.11-slim` then works with no public
# network. Where the public registry answers, this does nothing.
#
#   eng/stand-ins.sh     needs `eng/engine.sh up`; makes only what is missing or whose inputs changed
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in common process http packages registry; do . "$here/lib/$part.sh"; done

SUITE=bookworm                    # Debian 12 has Python 3.11
PYTHON=library/python:3.11-slim
CUDA=nvidia/cuda:12.1.0-cudnn8-runtime-ubuntu22.04
BUSYBOX=library/busybox:1.36
CONTENT=${IMAGESDK_STAND_INS:-$REPO_ROOT/samples/speech/stand-ins}
WORK=$ENGINE_HOME/stand-ins
STAMP=$ENGINE_HOME/stand-ins.stamp # input hash, then image and digest: who locks digests can compare it

export SOURCE_DATE_EPOCH=1735689600

inputs_hash() {
  {
    cat "$here/stand-ins.sh" "$here/stand-ins.Dockerfile"
    debian_sources "$SUITE"
    [[ ! -d $CONTENT ]] || (cd "$CONTENT" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0r sha256sum)
  } | sha256sum | cut -d ' ' -f 1
}

registry_has() {
  [[ $(http_status "$(registry_port)" "/v2/${1%:*}/manifests/${1##*:}" \
    'application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json') == 200 ]]
}

current() {
  [[ -f $STAMP && $(head -n 1 "$STAMP") == "$1" ]] &&
    registry_has "$PYTHON" && registry_has "$CUDA" && registry_has "$BUSYBOX"
}

# imagetools asks the public registry itself, never the mirror: just the question we have
public_images_reachable() { timeout 15 docker buildx imagetools inspect docker.io/library/busybox:1.36 >/dev/null 2>&1; }

# Times are set where the files are made: the exporter's rewrite-timestamp cannot be had together with unpacking
# into the engine's store, which this driver always does.

# One root for all Debian stand-ins: no documentation, the machine's apt sources, and the apt settings that
# Docker's official Debian images have (docker-clean is why apt cache mounts need a word in a Dockerfile).
make_debian_root() {
  local key root=$WORK/debian-root.tar new=$WORK/debian-root-new.tar extra=$WORK/apt
  key=$(sed -n '/^make_debian_root/,/^}/p' "$here/stand-ins.sh" | cat - <(debian_sources "$SUITE") | sha256sum)
  [[ -f $root && $(cat "$root.key" 2>/dev/null) == "$key" ]] && return 0
  say "making a Debian $SUITE root"
  system_packages mmdebstrap=mmdebstrap
  mkdir -p "$extra"
  debian_sources "$SUITE" >"$extra/sources.list"
  local clean='rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true'
  printf '%s\n' "DPkg::Post-Invoke { \"$clean\"; };" "APT::Update::Post-Invoke { \"$clean\"; };" \
    'Dir::Cache::pkgcache "";' 'Dir::Cache::srcpkgcache "";' >"$extra/docker-clean"
  printf '%s\n' 'Acquire::Languages "none";' 'Acquire::GzipIndexes "true";' >"$extra/docker-no-languages"
  { apt-config dump | grep -E '^Acquire::https?::Proxy ' || true; } >"$extra/machine-proxy"
  # usr-is-merged: the package usrmerge would pull in all of perl.
  # EXTERNALLY-MANAGED: neither python:3.11-slim nor Ubuntu 22.04 has it, so pip may install there
  as_root env SOURCE_DATE_EPOCH="$SOURCE_DATE_EPOCH" mmdebstrap --quiet --variant=minbase \
    --hook-dir=/usr/share/mmdebstrap/hooks/merged-usr --include=usr-is-merged \
    --dpkgopt='force-unsafe-io' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    --dpkgopt='path-exclude=/usr/lib/python3*/EXTERNALLY-MANAGED' \
    --customize-hook="copy-in '$extra/docker-clean' '$extra/docker-no-languages' '$extra/machine-proxy' /etc/apt/apt.conf.d" \
    --customize-hook='rm -f "$1"/var/cache/apt/*.bin "$1"/var/cache/ldconfig/aux-cache' \
    "$SUITE" "$new" "$extra/sources.list" >"$LOG_DIR/debian-root.log" 2>&1 ||
    { tail -n 40 "$LOG_DIR/debian-root.log" >&2; die "could not make a Debian root; the whole log is $LOG_DIR/debian-root.log"; }
  as_root chown "$(id -u):$(id -g)" "$new"
  mv "$new" "$root"
  printf '%s\n' "$key" >"$root.key"
}

# Nothing of the foreign architecture runs here: both have the same applets, so one list serves both.
make_busybox_roots() {
  local arch host root name applets
  host=$(dpkg --print-architecture)
  for arch in amd64 arm64; do
    [[ -x $WORK/busybox-$arch/bin/busybox ]] || fetch_packages "$SUITE" "$arch" "$WORK/busybox-$arch" busybox-static
  done
  applets=$("$WORK/busybox-$host/bin/busybox" --list)
  for arch in amd64 arm64; do
    root=$WORK/busybox-$arch
    rm -rf "${root:?}/usr"
    mkdir -p "$root"/{bin,etc,root,tmp,usr/bin,var}
    chmod 1777 "$root/tmp"
    for name in $applets; do [[ $name == busybox ]] || ln -sf busybox "$root/bin/$name"; done
    ln -sf ../../bin/env "$root/usr/bin/env"
    echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
    echo 'root:x:0:' >"$root/etc/group"
    find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  done
}

# build_stand_in TARGET IMAGE [OPTION...]: builds, pushes, and notes the digest in the new stamp
build_stand_in() {
  local target=$1 image=$2 content=$CONTENT log=$LOG_DIR/stand-in-$1.log; shift 2
  [[ -d $content ]] || { content=$WORK/empty; mkdir -p "$content"; }
  say "making $image"
  docker buildx build --progress=plain --provenance=false --file "$here/stand-ins.Dockerfile" --target "$target" \
    --build-context "stand-ins=$content" --metadata-file "$WORK/metadata.json" \
    --output "type=registry,name=localhost:$(registry_port)/$image,oci-mediatypes=true" "$@" "$WORK" >"$log" 2>&1 ||
    { tail -n 40 "$log" >&2; die "could not make $image; the whole log is $log"; }
  # builds prefer a local image of that name, and one from an earlier stand-in would be stale
  [[ $(state_get ENGINE) != private ]] || docker image rm "${image#library/}" >/dev/null 2>&1 || true
  printf '%s %s\n' "$image" "$(sed -n 's/.*"containerimage.digest": *"\([^"]*\)".*/\1/p' "$WORK/metadata.json")" >>"$STAMP.new"
}

hash=$(inputs_hash)
current "$hash" && { say "up to date"; exit 0; }
eval "$("$here/engine.sh" env)"
take_lock stand-ins.lock
current "$hash" && { say "up to date"; exit 0; }
if [[ ! -f $STAMP ]] && public_images_reachable; then
  say "the public registry answers: no stand-ins needed"
  exit 0
fi

mkdir -p "$WORK"
printf '%s\n' "$hash" >"$STAMP.new"
make_debian_root
make_busybox_roots
build_stand_in busybox "$BUSYBOX" --platform linux/amd64,linux/arm64
build_stand_in python "$PYTHON"
build_stand_in cuda "$CUDA"
mv "$STAMP.new" "$STAMP"
[[ -f $CONTENT/make-index.sh ]] || say "no Python index in them: samples/speech/stand-ins/make-index.sh does not exist"
sed '1d; s/^/  /' "$STAMP" >&2

docker info --format '{{json .RegistryConfig.Mirrors}}' | grep -q ":$(registry_port)/" ||
  say "warning: this machine's engine does not mirror localhost:$(registry_port), so public names will not find these.
  Add  \"registry-mirrors\": [\"http://127.0.0.1:$(registry_port)\"]  to its daemon.json"
