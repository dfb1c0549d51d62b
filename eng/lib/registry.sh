# A registry on loopback: what the engine mirrors public names from, and where samples and tests push.

REGISTRY_DEFAULT_PORT=5610
REGISTRY_CONFIG=$ENGINE_HOME/registry.yml
REGISTRY_PIDFILE=$ENGINE_HOME/registry.pid
REGISTRY_CONTAINER=imagesdk-registry

registry_port() { state_get REGISTRY_PORT; }

registry_pid() { pid_of "$REGISTRY_PIDFILE" "$REGISTRY_CONFIG"; }

registry_answers() { [[ $(http_status "$1" /v2/) == 200 ]]; }

registry_running() {
  local port; port=$(registry_port)
  [[ -n $port ]] || return 1
  case $(state_get REGISTRY) in
    process) registry_pid >/dev/null && registry_answers "$port" ;;
    container) registry_answers "$port" ;;
    *) return 1 ;;
  esac
}

# Lock files name the registry's port, so the first choice is kept for as long as it can be.
registry_choose_port() {
  local wanted=${IMAGESDK_REGISTRY_PORT:-} port
  if [[ -n $wanted ]]; then
    port_in_use "$wanted" && die "port $wanted (IMAGESDK_REGISTRY_PORT) is in use by another program"
    printf '%s\n' "$wanted"; return
  fi
  wanted=$(registry_port); wanted=${wanted:-$REGISTRY_DEFAULT_PORT}
  for ((port = wanted; port < wanted + 100; port++)); do
    port_in_use "$port" && continue
    ((port == wanted)) || say "port $wanted is in use by another program: taking $port"
    printf '%s\n' "$port"; return
  done
  die "no free port from $wanted on; set IMAGESDK_REGISTRY_PORT"
}

registry_binary() { PATH=$PREFIX/usr/bin:$PATH command -v docker-registry; }

registry_up() {
  local port pid deadline=$((SECONDS + 30))
  if registry_running; then
    [[ ${IMAGESDK_REGISTRY_PORT:-$(registry_port)} == "$(registry_port)" ]] && return 0
    port=$(registry_choose_port)
    registry_down
  else
    port=$(registry_choose_port)
  fi
  mkdir -p "$ENGINE_HOME/registry"
  cat >"$REGISTRY_CONFIG" <<YAML
version: 0.1
log: { level: warn, accesslog: { disabled: true } }
storage:
  filesystem: { rootdirectory: "$ENGINE_HOME/registry" }
  delete: { enabled: true }
http:
  addr: 127.0.0.1:$port
YAML
  if ! registry_binary >/dev/null && [[ -n $(debian_codename) ]]; then
    say "fetching docker-registry from Debian $ENGINE_SUITE"
    fetch_packages "$ENGINE_SUITE" "$(dpkg --print-architecture)" "$PREFIX" docker-registry
  fi
  if registry_binary >/dev/null; then
    state_set REGISTRY process
    pid=$(detach "$LOG_DIR/registry.log" setsid "$(registry_binary)" serve "$REGISTRY_CONFIG")
    printf '%s\n' "$pid" >"$REGISTRY_PIDFILE"
  else
    state_set REGISTRY container
    docker rm -f "$REGISTRY_CONTAINER" >/dev/null 2>&1 || true
    docker run -d --name "$REGISTRY_CONTAINER" -p "127.0.0.1:$port:5000" -e REGISTRY_STORAGE_DELETE_ENABLED=true \
      -v imagesdk-registry:/var/lib/registry registry:2 >/dev/null
  fi
  state_set REGISTRY_PORT "$port"
  until registry_answers "$port"; do
    ((SECONDS < deadline)) || { tail -n 20 "$LOG_DIR/registry.log" >&2 || true; die "the registry did not answer on port $port"; }
    sleep 0.05
  done
  say "registry is up on localhost:$port"
}

registry_down() {
  local pid
  if pid=$(registry_pid); then
    stop_pid "$pid" 10 registry
    say "registry stopped"
  elif [[ $(state_get REGISTRY) == container ]]; then
    docker rm -f "$REGISTRY_CONTAINER" >/dev/null 2>&1 && say "registry stopped"
  fi
  rm -f "$REGISTRY_PIDFILE"
}
