#!/usr/bin/env bash
# copies.sh ARCHIVE: names the whole base backups in ARCHIVE/base that nightly.sh made, the oldest first.
# A name is the moment its copy was begun, UTC.
set -euo pipefail
(($# == 1)) || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
find "$1/base" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | LC_ALL=C sort |
  { grep -xE '[0-9]{8}T[0-9]{6}Z' || true; }
