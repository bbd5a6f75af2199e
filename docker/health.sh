#!/usr/bin/env bash
# Ends with 0 when the node answers and says that it is UP. The image has no curl, and needs none.
set -euo pipefail
port=${MANAGEMENT_SERVER_PORT:-${SERVER_PORT:-8080}}
exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'GET /actuator/health HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r _ status _ <&3
[[ $status == 200 ]]
