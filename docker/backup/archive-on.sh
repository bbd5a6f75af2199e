#!/usr/bin/env bash
# archive-on.sh ARCHIVE: has PostgreSQL keep every piece of its WAL in the folder ARCHIVE, each within
# a minute. To be run once, as superuser (PGHOST, PGPORT, PGUSER, PGPASSWORD); then start PostgreSQL
# again: archive_mode takes effect at a start.
set -euo pipefail
(($# == 1)) || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
mkdir -p "$1"
archive=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
psql -XAtq -v ON_ERROR_STOP=1 -v command="'$here/archive.sh' \"%p\" %f '$archive'" -d postgres <<'SQL'
alter system set archive_mode = 'on';
alter system set archive_command = :'command';
alter system set archive_timeout = '60s';
SQL
echo "The WAL goes to $archive from the next start of PostgreSQL on."
