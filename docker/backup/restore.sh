#!/usr/bin/env bash
# restore.sh BACKUP ARCHIVE DATA [time=2016-10-17T08:30:00+08|lsn=0/3000148|name=NAME]: puts the backup
# into the new data folder DATA, to be brought by PostgreSQL's next start to the end of the WAL in
# ARCHIVE, or to that moment. PostgreSQL must not run on DATA. Neither BACKUP nor ARCHIVE is changed.
set -euo pipefail
(($# == 3 || $# == 4)) || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
backup=$1 data=$3 moment=${4:-}
die() { echo "restore.sh: $*" >&2; exit 1; }
archive=$(cd "$2" && pwd) || die "$2 is no folder"
[[ ! -e $data || -z $(ls -A "$data") ]] || die "$data is not empty"
case $moment in
  '' | time=* | lsn=* | name=*) ;;
  *) die "$moment is neither time=, lsn= nor name=" ;;
esac
[[ ${moment#*=} != *\'* && $archive != *\'* ]] || die "no quotes, please"
(cd "$backup" && sha256sum --quiet --check SHA256SUMS) || die "$backup is damaged"

umask 077
mkdir -p "$data"
chmod 700 "$data"
tar --extract --gzip --file "$backup/base.tar.gz" --directory "$data"
cp "$backup/backup_label" "$data/backup_label"
: >"$data/recovery.signal"
# Of a copy of a copy: to what moment that one was brought is nothing to this one.
sed -i '/^\(# Written by restore\.sh\|restore_command\|recovery_target\)/d' "$data/postgresql.auto.conf"
{
  echo "# Written by restore.sh."
  # Not sparse: PostgreSQL uses these files again, and takes their room for granted.
  echo "restore_command = 'cp --sparse=never \"$archive/%f\" \"%p\"'"
  # Nobody is let in before that moment is reached. The copy then lives its own life, and keeps its
  # WAL in no archive of the other's: switch that on again with a new one, by archive-on.sh;
  # compose.yaml gives each life its own, and has the last word.
  echo "hot_standby = off"
  echo "archive_mode = off"
  echo "recovery_target_action = 'promote'"
  [[ -z $moment ]] || echo "recovery_target_${moment%%=*} = '${moment#*=}'"
} >>"$data/postgresql.auto.conf"
echo "$data: ready to be started"
