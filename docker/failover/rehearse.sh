#!/usr/bin/env bash
# shellcheck disable=SC2317  # await calls many of these
# Rehearses the failover of the database on a bare Linux machine: three hosts with PostgreSQL under Patroni and etcd, two
# nodes of the ledger, and clients who go on sending orders while the primary is killed, again and again, and at last cut
# off together with a node and clients of its own. Looks after each blow whether everything that was acknowledged is there,
# once and at its place, whether every checkpoint that anybody was shown is the beginning of the log, and how long nobody
# was answered. The configuration is that of this folder. Each machine is a network namespace; nothing is left behind.
#
#   mvn package && docker/failover/rehearse.sh [--work=FOLDER] [--rounds=WORDS] [--no-cut] [--classpath=PATH]
#                                              [--without-synchronous-standby]
#
# --work       keeps logs and what was acknowledged; must not exist. A temporary folder else
# --rounds     what happens to the primary, in this order; ten times by default:
#                postgres  its server is killed              both     its server and Patroni
#                machine   everything on it, and the cable   frozen   Patroni hangs, and the watchdog resets the machine
#              and what must hurt less:
#                standby   the synchronous standby's machine patroni  Patroni alone, started again as systemd does
# --no-cut     leaves the cut of the network out
# --classpath  of the program, in place of api/target/api-*.jar
# --without-synchronous-standby
#              what this is all for: without it, facts that were acknowledged are lost with the primary. Ends with 1 then
#
# Ends with 0 when nothing was lost, nothing forked and every outage was at most 30 s.
# Needs root, JDK 25, and of Debian: postgresql, patroni, etcd-server, python3-etcd, iproute2, procps, curl, jq, openssl.
set -euo pipefail
here=$(realpath "$(dirname "$0")")
root=$(realpath "$here/../..")

longest=30
rounds='postgres both machine postgres frozen both machine postgres both machine standby patroni'
work='' cut=yes classpath='' synchronous=true without_synchronous_standby=''
for argument; do
  case $argument in
    --work=*) work=${argument#*=} ;;
    --rounds=*) rounds=${argument#*=} ;;
    --no-cut) cut='' ;;
    --classpath=*) classpath=${argument#*=} ;;
    --without-synchronous-standby)
      synchronous=false
      without_synchronous_standby='s/synchronous_mode\(_strict\)\?: true/synchronous_mode\1: false/'
      ;;
    *) sed -n '3,/^set/{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2 ;;
  esac
done
# shellcheck source=SCRIPTDIR/../rehearse/begin.sh
source "$root/docker/rehearse/begin.sh"
chmod 755 "$work"
# shellcheck source=SCRIPTDIR/hosts.sh
source "$here/hosts.sh"

say() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"; }
fail() { printf 'rehearse.sh: %s\n' "$*" >&2; exit 2; }
millis() { date +%s%3N; }

wrong=0
violated() { say "WRONG $*"; wrong=$((wrong + 1)); }

# Until a command succeeds, for so many seconds at most.
await() {
  local until=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < until)) || return 1
    sleep 0.2
  done
}

# --- what is needed ---------------------------------------------------------------------------------------------------

for tool in patroni etcd ip jq curl openssl sysctl; do command -v $tool >/dev/null || fail "$tool is missing"; done
postgresql=''
for candidate in /usr/lib/postgresql/*/bin/pg_rewind; do
  [[ ! -x $candidate ]] || postgresql=$(basename "$(realpath "$(dirname "$candidate")/..")")
done
[[ -n $postgresql ]] || fail "PostgreSQL with pg_rewind is missing"

mkdir -p /run/netns "$work"/{logs,drill,verifier,told}
mount --make-rprivate /
mount -t tmpfs tmpfs /run/netns
if [[ -z $classpath ]]; then
  mapfile -t jars < <(ls -t "$root"/api/target/api-*.jar 2>/dev/null)
  [[ ${#jars[@]} == 1 ]] || fail "there must be one api/target/api-*.jar: mvn package"
  (cd "$work" && "$java_home/bin/jar" xf "${jars[0]}" BOOT-INF && mv BOOT-INF program)
  classpath="$work/program/classes:$work/program/lib/*"
fi
"$java_home/bin/javac" -proc:none -cp "$classpath" -d "$work/drill" "$here/Drill.java"
"$java_home/bin/javac" -proc:none -d "$work/verifier" "$root/ledger/src/main/resources/verifier/LedgerVerifier.java"

"$root/docker/prepare.sh" --folder="$work/secrets" --host=localhost >"$work/logs/prepare"
for secret in replicator rewinder restapi demonstration; do openssl rand -hex 24 >"$work/secrets/$secret.password"; done
secret() { cat "$work/secrets/$1"; }
secrets=(SPRING_DATASOURCE_PASSWORD="$(secret ledger_app.password)" SPRING_FLYWAY_PASSWORD="$(secret ledger_owner.password)"
  LEDGER_READER_PASSWORD="$(secret ledger_reader.password)" LEDGER_DEMO_PASSWORD="$(secret demonstration.password)"
  LEDGER_MASTER_KEY="$(secret master.key)" LEDGER_LOG_KEY="$(secret log.key)")
# As README.md has it.
url=$(sed -n 's/^SPRING_DATASOURCE_URL=//p' "$here/node.env")

# --- everything is started --------------------------------------------------------------------------------------------

printf '127.0.0.1 localhost\n' >"$work/hosts"
make_switches
for machine in "${databases[@]}" node1 node2 clients1 clients2; do make_machine "$machine"; done
mount --bind "$work/hosts" /etc/hosts
for host in "${databases[@]}"; do
  furnish_database "$host"
  start_etcd "$host"
done
for host in "${databases[@]}"; do start_patroni "$host"; done
from=$(millis)
await 120 is_whole || fail "the cluster does not come up, see $work/logs"
say "PostgreSQL $postgresql under $(patroni --version): whole after $(($(millis) - from)) ms; primary $(member leader), synchronous standby $(member sync_standby)"

answers() { on "$1" curl -sf -m 2 -o /dev/null http://127.0.0.1:8080/log/checkpoint; }
start_node node1
await 180 answers node1 || fail "node1 does not open"
drill node1 town "$url" >"$work/logs/town" 2>&1 || fail "the town cannot be made, see $work/logs/town"
start_node node2
await 180 answers node2 || fail "node2 does not open"
for side in 1 2; do
  drill "clients$side" clients $side "$work/told" "http://${address_of[node1]}:8080" "http://${address_of[node2]}:8080" \
    >"$work/logs/clients$side" 2>&1 &
  eval "clients$side=\$!"
done

acknowledged() { cat "$work"/told/acknowledged.* 2>/dev/null | wc -l; }
has_acknowledged() { [[ $(acknowledged) -ge $1 ]]; }
await 120 has_acknowledged 100 || fail "no orders are taken"

# --- blow after blow --------------------------------------------------------------------------------------------------

# When the first order that was sent after that moment was answered by the node; nothing while none was.
# shellcheck disable=SC2086  # a pattern, where no clients are named
answered_after() { # node, moment, of which clients
  awk -v from="$2" -v node="http://${address_of[$1]}:8080" '$1 >= from && $3 == node && (!first || $2 < first) { first = $2 } END { if (first) print first }' \
    "$work"/told/acknowledged.${3:-[12]}
}
both_answered_after() { [[ -n $(answered_after node1 "$1") && -n $(answered_after node2 "$1") ]]; }

# How long nobody was answered: at the node that took longer.
outage() {
  local last=0 node at
  for node in node1 node2; do
    at=$(answered_after $node "$1")
    [[ -n $at ]] || at=$(millis)
    ((at <= last)) || last=$at
  done
  echo $((last - $1))
}

seconds() { awk -v ms="$1" 'BEGIN { printf "%.1f", ms / 1000 }'; }

# What was told and is not so, in the database and by the log's own verifier, which remembers what it has seen.
hold_against_the_database() {
  local verdict
  # An auditor's role only reads, which the driver takes for a standby's: he names the host.
  verdict=$(drill node2 check "$work/told" "jdbc:postgresql://$(member leader):5432/sunshine_ledger" "$(secret log.vkey)" "$@" \
    2>>"$work/logs/check") || verdict+=$'\n'"WRONG it could not be held against the database, or not everything was there"
  echo "$verdict"
}
figures() { sed -n '/^acknowledged/p' <<<"$1"; }
look_at() {
  local line
  while read -r line; do violated "$line"; done < <(sed -n 's/^WRONG //p' <<<"$1")
}
verified() {
  on node2 "$java_home/bin/java" -XX:TieredStopAtLevel=1 -Dstdout.encoding=UTF-8 -cp "$work/verifier" LedgerVerifier \
    "http://${address_of[node2]}:8080/log" --vkey "$(secret log.vkey)" --state "$work/seen" "$@" 2>>"$work/logs/verifier"
}
no_fork_for_outsiders() {
  local said status=0
  said=$(verified) || status=$?
  # What could not be looked at says nothing; the last look must.
  case $status in
    0) ;;
    1) violated "the verifier: $said" ;;
    *) [[ -z ${1:-} ]] || violated "the verifier could not look: $said" ;;
  esac
  echo "$said" >>"$work/logs/verdicts"
}

blow() { # what, at whom
  case $1 in
    postgres) kill_postgres "$2" ;;
    both) kill_patroni "$2"; kill_all_postgres "$2" ;;
    machine | standby) kill_machine "$2" ;;
    frozen) freeze "$2" ;;
    patroni) kill_patroni "$2" ;;
    *) fail "$1 is no round" ;;
  esac
}
kill_all_postgres() {
  local pid
  for pid in $(ip netns pids "$1"); do
    if [[ $(cat "/proc/$pid/comm" 2>/dev/null) == postgres ]]; then kill -KILL "$pid" 2>/dev/null || true; fi
  done
}

# What whoever looks after the machine does.
put_right() {
  case $1 in
    both) start_patroni "$2" ;;
    machine | standby | frozen) start_machine "$2" ;;
  esac
}

kills=0 worst=0
round=0
for what in $rounds; do
  round=$((round + 1))
  await 180 is_whole || { violated "the cluster does not become whole again before round $round"; cluster || true; break; }
  primary=$(member leader)
  struck=$primary
  [[ $what != standby ]] || struck=$(member sync_standby)
  before=$(acknowledged)
  blow "$what" "$struck"
  # A primary whose Patroni hangs goes on with its standby until the watchdog comes.
  from=$(millis)
  if [[ $what == patroni ]]; then sleep 2; start_patroni "$struck"; fi
  await 90 both_answered_after "$from" || violated "no service 90 s after round $round"
  out=$(outage "$from")
  ((out <= worst)) || worst=$out
  ((out <= longest * 1000)) || violated "round $round: out for $(seconds "$out") s"
  put_right "$what" "$struck"
  sleep 3
  report=$(hold_against_the_database)
  no_fork_for_outsiders
  case $what in standby | patroni) ;; *) kills=$((kills + 1)) ;; esac
  say "FAILOVER round $round: $what of $struck, now $(member leader): out for $(seconds "$out") s, $(($(acknowledged) - before)) acknowledged since; $(figures "$report")"
  look_at "$report"
done

# --- the network is cut -----------------------------------------------------------------------------------------------

acknowledged_between() { # clients, from, to: of orders that were sent in that time
  awk -v from="$2" -v to="$3" '$1 >= from && $2 <= to' "$work/told/acknowledged.$1" | wc -l
}
if [[ -n $cut ]] && await 180 is_whole; then
  primary=$(member leader)
  from=$(millis)
  cut_off "$primary" node1 clients1
  say "CUT $primary, node1 and clients1 from everybody else"
  others_answered() { [[ -n $(answered_after node2 "$from" 2) ]]; }
  await 90 others_answered || violated "no service behind the cut"
  out=$(($(answered_after node2 "$from" 2) - from))
  ((out <= longest * 1000)) || violated "the cut: out for $(seconds "$out") s"
  sleep 20
  to=$(millis)
  inside=$(acknowledged_between 1 "$from" "$to")
  outside=$(acknowledged_between 2 "$from" "$to")
  say "CUT new primary $(member leader) after $(seconds "$out") s; in $(seconds $((to - from))) s $outside orders were acknowledged outside, $inside inside"
  heal "$primary" node1 clients1
  healed=$(millis)
  await 120 both_answered_after "$healed" || violated "node1 does not come back after the cut"
  say "CUT healed: both nodes answer after $(seconds "$(outage "$healed")") s"
  await 180 is_whole || violated "the cluster does not become whole after the cut"
  report=$(hold_against_the_database)
  say "CUT $(figures "$report")"
  look_at "$report"
fi

# --- the end ----------------------------------------------------------------------------------------------------------

touch "$work/told/stop"
# shellcheck disable=SC2154  # set by eval
wait "$clients1" "$clients2" || violated "the clients failed, see $work/logs"
sleep 3
report=$(hold_against_the_database all)
look_at "$report"
no_fork_for_outsiders last
said=$(verified --full) || violated "the verifier: $said"
say "the verifier, from the first entry on: $said"
if (as_node node2 fsck >"$work/logs/fsck" 2>&1); then say "fsck: the journal is sound"; else violated "fsck, see $work/logs/fsck"; fi
odd=$(cat "$work"/told/odd.* | wc -l)
[[ $odd == 0 ]] || violated "$odd answers were neither an acknowledgement nor 503, such as: $(cat "$work"/told/odd.* | head -1 | cut -c1-300)"
say "rehearsed: the primary was killed $kills times, out for $(seconds "$worst") s at most; $(figures "$report"); $wrong things were wrong"
exit $((wrong > 0))
