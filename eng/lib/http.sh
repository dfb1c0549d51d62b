# Two questions to a loopback port, asked with bash alone: a bare machine has no curl.

port_in_use() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# http_status PORT PATH [ACCEPT]: prints the status code of a GET, nothing when no one answers
http_status() {
  local line
  {
    exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
    printf 'GET %s HTTP/1.0\r\nHost: localhost:%s\r\nAccept: %s\r\n\r\n' "$2" "$1" "${3:-*/*}" >&3
    IFS= read -r -t 5 line <&3 || true
    exec 3<&-
  } 2>/dev/null
  [[ $line =~ ^HTTP/1\.[01]\ ([0-9]{3}) ]] && printf '%s\n' "${BASH_REMATCH[1]}"
}
