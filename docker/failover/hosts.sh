# shellcheck shell=bash disable=SC2154
# Machines of the rehearsal: each is a network namespace with an address, and folders and processes of its own. Sourced by
# rehearse.sh, inside its own namespaces; everything is under $work.
#
#   db1 db2 db3        PostgreSQL under Patroni, and a member of etcd
#   node1 node2        a node of the ledger
#   clients1 clients2  those who send orders
#
# All stand on one switch. A cut puts some of them on another one: what they send reaches nobody any more, and nobody is told.

declare -A address_of=([db1]=10.98.0.11 [db2]=10.98.0.12 [db3]=10.98.0.13 [node1]=10.98.0.21 [node2]=10.98.0.22
  [clients1]=10.98.0.31 [clients2]=10.98.0.32)
databases=(db1 db2 db3)

on() { ip netns exec "$@"; }

make_switches() {
  local switch
  for switch in switch island; do
    ip link add name $switch type bridge
    ip link set $switch up
  done
  ip addr add 10.98.0.1/24 dev switch
}

make_machine() {
  ip netns add "$1"
  ip link add name "v-$1" type veth peer name eth0 netns "$1"
  ip link set "v-$1" master switch up
  ip -n "$1" link set lo up
  ip -n "$1" addr add "${address_of[$1]}/24" dev eth0
  ip -n "$1" link set eth0 up
  printf '%s %s\n' "${address_of[$1]}" "$1" >>"$work/hosts"
}

cut_off() { local each; for each; do ip link set "v-$each" master island; done; }
heal() { local each; for each; do ip link set "v-$each" master switch; done; }

unplug() { ip link set "v-$1" down; }
plug_in() { ip link set "v-$1" up; }

# --- a database host --------------------------------------------------------------------------------------------------

# Its own folders stand where the packages of Debian have them, so its configuration is that of a real host, word for word.
# Becomes the program, so that whoever started this in the background has the program's number.
as_postgres() { # host, environment and command
  local host=$1
  shift
  # shellcheck disable=SC2016  # for the shell inside
  exec ip netns exec "$host" unshare --mount sh -c '
    mount --bind "$0/data" /var/lib/postgresql
    mount --bind "$0/etcd" /var/lib/etcd
    mount --bind "$0/run" /var/run/postgresql
    mount --bind "$0/etc" /etc/patroni
    exec setpriv --reuid=postgres --regid=postgres --clear-groups env -i "$@"' \
    "$work/$host" PATH="/usr/lib/postgresql/$postgresql/bin:$PATH" LANG=C.UTF-8 HOME=/var/lib/postgresql "$@"
}

furnish_database() {
  local folder=$work/$1
  mkdir -p "$folder"/{data,etcd,run,etc/secrets}
  # In a rehearsal no machine is reset: the script stands in for the watchdog, see freeze.
  sed -e 's/mode: required/mode: "off"/' -e "s/shared_buffers: 1GB/shared_buffers: 64MB/" \
    -e "s/max_wal_size: 8GB/max_wal_size: 512MB/" -e "s/wal_keep_size: 1GB/wal_keep_size: 256MB/" \
    -e "$without_synchronous_standby" "$here/patroni.yml" >"$folder/etc/config.yml"
  cp "$here/first.sh" "$folder/etc/first.sh"
  cp "$root/ledger/src/main/resources/db/roles.sql" "$folder/etc/roles.sql"
  cp "$root/docker/roles.sql" "$folder/etc/least-privilege.sql"
  cp "$work"/secrets/ledger_*.password "$folder/etc/secrets/"
  chown -R postgres:postgres "$folder"
  chmod 700 "$folder/data" "$folder/etcd" "$folder/etc"
}

start_etcd() {
  local host=$1 own=http://${address_of[$1]} cluster='' each
  for each in "${databases[@]}"; do cluster+=,$each=http://${address_of[$each]}:2380; done
  local settings=()
  mapfile -t settings < <(grep '^ETCD_' "$here/etcd.env")
  as_postgres "$host" "${settings[@]}" ETCD_NAME="$host" ETCD_INITIAL_CLUSTER="${cluster#,}" \
    ETCD_LISTEN_PEER_URLS="$own:2380" ETCD_INITIAL_ADVERTISE_PEER_URLS="$own:2380" \
    ETCD_LISTEN_CLIENT_URLS="$own:2379,http://127.0.0.1:2379" ETCD_ADVERTISE_CLIENT_URLS="$own:2379" \
    etcd >>"$work/logs/etcd.$host" 2>&1 &
  disown
}

start_patroni() {
  local host=$1 own=${address_of[$1]} members='' each
  for each in "${databases[@]}"; do members+=,${address_of[$each]}:2379; done
  as_postgres "$host" PATRONI_NAME="$host" PATRONI_ETCD_HOSTS="${members#,}" \
    PATRONI_RESTAPI_LISTEN="$own:8008" PATRONI_RESTAPI_CONNECT_ADDRESS="$own:8008" \
    PATRONI_RESTAPI_USERNAME=patroni PATRONI_RESTAPI_PASSWORD="$(cat "$work/secrets/restapi.password")" \
    PATRONI_POSTGRESQL_LISTEN="$own:5432" PATRONI_POSTGRESQL_CONNECT_ADDRESS="$own:5432" \
    PATRONI_POSTGRESQL_DATA_DIR="/var/lib/postgresql/$postgresql/main" \
    PATRONI_POSTGRESQL_BIN_DIR="/usr/lib/postgresql/$postgresql/bin" \
    PATRONI_SUPERUSER_PASSWORD="$(cat "$work/secrets/postgres.password")" \
    PATRONI_REPLICATION_PASSWORD="$(cat "$work/secrets/replicator.password")" \
    PATRONI_REWIND_PASSWORD="$(cat "$work/secrets/rewinder.password")" \
    /usr/bin/patroni /etc/patroni/config.yml >>"$work/logs/patroni.$host" 2>&1 &
  echo $! >"$work/$host/patroni.pid"
  disown
}

patroni_of() { cat "$work/$1/patroni.pid"; }
postmaster_of() { head -1 "$work/$1/data/$postgresql/main/postmaster.pid"; }

kill_postgres() { kill -KILL "$(postmaster_of "$1")"; }
kill_patroni() { kill -KILL "$(patroni_of "$1")"; }

# Every process of the machine, by its number.
kill_all() {
  local pid
  for pid in $(ip netns pids "$1"); do kill -KILL "$pid" 2>/dev/null || true; done
}

# The power is gone, and nobody hears a last word.
kill_machine() {
  unplug "$1"
  kill_all "$1"
}

start_machine() {
  plug_in "$1"
  start_etcd "$1"
  start_patroni "$1"
}

# A Patroni that hangs keeps its server at work. The watchdog, whose part this plays, resets the machine five seconds before
# its lead is over.
freeze() {
  kill -STOP "$(patroni_of "$1")"
  sleep $(($(sed -n 's/^ *ttl: //p' "$here/patroni.yml") - $(sed -n 's/^ *safety_margin: //p' "$here/patroni.yml")))
  kill_machine "$1"
}

# --- what the cluster says --------------------------------------------------------------------------------------------

# What Patroni says of everybody, asked of any host from where a node stands.
cluster() {
  local each
  for each in "${databases[@]}"; do
    if on "${1:-node2}" curl -sf -m 2 "http://${address_of[$each]}:8008/cluster"; then return; fi
  done
  return 1
}

member() { cluster "${2:-}" | jq -r --arg role "$1" '[.members[] | select(.role == $role and .state != "stopped")][0].name // ""'; }

# A primary, a standby that has what it acknowledges, and a third one that follows.
is_whole() {
  cluster | jq -e --argjson synchronous "$synchronous" '
    ([.members[] | select(.role == "leader" and .state == "running")] | length) == 1
    and (($synchronous | not) or ([.members[] | select(.role == "sync_standby")] | length) == 1)
    and ([.members[] | select(.state == "running" or .state == "streaming")] | length) == 3
    and ([.members[].timeline] | unique | length) == 1' >/dev/null 2>&1
}

# --- a node of the ledger ---------------------------------------------------------------------------------------------

start_node() {
  local node=$1
  mkdir -p "$work/$node"
  chown nobody:nogroup "$work/$node"
  on "$node" sysctl -q -p "$here/node.sysctl.conf"
  as_node "$node" >>"$work/logs/$node" 2>&1 &
  disown
}

# Becomes the program.
as_node() { # node, arguments of the program
  local node=$1
  shift
  exec ip netns exec "$node" setpriv --reuid=nobody --regid=nogroup --clear-groups env -i -C "$work/$node" PATH="$PATH" LANG=C.UTF-8 \
    SERVER_PORT=8080 LEDGER_HOME="$work/$node" LEDGER_SCENARIO_ENABLED=false \
    SPRING_DATASOURCE_URL="$url" "${secrets[@]}" \
    "$java_home/bin/java" -Xmx400m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
    -Dstdout.encoding=UTF-8 -cp "$classpath" org.sunshineledger.api.SunshineLedger "$@"
}

drill() { # machine, arguments
  local machine=$1
  shift
  on "$machine" env "${secrets[@]}" "$java_home/bin/java" -Xmx200m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    --enable-native-access=ALL-UNNAMED -Dstdout.encoding=UTF-8 -cp "$work/drill:$classpath" Drill "$@"
}
