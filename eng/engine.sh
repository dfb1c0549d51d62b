#!/usr/bin/env bash
# A real Docker engine with buildx and a registry on loopback, for a machine that has neither.
# A machine that already has a working `docker buildx` keeps using it; only a registry is added.
#
#   eng/engine.sh up              start what is missing (idempotent)
#   eng/engine.sh env             export lines for the shell:  eval "$(eng/engine.sh env)"
#   eng/engine.sh status          what runs; exit code 0 when up, 3 when down
#   eng/engine.sh down [--purge]  stop what we started; --purge deletes it as well
#
# All of it lives in $IMAGESDK_ENGINE_HOME (default ~/.imagesdk/engine); nothing but runc and iptables is
# installed on the system. IMAGESDK_REGISTRY_PORT chooses the registry's port. IMAGESDK_ENGINE=private starts an engine of
# our own even where the machine has one, for programs that empty it.
set -euo pipefail
for part in common process http packages registry bridge dockerd; do . "$(dirname "${BASH_SOURCE[0]}")/lib/$part.sh"; done

up() {
  [[ $(uname -s) == Linux ]] || die "this brings up a Linux engine; on other systems install Docker Desktop"
  check_socket_path
  take_lock lock
  if [[ $(state_get ENGINE) != private ]] || ! engine_pid >/dev/null; then
    if [[ ${IMAGESDK_ENGINE:-} != private ]] && system_engine_works; then
      say "using the Docker engine of this machine"
      state_set ENGINE system
      as_user_shell registry_up
      return
    fi
  fi
  state_set ENGINE private
  engine_install
  registry_up
  if engine_running && ! bridge_there; then
    say "the network bridge of the engine is gone (another engine that stopped takes it along): starting anew"
    engine_stop
  fi
  if engine_running; then engine_follow_registry; say "up already"; else engine_start; fi
}

down() {
  [[ -d $ENGINE_HOME ]] || { say "nothing there"; return 0; }
  take_lock lock
  engine_stop
  as_user_shell registry_down
  if [[ ${1:-} == --purge ]]; then
    say "deleting $ENGINE_HOME"
    remove_tree "$ENGINE_HOME"
  fi
}

print_env() {
  [[ -n $(registry_port) ]] || die "not up; run: $0 up"
  if [[ $(state_get ENGINE) == private ]]; then
    printf 'export PATH=%q:"$PATH"\n' "$PREFIX/usr/bin"
    printf 'export DOCKER_HOST=%q\n' "unix://$ENGINE_SOCKET"
    printf 'export DOCKER_CONFIG=%q\n' "$CLIENT_CONFIG"
  fi
  printf 'export IMAGESDK_REGISTRY=localhost:%s\n' "$(registry_port)"
}

status() {
  local up=0
  case $(state_get ENGINE) in
    private)
      if engine_running; then echo "engine    up, ours: docker $(our_docker version --format '{{.Server.Version}}'), unix://$ENGINE_SOCKET (pid $(engine_pid))"
      else echo "engine    down (ours, $ENGINE_HOME)"; up=3; fi ;;
    system)
      if system_engine_works; then echo "engine    up, this machine's own: docker $(as_user_shell docker version --format '{{.Server.Version}}')"
      else echo "engine    down (this machine's own)"; up=3; fi ;;
    *) echo "engine    never started"; up=3 ;;
  esac
  if registry_running; then echo "registry  up, localhost:$(registry_port)"; else echo "registry  down"; up=3; fi
  return $up
}

case ${1:-} in
  up) up ;;
  down) down "${2:-}" ;;
  env) print_env ;;
  status) status ;;
  *) sed -n '2,/^set -e/{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2 ;;
esac
