#!/usr/bin/env bash
# Runs the commands of docker/README.md, all blocks of ```sh in their order in one shell, as somebody who follows the
# manual does; `docker` is the rehearsal's. Called by rehearse.sh, in a folder that looks like docker/.
set -euo pipefail
here=$(realpath "$(dirname "$0")/..")
folder=$REHEARSAL/manual/docker
mkdir -p "$folder"
ln -s "$(dirname "$here")/api" "$REHEARSAL/manual/api"
ln -s "$(dirname "$here")/ledger" "$REHEARSAL/manual/ledger"
for file in "$here"/*; do
  [[ $(basename "$file") == secrets ]] || ln -s "$file" "$folder/"
done
ln -s "$REHEARSAL/secrets" "$folder/secrets"

# Of whom the manual's example is, in Zhengzhou 2016: somebody of 登封 who was turned down and of whom something is kept.
person=$(PGPASSWORD="$(cat "$REHEARSAL/secrets/ledger_app.password")" ip netns exec node1 \
  psql -XqtA -h "$(sed -n 's/ postgres$//p' "$REHEARSAL/hosts")" -U ledger_app -d sunshine_ledger -c \
  "select replace(substr(key.subject, 11), '/', '-') from vault.subject_key key
   join journal.event on stream = regexp_replace(key.subject, '/[^/]*$', '')
   where type like 'household.identification-refused%' and stream like 'household/410185%' order by 1 limit 1")
{
  echo 'set -euo pipefail'
  printf 'export SITE=localhost ADMIN=DEMO-ADMIN APPROVER=DEMO-APPROVER PERSON=%s\n' "$person"
  awk '/^```sh$/ { inside = 1; printf "printf \"%%s\\n\" \"== README.md line %d\"\n", NR; next } /^```$/ { inside = 0; print "" } inside' "$here/README.md"
} >"$REHEARSAL/manual/commands.sh"
cd "$folder"
PATH=$REHEARSAL/bin:$REHEARSAL_JAVA/bin:$PATH bash "$REHEARSAL/manual/commands.sh"
