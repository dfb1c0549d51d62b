# Our daemons, by pid. A pid file outlives reboots and kill -9, so a pid counts only when the process
# behind it names our folder on its command line.

# pid_of PIDFILE MARKER: prints the pid if that process is alive and has MARKER among its arguments
pid_of() {
  local pid cmdline
  [[ -r $1 ]] || return 1
  pid=$(tr -dc 0-9 <"$1")
  [[ -n $pid && -r /proc/$pid/cmdline ]] || return 1
  cmdline=$(tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null) || return 1
  [[ $cmdline == *"$2"* ]] || return 1
  printf '%s\n' "$pid"
}

pid_alive() { [[ -d /proc/$1 ]] && ! grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2>/dev/null; }

# detach LOG COMMAND...: in the background, holding nothing of ours: not the lock, not the caller's pipes.
# (A daemon that keeps a CI job's stdout open keeps the job from ending.) COMMAND starts with setsid, or sudo setsid. Prints the pid.
detach() {
  local log=$1; shift
  (
    for fd in /proc/self/fd/*; do
      fd=${fd##*/}
      case $fd in 0 | 1 | 2 | 255) ;; *) eval "exec $fd>&-" 2>/dev/null || true ;; esac
    done
    cd /
    exec "$@" </dev/null >>"$log" 2>&1
  ) >/dev/null 2>&1 &
  printf '%s\n' $!
}

# stop_pid PID SECONDS NAME: asks, waits, then insists
stop_pid() {
  local deadline=$((SECONDS + $2))
  as_root kill "$1" 2>/dev/null || return 0
  while pid_alive "$1"; do
    if ((SECONDS >= deadline)); then
      say "$3 (pid $1) did not stop within $2 s: killing it"
      as_root kill -9 "$1" 2>/dev/null || true
      return 0
    fi
    sleep 0.1
  done
}
