#!/usr/bin/env bash
# enter.sh postgres …: the entrypoint of compose.yaml's `postgres`, before the image's own. Gives its user
# the folder of the archive, as the image gives it the one of the data: a volume that is new is root's.
set -euo pipefail
if [[ $(id -u) == 0 ]]; then
  top=/var/lib/archive
  [[ $(stat -c %U $top) == postgres ]] || chown postgres:postgres $top
  gosu postgres mkdir -p -m 700 "$ARCHIVE/wal" "$ARCHIVE/base"
fi
exec docker-entrypoint.sh "$@"
