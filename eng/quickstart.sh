#!/usr/bin/env bash
# The first command of the README: from a bare machine with the .NET SDK to the sample's images.
# Run it again and it changes nothing, quickly.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/lib/common.sh"
. "$here/lib/sdk.sh"

SAMPLE=$REPO_ROOT/samples/speech

# One line an image, from the records that the build left. The records are indented JSON, one key a line
# (awk reads the top level by its two spaces): a bare machine has no jq.
print_table() {
  find "$SAMPLE" -path '*/bin/Debug/*' -name '*.image.json' -print0 | LC_ALL=C sort -z | xargs -0r awk '
    function text(line) { sub(/^[^:]*: *"/, "", line); sub(/",?$/, "", line); return line }
    function number(line) { sub(/^[^:]*: */, "", line); sub(/,$/, "", line); return line + 0 }
    function row(   tag, name) {
      if (reference == "") return
      name = tag = reference
      sub(/^.*:/, "", tag); sub(/:[^:\/]*$/, "", name); sub(/^[^\/]*[.:][^\/]*\//, "", name)
      printf "%-36s %-8s %9.1f MB %7d %8.1f s  %s\n", name, tag, size / 1e6, layers, duration, substr(digest, 1, 19)
      images++
      reference = digest = ""; size = layers = duration = 0
    }
    BEGIN { printf "%-36s %-8s %12s %7s %10s  %s\n", "IMAGE", "TAG", "SIZE", "LAYERS", "BUILT IN", "DIGEST" }
    FNR == 1 { row(); inside = 0 }
    { sub(/\r$/, "") }
    inside && /^  [\]]/ { inside = 0 }
    inside && /^    [^ }\]]/ { layers++ }
    /^  "reference":/ { reference = text($0) }
    /^  "digest":/ { digest = text($0) }
    /^  "size":/ { size = number($0) }
    /^  "duration":/ { duration = number($0) }
    /^  "layers": \[$/ { inside = 1 }
    END { row(); printf "%d images\n", images }'
}

stand_ins() { cat "$ENGINE_HOME/stand-ins.stamp" 2>/dev/null || true; }

before=$(stand_ins)
bring_up
pack_sdk
export ContainerRegistry=$IMAGESDK_REGISTRY
# The lock names the bases by digest. New stand-ins are new bases, so this is a moment to look again.
if [[ $(stand_ins) != "$before" && -f $SAMPLE/images.lock.json ]]; then
  say "the base images are new: locking them again"
  dotnet restore "$SAMPLE" --force-evaluate
fi
say "building samples/speech"
dotnet build "$SAMPLE"
print_table
