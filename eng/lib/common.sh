# Words that every script here shares: where the engine lives, how we speak, how we become root.
# Source it; it runs nothing.

REPO_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
ENGINE_HOME=${IMAGESDK_ENGINE_HOME:-$HOME/.imagesdk/engine}
[[ $ENGINE_HOME == /* ]] || ENGINE_HOME=$PWD/$ENGINE_HOME
ENGINE_HOME=${ENGINE_HOME%/}

PREFIX=$ENGINE_HOME/prefix        # packages, extracted, never installed
STATE_FILE=$ENGINE_HOME/state     # what we chose: ENGINE=, REGISTRY=, REGISTRY_PORT=
LOG_DIR=$ENGINE_HOME/log

say() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; }
die() { say "error: $*"; exit 1; }

as_root() {
  if [[ $(id -u) == 0 ]]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else die "this needs root: $*  (run as root, or install sudo)"
  fi
}

state_get() { [[ -f $STATE_FILE ]] && sed -n "s/^$1=//p" "$STATE_FILE" | tail -n 1 || true; }

# state_set KEY VALUE: written beside and renamed, so that a killed run leaves the last good state
state_set() {
  { [[ -f $STATE_FILE ]] && grep -v "^$1=" "$STATE_FILE"; printf '%s=%s\n' "$1" "$2"; } >"$STATE_FILE.new" || true
  mv "$STATE_FILE.new" "$STATE_FILE"
}

# One at a time (fd 9). The file may be purged while we wait for it: then wait for the new one.
take_lock() {
  local lock=$ENGINE_HOME/$1
  while :; do
    mkdir -p "$ENGINE_HOME" "$LOG_DIR"
    exec 9>"$lock"
    flock -n 9 || { say "waiting for another $(basename "$0")"; flock -w 900 9 || die "gave up waiting for $lock"; }
    [[ $lock -ef /proc/self/fd/9 ]] && return 0
  done
}

# Mount points below our folder, deepest first. Anything that deletes there must look here before.
mounts_below() {
  local point
  while read -r _ point _; do
    point=$(printf '%b' "$point")
    [[ $point == "$1"/* ]] && printf '%s\n' "$point"
  done </proc/self/mounts | sort -r
}

unmount_below() {
  local point
  while read -r point; do
    as_root umount "$point" 2>/dev/null || as_root umount -l "$point" || true
  done < <(mounts_below "$1")
}

# remove_tree DIR: rm -rf that never walks through a live mount
remove_tree() {
  [[ -e $1 ]] || return 0
  unmount_below "$1"
  [[ -z $(mounts_below "$1") ]] || die "still mounted below $1, not deleting it: $(mounts_below "$1" | head -n 3 | tr '\n' ' ')"
  as_root rm -rf --one-file-system "$1"
}
