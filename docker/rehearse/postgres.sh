#!/usr/bin/env bash
# Stands in for two programs of the image postgres, as far as compose.yaml needs them: its docker-entrypoint.sh, which
# starts as root, gives itself its folders, goes on as postgres and makes a database where there is none, and gosu.
set -euo pipefail
if [[ $(basename "$0") == gosu ]]; then
  shift   # postgres
  exec setpriv --reuid=999 --regid=999 --clear-groups "$@"
fi
[[ $1 == postgres ]] || exec "$@"

if [[ $(id -u) == 0 ]]; then
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  chmod 3775 /var/run/postgresql
  find "$PGDATA" /var/run/postgresql ! -user postgres -exec chown postgres '{}' +
  exec gosu postgres "$0" "$@"
fi
if [[ ! -s $PGDATA/PG_VERSION ]]; then
  read -ra arguments <<<"$POSTGRES_INITDB_ARGS"
  initdb -U postgres --pwfile="$POSTGRES_PASSWORD_FILE" "${arguments[@]}" >/dev/null
  # The image's sample has it so.
  echo "listen_addresses = '*'" >>"$PGDATA/postgresql.conf"
  "$@" -c listen_addresses= &
  for ((tries = 0; tries < 100; tries++)); do
    ! pg_isready -q -h /var/run/postgresql || break
    sleep 0.1
  done
  first=(psql -q -v ON_ERROR_STOP=1 -h /var/run/postgresql -U postgres)
  "${first[@]}" -d postgres -c "create database $POSTGRES_DB"
  for file in /docker-entrypoint-initdb.d/*.sql; do "${first[@]}" -d "$POSTGRES_DB" -f "$file"; done
  pg_ctl stop -m fast >/dev/null
fi
exec "$@"
