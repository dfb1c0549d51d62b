#!/bin/sh
# apk, dnf and conda as far as their caches and questions go: what they leave, what empties it, and what fails without an answer.
# Each package has one file, /usr/share/NAME/TOOL.
set -eu
tool=$(basename "$0")
case $tool in apk) cache=/var/cache/apk ;; dnf) cache=/var/cache/dnf ;; conda) cache=/opt/conda/pkgs ;; esac

keeps=yes yes=no verb= packages=
while [ $# -gt 0 ]; do
  case $1 in
    --no-cache) keeps=no ;;
    -y | --yes | --assumeyes) yes=yes ;;
    -c) shift ;;
    -*) ;;
    *) if [ -z "$verb" ]; then verb=$1; else packages="$packages $1"; fi ;;
  esac
  shift
done

download() { [ "$keeps" = no ] || { mkdir -p "$cache"; echo metadata > "$cache/index"; }; }
case "$tool $verb" in
  "apk update" | "dnf makecache") download ;;
  "apk add" | "dnf install" | "conda install")
    download
    [ "$tool$yes" != dnfno ] || { echo 'Operation aborted.' >&2; exit 1; }
    for package in $packages; do mkdir -p "/usr/share/${package%%=*}"; echo "$package" > "/usr/share/${package%%=*}/$tool"; done ;;
  # What is emptied may be a mount, which cannot be removed.
  "dnf clean" | "conda clean") rm -rf "${cache:?}"/* ;;
  *) echo "$tool $verb: not known here" >&2; exit 2 ;;
esac
