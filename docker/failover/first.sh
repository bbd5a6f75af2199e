#!/usr/bin/env bash
# Run once by Patroni as `postgres` on the first primary, when the cluster is made: the ledger's database, its roles and
# their rights, as compose.yaml has them made by the image's entrypoint.
#
#   first.sh CONNECTION        Patroni gives it
#
# Beside it: roles.sql and least-privilege.sql (ledger/src/main/resources/db/roles.sql and docker/roles.sql) and secrets/
# with the three passwords.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
server=$1

ask() { psql -Xq -v ON_ERROR_STOP=1 -d "$@"; }
ask "$server" -c 'create database sunshine_ledger'
ledger="$server dbname=sunshine_ledger"
ask "$ledger" -f "$here/roles.sql"
sed "s|/run/secrets/|$here/secrets/|" "$here/least-privilege.sql" | ask "$ledger"
# Nobody may look into database postgres any more, but for whoever puts an old primary back: Patroni makes of this role
# what it needs.
ask "$server" -c 'create role rewinder' -c 'grant connect on database postgres to rewinder'
