# Debian packages without touching the system: a private apt state that uses the machine's own mirror,
# and dpkg -x into a prefix. The mirror is read from the machine's configuration, never written down here.

DEBIAN_KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg

debian_codename() { ( . /etc/os-release; [[ ${ID:-} == debian ]] && printf '%s\n' "${VERSION_CODENAME:-}" ); }

# The URI this machine uses for its own suite (not the security or updates suites beside it).
debian_mirror() {
  apt-get indextargets --no-release-info --format '$(RELEASE) $(REPO_URI)' 2>/dev/null |
    awk -v suite="$(debian_codename)" '$1 == suite || $1 == "stable" { print $2; exit }'
}

# sources.list lines for SUITE as this machine has them, with its updates and security suites when it runs SUITE itself
debian_sources() {
  local lines
  lines=$(apt-get indextargets --no-release-info --format '$(RELEASE) $(REPO_URI)' 2>/dev/null | sort -u |
    awk -v suite="$1" -v key="$DEBIAN_KEYRING" 'index($1, suite) == 1 { print "deb [signed-by=" key "] " $2 " " $1 " main" }')
  printf '%s\n' "${lines:-deb [signed-by=$DEBIAN_KEYRING] $(debian_mirror) $1 main}"
}

# private_apt SUITE ARCH COMMAND...: apt-get with its own lists and cache below the engine's folder
private_apt() {
  local suite=$1 arch=$2 dir=$ENGINE_HOME/apt/$1-$2; shift 2
  mkdir -p "$dir/lists/partial" "$dir/cache/archives/partial"
  printf 'deb [signed-by=%s] %s %s main\n' "$DEBIAN_KEYRING" "$(debian_mirror)" "$suite" >"$dir/sources.list"
  apt-get -qq -o Dir::Etc::sourcelist="$dir/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::State::lists="$dir/lists" -o Dir::Cache="$dir/cache" -o APT::Sandbox::User="$(id -un)" \
    -o APT::Architecture="$arch" -o APT::Architectures="$arch" -o Acquire::Languages=none \
    -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false -o Acquire::Retries=3 "$@" >&2
}

# fetch_packages SUITE ARCH ROOT PACKAGE...: extracts the packages below ROOT, all or nothing
fetch_packages() {
  local suite=$1 arch=$2 root=$3 debs=$ENGINE_HOME/apt/$1-$2/debs deb; shift 3
  [[ -r $DEBIAN_KEYRING && -n $(debian_mirror) ]] ||
    die "no Debian mirror found in this machine's apt configuration. Install Docker Engine 28+ with buildx 0.29+ and run this again: it will be used as it is"
  rm -rf "$debs" "$root.new"
  mkdir -p "$debs" "$root.new"
  private_apt "$suite" "$arch" update
  (cd "$debs" && private_apt "$suite" "$arch" download "$@")
  for deb in "$debs"/*.deb; do dpkg -x "$deb" "$root.new"; done
  rm -rf "$root" "$ENGINE_HOME/apt/$suite-$arch"
  rmdir "$ENGINE_HOME/apt" 2>/dev/null || true
  mv "$root.new" "$root"
}

# system_packages COMMAND=PACKAGE...: installs what is missing from the machine's own suite
system_packages() {
  local pair missing=()
  for pair in "$@"; do
    PATH=$PATH:/usr/sbin:/sbin command -v "${pair%%=*}" >/dev/null || missing+=("${pair#*=}")
  done
  ((${#missing[@]})) || return 0
  command -v apt-get >/dev/null || die "missing and no apt-get here: ${missing[*]}"
  say "installing ${missing[*]}"
  local install=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120
    install -y --no-install-recommends "${missing[@]}")
  as_root "${install[@]}" >/dev/null 2>&1 </dev/null && return 0
  as_root apt-get -qq update >&2 </dev/null || say "warning: apt-get update failed, trying with the lists there are"
  as_root "${install[@]}" >&2 </dev/null
}
