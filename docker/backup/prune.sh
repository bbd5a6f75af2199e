#!/usr/bin/env bash
# prune.sh ARCHIVE DAYS: takes away the base backups in ARCHIVE/base that nightly.sh made more than DAYS
# days ago, but never the two newest; then what is in ARCHIVE/wal from before the first piece that any
# backup still there needs. Where one does not say what it needs, no WAL goes.
set -euo pipefail
[[ $# == 2 && $2 =~ ^[1-9][0-9]*$ ]] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
archive=$1
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
[[ -d $archive/wal ]] || { echo "prune.sh: $archive/wal is no folder" >&2; exit 1; }

before=$(date -u -d "$2 days ago" +%Y%m%dT%H%M%SZ)
while read -r copy; do
  [[ $copy < $before ]] || continue
  # By its name it is no backup any more before a byte of it goes.
  mv "$archive/base/$copy" "$archive/base/$copy.part"
  rm -r "$archive/base/$copy.part"
  echo "$copy went: older than $2 days"
done < <("$here/copies.sh" "$archive" | head -n -2)

# A piece's name is its timeline (8 digits) and its place (16); places go on over timelines.
first=''
for copy in "$archive"/base/*/; do
  [[ -d $copy && $copy != *.part/ ]] || continue
  needed=$(sed -n 's/^  the WAL archive from \([0-9A-F]\{24\}\) on$/\1/p' "$copy/NEEDS" 2>/dev/null) || true
  [[ -n $needed ]] || { echo "prune.sh: $copy does not say what it needs; no WAL goes" >&2; exit 1; }
  [[ -n $first && ! ${needed:8} < $first ]] || first=${needed:8}
done
[[ -n $first ]] || exit 0
gone=0
for piece in "$archive"/wal/*; do
  name=$(basename "$piece")
  # Neither what is being written nor a timeline's history, which is small and always needed.
  [[ $name =~ ^[0-9A-F]{24}(\.partial|\.[0-9A-F]{8}\.backup)?$ && ${name:8:16} < $first ]] || continue
  rm "$piece"
  gone=$((gone + 1))
done
echo "$gone pieces of WAL went; the oldest copy needs those from $first on"
