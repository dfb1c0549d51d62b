#!/bin/sh
# npm, yarn, dotnet, go and cargo as far as their caches go: where they are, what fills them, and what fails when a later command finds them empty.
# uv is pip, which compiles only when it is told to. The others leave a file that says what they would have made.
set -eu
tool=$(basename "$0")
download() { mkdir -p "$1"; [ -f "$1/package" ] || echo "$tool's package" > "$1/package"; }
compile() { cat "$1/package" > /dev/null; mkdir -p "$(dirname "$2")"; echo compiled > "$2"; }
# Writes a script that does nothing to the file of -o, -fsSLo or -O, or to standard output.
fetch() {
  output=-
  while [ $# -gt 0 ]; do case $1 in --*) ;; -*[oO]) output=$2 ;; esac; shift; done
  [ "$output" = - ] && echo : || echo : > "$output"
}
# What follows an option, or a default.
after() { option=$1 value=$2; shift 2; while [ $# -gt 0 ]; do [ "$1" != "$option" ] || value=${2-}; shift; done; echo "$value"; }

case "$tool $*" in
  "npm run build"*) mkdir -p dist; echo compiled > dist/index.html ;;
  "npm ci"* | "npm install"*) download "${npm_config_cache:-$HOME/.npm}/_cacache"; mkdir -p node_modules; echo installed > node_modules/package ;;
  "yarn install"*) download "${YARN_GLOBAL_FOLDER:-$HOME/.yarn/berry}/cache"; mkdir -p node_modules; cp "${YARN_GLOBAL_FOLDER:-$HOME/.yarn/berry}/cache/package" node_modules/package ;;
  "dotnet restore"*) download "${NUGET_PACKAGES:-$HOME/.nuget/packages}" ;;
  "dotnet publish"*)
    case "$*" in *--no-restore*) ;; *) download "${NUGET_PACKAGES:-$HOME/.nuget/packages}" ;; esac
    compile "${NUGET_PACKAGES:-$HOME/.nuget/packages}" "$(after -o bin "$@")/app" ;;
  "go mod download"*) download "${GOMODCACHE:-${GOPATH:-/go}/pkg/mod}" ;;
  "go build"*) download "${GOMODCACHE:-${GOPATH:-/go}/pkg/mod}"; compile "${GOMODCACHE:-${GOPATH:-/go}/pkg/mod}" "$(after -o app "$@")" ;;
  "cargo fetch"*) download "${CARGO_HOME:-/usr/local/cargo}/registry" ;;
  "cargo build"*)
    case "$*" in *--offline*) ;; *) download "${CARGO_HOME:-/usr/local/cargo}/registry" ;; esac
    compile "${CARGO_HOME:-/usr/local/cargo}/registry" target/release/app ;;
  "uv pip install"*)
    shift; how=--no-compile
    for argument in "$@"; do shift; case $argument in --system) ;; --compile-bytecode) how=--compile ;; *) set -- "$@" "$argument" ;; esac; done
    pip "$@" "$how" ;;
  "uv sync"*) download "${UV_CACHE_DIR:-$HOME/.cache/uv}"; mkdir -p .venv; echo synchronised > .venv/packages ;;
  "poetry install"*) echo installed > /usr/local/share/poetry-packages ;;
  "git clone"*)
    [ $# -lt 3 ] && target=$(basename "$2" .git) || target=$3
    mkdir -p "$target/models"; echo 'numpy==1.26.4' > "$target/requirements.txt"; printf '[project]\nname = "cloned"\nversion = "1.0"\n' > "$target/pyproject.toml" ;;
  "git checkout"* | "gpg "*) ;;
  "curl "* | "wget "*) fetch "$@" ;;
  "cmake --build"*) mkdir -p "$2"; echo compiled > "$2/server" ;;
  "cmake "* | "huggingface-cli download"* | "docker-php-ext-install "*) ;;
  *) echo "$tool $*: not known here" >&2; exit 2 ;;
esac
