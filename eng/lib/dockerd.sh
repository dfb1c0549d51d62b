# The engine: the one the machine has, if it works; otherwise our own dockerd, from Debian testing's packages.

ENGINE_SUITE=forky                # Debian 12 has docker 20.10 and no buildx; this one has 28 and 0.29
ENGINE_PACKAGES=(docker.io docker-cli docker-buildx docker-compose containerd tini-static docker-registry)
ENGINE_SOCKET=$ENGINE_HOME/docker.sock
ENGINE_CONFIG=$ENGINE_HOME/daemon.json
ENGINE_PIDFILE=$ENGINE_HOME/dockerd.pid
ENGINE_EXEC=$ENGINE_HOME/run
ENGINE_DATA=$ENGINE_HOME/data
CLIENT_CONFIG=$ENGINE_HOME/config
PLUGINS=$PREFIX/usr/libexec/docker/cli-plugins
ENGINE_PATH=$PREFIX/sbin:$PREFIX/usr/bin:$PREFIX/usr/sbin

# The user's docker, with our own settings (from an earlier `env`) taken out again.
as_user_shell() {
  (
    [[ ${DOCKER_HOST:-} == "unix://$ENGINE_SOCKET" ]] && unset DOCKER_HOST
    [[ ${DOCKER_CONFIG:-} == "$CLIENT_CONFIG" ]] && unset DOCKER_CONFIG
    PATH=${PATH//"$PREFIX/usr/bin:"/}
    "$@"
  )
}

system_engine_works() {
  as_user_shell bash -c '
    [[ $(docker buildx version) == *buildx* ]] && timeout 10 docker version --format "{{.Server.Version}}"' >/dev/null 2>&1
}

engine_pid() { pid_of "$ENGINE_PIDFILE" "$ENGINE_CONFIG"; }

our_docker() { DOCKER_HOST=unix://$ENGINE_SOCKET DOCKER_CONFIG=$CLIENT_CONFIG "$PREFIX/usr/bin/docker" "$@"; }

engine_answers() { timeout 10 "$PREFIX/usr/bin/docker" -H "unix://$ENGINE_SOCKET" version --format '{{.Server.Version}}' >/dev/null 2>&1; }

engine_running() { engine_pid >/dev/null && engine_answers; }

check_socket_path() {
  local longest=$ENGINE_EXEC/containerd/containerd-debug.sock
  ((${#longest} <= 104)) || die "IMAGESDK_ENGINE_HOME is too long: a unix socket path holds 107 bytes and we need ${#longest} ($longest). Choose a shorter folder"
}

engine_install() {
  system_packages runc=runc iptables=iptables
  if [[ ! -x $PREFIX/usr/sbin/dockerd ]]; then
    say "fetching ${ENGINE_PACKAGES[*]} from Debian $ENGINE_SUITE"
    fetch_packages "$ENGINE_SUITE" "$(dpkg --print-architecture)" "$PREFIX" "${ENGINE_PACKAGES[@]}"
    "$PREFIX/usr/sbin/dockerd" --version >/dev/null ||
      die "Debian $ENGINE_SUITE's dockerd does not run here (glibc too old?). Install Docker Engine 28+ with buildx and run this again"
  fi
  compose_install
  mkdir -p "$CLIENT_CONFIG/cli-plugins"
  ln -sf "$PLUGINS"/docker-{buildx,compose} "$CLIENT_CONFIG/cli-plugins/"
}

# For an engine that was set up before compose was among its packages: beside buildx, while the engine may be running.
compose_install() {
  local root=$ENGINE_HOME/compose
  [[ ! -x $PLUGINS/docker-compose ]] || return 0
  say "fetching docker-compose from Debian $ENGINE_SUITE"
  fetch_packages "$ENGINE_SUITE" "$(dpkg --print-architecture)" "$root" docker-compose
  mv "$root/${PLUGINS#"$PREFIX/"}/docker-compose" "$PLUGINS/docker-compose"
  rm -rf "$root"
}

# iptables-nft needs a kernel with nf_tables; the legacy one needs the old tables. Give dockerd whichever works.
choose_iptables() {
  local tool
  as_root rm -rf "$PREFIX/sbin"
  for tool in iptables iptables-legacy iptables-nft; do
    tool=$(PATH=$PATH:/usr/sbin:/sbin command -v "$tool") || continue
    as_root "$tool" -w -t nat -S >/dev/null 2>&1 || continue
    if [[ $tool != */iptables ]]; then
      say "using $tool: plain iptables does not work on this kernel"
      mkdir -p "$PREFIX/sbin"
      ln -s "$tool" "$PREFIX/sbin/iptables"
      ln -s "${tool/iptables/ip6tables}" "$PREFIX/sbin/ip6tables"
    fi
    return 0
  done
  say "warning: no iptables works here; RUN steps will reach the network only with --network=host"
  return 1
}

overlay_works() {
  local dir=$ENGINE_DATA/overlay-test ok=1
  as_root mkdir -p "$dir"/{l,u,w,m}
  if as_root mount -t overlay overlay -o "lowerdir=$dir/l,upperdir=$dir/u,workdir=$dir/w" "$dir/m" 2>/dev/null; then
    as_root umount "$dir/m"; ok=0
  fi
  as_root rm -rf --one-file-system "$dir"
  return $ok
}

daemon_json() {
  printf '{\n'
  printf '  "features": { "containerd-snapshotter": true },\n'
  printf '  "storage-driver": "%s",\n' "$1"
  printf '  "iptables": %s,\n' "$2"
  printf '  "ip6tables": %s,\n' "$3"
  ! own_bridge || printf '  "bridge": "%s",\n' "$(bridge_name)"
  printf '  "shutdown-timeout": 10,\n'
  printf '  "registry-mirrors": [ "http://127.0.0.1:%s" ]\n' "$(registry_port)"
  printf '}\n'
}

# What a killed dockerd leaves: its containerd, and containers below their shims. Both name our folder.
stop_orphans() {
  local dir pid cmdline
  for dir in /proc/[0-9]*; do
    pid=${dir#/proc/}
    cmdline=$( (tr '\0' ' ' <"$dir/cmdline") 2>/dev/null) || continue
    case $cmdline in
      *"containerd --config $ENGINE_EXEC/"*) stop_pid "$pid" 10 containerd ;;
      *containerd-shim*" -address $ENGINE_EXEC/"*)
        say "stopping a container that a killed engine left behind"
        # unquoted: the containers' first processes are the shim's children
        as_root kill -9 $(cat "$dir/task/$pid/children" 2>/dev/null) "$pid" || true ;;
    esac
  done
}

# Also after a reboot: pid files that by now name a stranger would keep dockerd from starting.
clear_leftovers() {
  stop_orphans
  remove_tree "$ENGINE_EXEC"
  as_root rm -f "$ENGINE_PIDFILE" "$ENGINE_SOCKET"
}

engine_start() {
  local storage=overlayfs nat=true nat6=true deadline pid
  clear_leftovers
  overlay_works || { storage=native; say "warning: no overlay file system below $ENGINE_HOME: using full copies (slow, much disk)"; }
  choose_iptables || { nat=false; nat6=false; }
  [[ -e /proc/net/if_inet6 ]] || nat6=false
  if own_bridge; then
    bridge_up
    nat=false; nat6=false
  fi
  daemon_json "$storage" "$nat" "$nat6" >"$ENGINE_CONFIG"
  mkdir -p "$ENGINE_EXEC"
  : >"$LOG_DIR/dockerd.log"
  say "starting dockerd"
  local command=(setsid env "PATH=$ENGINE_PATH:$PATH:/usr/sbin:/sbin" dockerd --config-file "$ENGINE_CONFIG"
    --data-root "$ENGINE_DATA" --exec-root "$ENGINE_EXEC" -H "unix://$ENGINE_SOCKET" -p "$ENGINE_PIDFILE"
    --group "$(id -g)" --containerd "")
  [[ $(id -u) == 0 ]] || command=(sudo "${command[@]}")
  pid=$(detach "$LOG_DIR/dockerd.log" "${command[@]}")
  deadline=$((SECONDS + 60))
  until engine_running; do
    if ((SECONDS >= deadline)) || ! pid_alive "$pid"; then
      tail -n 20 "$LOG_DIR/dockerd.log" >&2
      die "dockerd did not start; its whole log is $LOG_DIR/dockerd.log"
    fi
    sleep 0.1
  done
  say "engine is up: docker $(our_docker version --format '{{.Server.Version}}'), $(our_docker buildx version | awk '{ print $1, $2 }')"
}

# The mirror's port may have moved while dockerd ran on: it reloads that setting on SIGHUP.
engine_follow_registry() {
  local mirror pid
  mirror="\"http://127.0.0.1:$(registry_port)\""
  grep -qF "$mirror" "$ENGINE_CONFIG" && return 0
  sed -i "s|\"http://127.0.0.1:[0-9]*\"|$mirror|" "$ENGINE_CONFIG"
  pid=$(engine_pid) && as_root kill -HUP "$pid"
}

engine_stop() {
  local pid
  if pid=$(engine_pid); then
    say "stopping dockerd"
    stop_pid "$pid" 40 dockerd
    say "engine stopped"
  fi
  bridge_down
  [[ ! -d $ENGINE_EXEC ]] || clear_leftovers
}
