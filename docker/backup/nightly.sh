#!/usr/bin/env bash
# nightly.sh [--now]: a base backup of $PGDATA into $ARCHIVE/base each night, at BACKUP_AT (UTC); what was
# missed is made up for. Then prune.sh, by BACKUP_DAYS. --now makes one at once and ends. As superuser:
# PGHOST, PGUSER.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
: "${PGDATA:?}" "${ARCHIVE:?}" "${BACKUP_AT:?}" "${BACKUP_DAYS:?}"
name() { date -u "$@" +%Y%m%dT%H%M%SZ; }

if [[ ${1:-} == --now ]]; then
  # One at a time. So what ends in .part was left by one that was killed.
  exec 9>>"$ARCHIVE/base/.lock"
  flock 9
  rm -rf "$ARCHIVE"/base/*.part
  "$here/backup.sh" "$PGDATA" "$ARCHIVE/base/$(name)"
  exec "$here/prune.sh" "$ARCHIVE" "$BACKUP_DAYS"
fi

wait_for() {
  sleep "$1" &
  wait $!
}
trap exit TERM INT
while true; do
  due=$(name -d "today $BACKUP_AT")
  [[ $due < $(name) ]] || due=$(name -d "yesterday $BACKUP_AT")
  newest=$("$here/copies.sh" "$ARCHIVE" | tail -1)
  if [[ $newest < $due ]] && ! "$0" --now; then
    echo "nightly.sh: no copy was made; again in ten minutes" >&2
    wait_for 600
  fi
  wait_for 60
done
