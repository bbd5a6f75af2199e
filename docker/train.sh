#!/usr/bin/env bash
# Starts an empty ledger as a node is started, reads its first pages, and stops it: at its end the JVM writes the AOT
# cache. Run while the image is made, as the image's user; the ledger that it starts is thrown away.
#
#   train.sh CACHE
set -euo pipefail
cache=$1
home=$(mktemp -d)
export LEDGER_HOME=$home/ledger LEDGER_SCENARIO_ENABLED=false LEDGER_DEMONSTRATION_ACCOUNTS=true \
  LEDGER_DEMO_PASSWORD=training-only-password SERVER_PORT=8080
trap 'rm -rf "$home"' EXIT

java @/opt/ledger/jvm.options -XX:AOTCacheOutput="$cache" -jar /opt/ledger/app.jar >"$home/log" 2>&1 &
node=$!

get() {
  exec 3<>/dev/tcp/127.0.0.1/8080
  printf 'GET %s HTTP/1.0\r\nHost: localhost\r\nAccept: %s\r\n%s\r\n' "$1" "${2:-text/html}" "${3:-}" >&3
  read -r _ status _ <&3
  cat <&3 >/dev/null
  exec 3>&-
}

for ((tries = 0; tries < 600; tries++)); do
  kill -0 $node 2>/dev/null || break
  if get /actuator/health '*/*' 2>/dev/null && [[ $status == 200 ]]; then break; fi
  sleep 0.2
done
if [[ ${status:-} != 200 ]]; then
  cat "$home/log" >&2
  echo "train.sh: the ledger did not start" >&2
  exit 1
fi

signed_in="Authorization: Basic $(printf 'auditor:%s' "$LEDGER_DEMO_PASSWORD" | base64)"$'\r\n'
for page in / /progress /funds /projects /disclosures /mutual-aid /reconciliation /rules /help /lists /openapi.json; do
  get "$page"
  get "$page" application/json
done
get /log/vkey text/plain
get /audit text/html "$signed_in"
get /staff text/html "$signed_in"

kill -TERM $node
# 143: ended by SIGTERM, after everything was closed and the cache was written.
wait $node || [[ $? == 143 ]]
test -s "$cache" || { cat "$home/log" >&2; echo "train.sh: there is no cache" >&2; exit 1; }
