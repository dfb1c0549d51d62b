# The engine's network bridge. Every dockerd calls its own docker0, takes over the firewall's DOCKER chains when it starts
# and the bridge when it stops. So only the engine in the default folder does; an engine elsewhere gets a bridge of its own,
# made here, and leaves the firewall alone but for three rules of ours.

own_bridge() { [[ $ENGINE_HOME != "$HOME/.imagesdk/engine" ]]; }

bridge_hash() { printf '%s' "$ENGINE_HOME" | sha256sum | cut -c 1-8; }

bridge_name() { if own_bridge; then printf 'isdk-%s\n' "$(bridge_hash)"; else echo docker0; fi; }

# 10.213.N.0/24: beside what Docker and most networks use
bridge_subnet() { printf '10.213.%d\n' "0x$(bridge_hash | cut -c 1-2)"; }

bridge_there() { [[ -e /sys/class/net/$(bridge_name) ]]; }

# bridge_rules -I|-D: adds or removes the rules; what is there or gone already is fine
bridge_rules() {
  local name subnet; name=$(bridge_name); subnet=$(bridge_subnet).0/24
  bridge_rule "$1" nat POSTROUTING -s "$subnet" ! -o "$name" -j MASQUERADE
  bridge_rule "$1" filter FORWARD -i "$name" -j ACCEPT
  bridge_rule "$1" filter FORWARD -o "$name" -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
}

bridge_rule() {
  local action=$1 table=$2; shift 2
  local iptables=(as_root env "PATH=$ENGINE_PATH:$PATH:/usr/sbin:/sbin" iptables -w -t "$table")
  if "${iptables[@]}" -C "$@" 2>/dev/null; then [[ $action == -I ]] && return 0; else [[ $action == -D ]] && return 0; fi
  "${iptables[@]}" "$action" "$@"
}

bridge_up() {
  local name; name=$(bridge_name)
  own_bridge || return 0
  system_packages ip=iproute2
  bridge_there || as_root ip link add name "$name" type bridge
  as_root ip address replace "$(bridge_subnet).1/24" dev "$name"
  as_root ip link set "$name" up
  echo 1 | as_root tee /proc/sys/net/ipv4/ip_forward >/dev/null
  # Without a firewall tool the engine has no network either way, and has said so: no reason not to start.
  bridge_rules -I || true
}

bridge_down() {
  own_bridge && bridge_there || return 0
  bridge_rules -D
  as_root ip link delete "$(bridge_name)"
}
