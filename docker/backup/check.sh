#!/usr/bin/env bash
# check.sh: ends with 0 when the newest base backup in $ARCHIVE/base is younger than 30 hours,
# and PostgreSQL gets rid of its WAL within five minutes; else says what is wrong. As superuser: PGHOST, PGUSER.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
newest=$("$here/copies.sh" "${ARCHIVE:?}" | tail -1)
wrong=''
if [[ -z $newest ]]; then
  wrong="there is no base backup"$'\n'
elif [[ $newest < $(date -u -d '30 hours ago' +%Y%m%dT%H%M%SZ) ]]; then
  wrong="the newest base backup is $newest"$'\n'
fi
# A command that hangs fails nowhere: so what waits is asked for too.
wrong+=$(psql -XAtq -v ON_ERROR_STOP=1 -d postgres <<'SQL'
select format('WAL is not archived: %s failed at %s', last_failed_wal, last_failed_time)
from pg_stat_archiver
where last_failed_time > coalesce(last_archived_time, '-infinity')
union all
select format('%s pieces of WAL wait for the archive, the oldest since %s', count(*), min(modification))
from pg_ls_archive_statusdir()
where name like '%.ready'
having min(modification) < now() - interval '5 minutes';
SQL
)
[[ -z $wrong ]] || { echo "$wrong" >&2; exit 1; }
echo "the newest base backup is $newest; the archive takes the WAL"
