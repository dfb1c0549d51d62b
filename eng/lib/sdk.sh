# What quickstart.sh and test.sh share: engine, registry and stand-ins up; the SDK packed into a local feed.

FEED=$REPO_ROOT/artifacts/feed
PACKAGES=$REPO_ROOT/artifacts/nuget-packages   # samples/speech/nuget.config names it too

# A reused MSBuild node would go on with the task assembly it once loaded, although the package has changed;
# and a node that stays behind may hold a CI job's output open.
export MSBUILDDISABLENODEREUSE=1

command -v dotnet >/dev/null || die "the .NET SDK 10 is needed: https://dot.net/download"

bring_up() {
  "$REPO_ROOT/eng/engine.sh" up
  eval "$("$REPO_ROOT/eng/engine.sh" env)"
  "$REPO_ROOT/eng/stand-ins.sh"
}

# One version is packed again and again, and NuGet never looks twice at a version it has: the extracted
# package goes when the packed one is another.
pack_sdk() {
  say "packing the SDK"
  dotnet pack "$REPO_ROOT/src/ImageSdk.Tasks" -c Release -o "$FEED" --nologo -v quiet >&2
  local package stamp=$PACKAGES/imagesdk.sha256 hash
  package=$(ls -t "$FEED"/ImageSdk.[0-9]*.nupkg 2>/dev/null | head -n 1) || true
  [[ -n $package ]] || die "dotnet pack left no ImageSdk package in $FEED"
  hash=$(sha256sum <"$package")
  [[ $(cat "$stamp" 2>/dev/null) == "$hash" ]] && return 0
  rm -rf "$PACKAGES/imagesdk"
  mkdir -p "$PACKAGES"
  printf '%s\n' "$hash" >"$stamp"
}
