#!/bin/sh
# archive.sh WAL NAME ARCHIVE: keeps one finished piece of PostgreSQL's WAL, for archive_command.
# It is on the disk, whole, under its name, or it is not there; PostgreSQL asks again until it is.
set -eu
wal=$1 name=$2 archive=$3
if [ -e "$archive/$name" ]; then
  # Asked again, after a crash: the same piece is kept already. Another one is another server's.
  cmp -s "$wal" "$archive/$name" && exit 0
  echo "archive.sh: $archive/$name is there and differs; two servers must not share an archive" >&2
  exit 1
fi
part=$archive/.$name.part
# What is given up after a minute is mostly empty, and takes no room.
cp --sparse=always "$wal" "$part"
sync "$part"
mv "$part" "$archive/$name"
sync "$archive"
