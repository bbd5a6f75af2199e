#!/usr/bin/env bash
# Makes what an installation needs before its first start and nobody else may make for it: passwords, keys, a certificate
# for trying out, and who witnesses whom. What is there already stays as it is, so it may be run again.
#
#   docker/prepare.sh [--host=ledger.example.cn] [--folder=docker/secrets]
#
# --host    under which readers reach the ledger; the name of the log for ever, and of the certificate
# --folder  where it is put; only its owner can look into it
set -euo pipefail
umask 077
host=localhost
folder=$(dirname "$0")/secrets
for argument; do
  case $argument in
    --host=*) host=${argument#*=} ;;
    --folder=*) folder=${argument#*=} ;;
    *) sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2 ;;
  esac
done
[[ $host =~ ^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$ ]] || { echo "prepare.sh: --host is a name such as ledger.example.cn" >&2; exit 2; }
mkdir -p "$folder"
chmod 700 "$folder"

# Complete or not there at all: half a key would lock everybody out for ever. The files may be read by whoever gets at
# them, as a container's user has another number than the owner's; the folder lets nobody get at them.
keep() {
  local file=$folder/$1
  if [[ -s $file ]]; then cat >/dev/null; return; fi
  cat >"$file.new"
  chmod 444 "$file.new"
  mv "$file.new" "$file"
  echo "made $file"
}

# A signed note's key (C2SP signed-note): name, type as two hexadecimal digits, file. The public half is printed.
note_key() {
  local name=$1 type=$2 file=$3 seed public id der=$folder/$3.der
  if [[ ! -s $folder/$file ]]; then
    openssl genpkey -algorithm ed25519 -outform DER -out "$der"
    seed=$({ printf '%b' "\\x$type"; tail -c 32 "$der"; } | base64 -w0)
    public=$({ printf '%b' "\\x$type"; openssl pkey -inform DER -in "$der" -pubout -outform DER | tail -c 32; } | base64 -w0)
    rm "$der"
    id=$({ printf '%s\n' "$name"; base64 -d <<<"$public"; } | openssl dgst -sha256 -r | cut -c1-8)
    printf '%s+%s+%s\n' "$name" "$id" "$public" | keep "${file%.key}.vkey"
    printf 'PRIVATE+KEY+%s+%s+%s\n' "$name" "$id" "$seed" | keep "$file"
  fi
}

for role in postgres ledger_owner ledger_app ledger_reader grafana; do
  openssl rand -hex 24 | keep $role.password
done
openssl rand -base64 32 | keep master.key
note_key "$host/sunshine-ledger" 01 log.key
note_key "$host/sunshine-witness" 04 witness.key

# 见证: the witness of the compose file is for trying out; a real one stands with an audit bureau, see docker/README.md.
{ printf 'log %s\n' "$(cat "$folder/log.vkey")"; echo 'quorum none'; } | keep logs.txt
{
  printf 'log %s\n' "$(cat "$folder/log.vkey")"
  printf 'witness 试见证 %s http://witness:8080\n' "$(cat "$folder/witness.vkey")"
  echo 'quorum 试见证'
} | keep policy.txt

# For trying out; a real certificate is put into the same two files.
if [[ ! -s $folder/tls.crt || ! -s $folder/tls.key ]]; then
  rm -f "$folder/tls.crt" "$folder/tls.key"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 397 -subj "/CN=$host" \
    -addext "subjectAltName=DNS:$host,DNS:localhost,IP:127.0.0.1" -addext "extendedKeyUsage=serverAuth" \
    -keyout "$folder/tls.pem" -out "$folder/tls.certificate" 2>/dev/null
  keep tls.key <"$folder/tls.pem"
  keep tls.crt <"$folder/tls.certificate"
  rm "$folder/tls.pem" "$folder/tls.certificate"
fi
echo "The log's public key, for witnesses and verifiers: $(cat "$folder/log.vkey")"
