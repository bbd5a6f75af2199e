#!/usr/bin/env bash
# backup.sh DATA TO: copies PostgreSQL's data folder DATA into the new folder TO while it is at work.
# The copy is good with the WAL of the same time (archive-on.sh). As superuser: PGHOST, PGPORT, PGUSER,
# PGPASSWORD. What stands in TO is whole: until then its name ends in .part.
set -euo pipefail
(($# == 2)) || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
data=$1 to=$2
die() { echo "backup.sh: $*" >&2; exit 1; }
[[ -f $data/PG_VERSION ]] || die "$data is no data folder of PostgreSQL"
[[ ! -e $to ]] || die "$to is there already"
[[ -z $(ls -A "$data/pg_tblspc") ]] || die "tablespaces lie elsewhere: use pg_basebackup"

# One session begins and ends the backup: if it is lost, the copy is worth nothing.
coproc SQL { exec psql -XAtq -v ON_ERROR_STOP=1 -d postgres; }
sql_in=${SQL[1]} sql_out=${SQL[0]}
ask() {
  echo "$1" >&"$sql_in"
  IFS= read -r answer <&"$sql_out" || die "PostgreSQL does not answer"
}
ask "show data_directory;"
[[ $answer -ef $data ]] || die "the server works in $answer, not in $data"
ask "show archive_mode;"
[[ $answer == on ]] || die "no WAL is kept, and without it the copy cannot be opened: run archive-on.sh"

umask 077
mkdir -p "$to.part"
ask "select pg_backup_start('sunshine-ledger', true);"
begin=$answer
status=0
# What PostgreSQL makes anew by itself is left out; that files change meanwhile is what the WAL is for.
tar --create --gzip --file "$to.part/base.tar.gz" --directory "$data" \
  --warning=no-file-changed --warning=no-file-removed \
  --exclude='./postmaster.*' --exclude='./epg-lock' --exclude='./pg_wal/*' --exclude='./pg_replslot/*' \
  --exclude='./pg_dynshmem/*' --exclude='./pg_notify/*' --exclude='./pg_serial/*' \
  --exclude='./pg_snapshots/*' --exclude='./pg_stat_tmp/*' --exclude='./pg_subtrans/*' \
  --exclude='pgsql_tmp*' --exclude='pg_internal.init' --exclude='./backup_label' . || status=$?
((status <= 1)) || die "tar ended with $status"
# Waits until the WAL of the whole time is in the archive.
ask "select lsn || ' ' || translate(encode(convert_to(labelfile, 'UTF8'), 'base64'), E'\n', '') from pg_backup_stop(true);"
end=${answer%% *}
base64 --decode <<<"${answer#* }" >"$to.part/backup_label"
echo '\q' >&"$sql_in"

cat >"$to.part/NEEDS" <<NEEDS
PostgreSQL $(cat "$data/PG_VERSION"), from $begin to $end, $(date -u +%Y-%m-%dT%H:%M:%SZ)
To be put back this needs, from elsewhere:
  the WAL archive from $(sed -n 's/^START WAL LOCATION.*(file \(.*\))/\1/p' "$to.part/backup_label") on
  the keys of the ledger: LEDGER_MASTER_KEY and LEDGER_LOG_KEY, or secrets/master.key and secrets/log.key
  the passwords of the database's roles
What is never put back with it: erased.list and checkpoint. They say what has happened since.
NEEDS
(cd "$to.part" && sha256sum NEEDS backup_label base.tar.gz >SHA256SUMS && sync ./*)
mv "$to.part" "$to"
sync "$(dirname "$to")"
echo "$to: from $begin to $end"
