#!/usr/bin/env bash
# Builds what is committed twice, in two folders, under two umasks, time zones and languages, and compares the bytes of
# every jar. Prints their digests; ends with 0 when all are the same.
#
# A jar notes the permissions of its files, but for what 022 takes from others. So a umask that takes more (027, 077)
# makes another jar of the same files, and is not asked for here.
#
#   docker/supply/reproducible.sh [--offline] [COMMIT]
#
# --offline  Maven fetches nothing: what it needs is in its local repository from an earlier build
set -euo pipefail
root=$(realpath "$(dirname "$0")/../..")
maven=(mvn -q -DskipTests)
[[ ${1:-} != --offline ]] || { maven+=(--offline); shift; }
commit=${1:-HEAD}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() { # folder, umask, time zone, language
  mkdir -p "$1"
  (
    umask "$2"
    git -C "$root" archive "$commit" | tar -x -C "$1"
    cd "$1"
    # Into the folder's own target, and with no tests: they change no jar.
    TZ=$3 LC_ALL=$4 LANG=$4 "${maven[@]}" package >&2
    find . -path '*/target/*.jar' -printf '%P\n' | LC_ALL=C sort | xargs sha256sum
  )
}
build "$work/a" 022 UTC C.UTF-8 >"$work/first"
build "$work/another folder" 002 Asia/Shanghai C >"$work/second"
if diff "$work/first" "$work/second"; then
  cat "$work/first"
  echo "the same bytes, twice: $(git -C "$root" rev-parse "$commit")"
else
  echo "reproducible.sh: not the same bytes" >&2
  exit 1
fi
