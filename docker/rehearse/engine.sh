# shellcheck shell=bash disable=SC2034,SC2154,SC2317
# A container engine's part in the rehearsal, as far as Dockerfile and compose.yaml ask for one, on a Linux machine where
# none runs: an image is an overlay over the machine's own files, a container a process in it with a network address,
# a user, a root folder and mounts of its own. Sourced by rehearse.sh, inside its own namespaces.
#
# The machine stands in for the base images: its JDK 25 for eclipse-temurin, its nginx and prometheus for theirs, and the
# PostgreSQL in the ledger's jar for postgres. There is no stand-in for grafana, which is left out.
#
# $work holds everything: image/ containers/ volumes/ logs/.

say() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"; }
fail() { printf 'rehearse.sh: %s\n' "$*" >&2; exit 1; }
steps() { "$java_home/bin/java" -XX:TieredStopAtLevel=1 -cp "$work/steps.classes:$work/snakeyaml.jar" Steps "$@"; }

# An overlay in $1/merged, over the folders $2 (topmost first, with colons).
overlay() {
  mkdir -p "$1"/{upper,inner,merged}
  mount -t overlay overlay -o "lowerdir=$2,upperdir=$1/upper,workdir=$1/inner" "$1/merged"
}

# Where a path of a container is: /var/run, for one, is a link to its own /run and not to the machine's.
placed() { echo "$1$(chroot "$1" realpath -m "$2")"; }

# The devices and processes that a program expects.
furnish() {
  mount --rbind /dev "$1/dev"
  mount -t proc proc "$1/proc"
  mount -t tmpfs -o mode=1777 tmpfs "$1/tmp"
  mount -t tmpfs -o mode=755 tmpfs "$1/run"
}

# --- the Dockerfile ---------------------------------------------------------------------------------------------------

declare -A stage_of image_env
stage='' image_user=0:0 image_workdir=/ image_volumes=() image_entrypoint=() image_health=()

FROM() {
  [[ $1 == eclipse-temurin:* ]] || fail "there is no stand-in for the image $1"
  local release=${1#*:} own
  own=$("$java_home/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.vm.version = //p')
  [[ ${own/+/_} == "${release%%-*}"* ]] || say "this machine's JDK is $own and not that of $1"
  stage=$work/image/${2:-final}
  overlay "$stage" /
  furnish "$stage/merged"
  stage_of[${2:-final}]=$stage/merged
  image_user=0:0 image_workdir=/ image_env=()
}
WORKDIR() { image_workdir=$1; mkdir -p "$stage/merged$1"; }
USER() { image_user=$1; }
ENV() { image_env[$1]=$2; }
EXPOSE() { :; }
VOLUME() { image_volumes=("$@"); }
HEALTHCHECK() { image_health=("$@"); }
ENTRYPOINT() { image_entrypoint=("$@"); }

COPY() {
  local from=$root to target pattern source
  if [[ $1 == --from=* ]]; then from=${stage_of[${1#*=}]}; shift; fi
  to=${*: -1}
  [[ $to == /* ]] || to=$image_workdir/$to
  target=$stage/merged$to
  [[ $to == */ ]] && mkdir -p "$target"
  for pattern in "${@:1:$#-1}"; do
    # shellcheck disable=SC2086  # a pattern of the Dockerfile
    for source in $from/$pattern; do
      if [[ -d $source ]]; then cp -a "$source"/. "$target"; else cp -p "$source" "$target"; fi
    done
  done
}

RUN() {
  local variables=() name
  for name in "${!image_env[@]}"; do variables+=("$name=${image_env[$name]}"); done
  say "RUN $1"
  chroot "$stage/merged" setpriv --reuid="${image_user%:*}" --regid="${image_user#*:}" --clear-groups \
    env -i -C "$image_workdir" PATH="$java_home/bin:$PATH" LANG=C.UTF-8 "${variables[@]}" sh -ec "$1"
}

build_image() {
  mkdir -p "$work/image"
  # shellcheck disable=SC1090
  source <(steps dockerfile "$root/docker/Dockerfile")
  umount -R -l "$stage/merged"
  declare -p image_env image_user image_workdir image_volumes image_entrypoint image_health >"$work/image/config"
}

# --- the compose file -------------------------------------------------------------------------------------------------

# Each service becomes a file of declarations, services/NAME.
read_compose() {
  local service image user address network on_demand read_only memory patience entry command capable settings tmpfs ports mounts after health secrets
  mkdir -p "$work/services"
  SERVICE() {
    service=$1 image='' user='' address='' network='' on_demand='' read_only='' memory='' patience=10s entry=() command=() capable=() tmpfs=() ports=() mounts=() after=() health=() secrets=()
    settings=()
  }
  IMAGE() { image=$1; }
  AS() { user=$1; }
  ADDRESS() { address=$1; }
  ON_DEMAND() { on_demand=yes; }
  READ_ONLY() { read_only=yes; }
  MEMORY() { memory=$1; }
  PATIENCE() { patience=$1; }
  NETWORK() { network=$1; }
  ENTRY() { entry=("$@"); }
  COMMAND() { command=("$@"); }
  CAPABLE() { capable=("$@"); }
  SET() { settings+=("$1=$2"); }
  TMPFS() { tmpfs+=("$1 ${2:-mode=1777}"); }
  PORT() { ports+=("$1"); }
  MOUNT() { mounts+=("$1 $2 ${3:-rw}"); }
  SECRET() { secrets+=("$1 $2"); }
  AFTER() { after+=("$1"); }
  HEALTHY() { health=("$@"); }
  END() {
    declare -p service image user address network on_demand read_only memory patience entry command capable settings tmpfs ports mounts after health secrets >"$work/services/$service"
    echo "$service" >>"$work/services.order"
  }
  : >"$work/services.order"
  # shellcheck disable=SC1090
  source <(steps compose "$root/docker/compose.yaml")
}

address_of() (
  # shellcheck disable=SC1090
  source "$work/services/$1"
  echo "${address:-10.99.0.$((100 + $(grep -nx "$1" "$work/services.order" | cut -d: -f1)))}"
)

network() {
  ip link add name rehearsal type bridge
  ip addr add 10.99.0.1/24 dev rehearsal
  ip link set rehearsal up
  local service
  printf '127.0.0.1 localhost\n' >"$work/hosts"
  while read -r service; do
    ip netns add "$service"
    if grep -q '^declare -- network="none"' "$work/services/$service"; then continue; fi
    printf '%s %s\n' "$(address_of "$service")" "$service" >>"$work/hosts"
    ip link add name "v-$service" type veth peer name eth0 netns "$service"
    ip link set "v-$service" master rehearsal up
    ip -n "$service" link set lo up
    ip -n "$service" addr add "$(address_of "$service")/24" dev eth0
    ip -n "$service" link set eth0 up
    ip -n "$service" route add default via 10.99.0.1
  done <"$work/services.order"
}

# The file of a mount of compose.yaml; $work/secrets stands for docker/secrets.
beside_compose() {
  case $1 in
    ./secrets/*) echo "$work/secrets/${1#./secrets/}" ;;
    *) realpath "$root/docker/$1" ;;
  esac
}

# A container's root folder, new from its image.
make_root() {
  local name=$1 base=/ container merged each from to how
  container=$work/containers/$name
  merged=$container/merged
  [[ $image == sunshine-ledger:* ]] && base=$work/image/final/upper:/
  [[ $image == postgres:* ]] && base=$work/image/postgres:/
  if mountpoint -q "$merged"; then umount -R "$merged"; fi
  rm -rf "$container"
  overlay "$container" "$base"
  furnish "$merged"
  cp "$work/hosts" "$merged/etc/hosts"
  mkdir -p "$merged/run/secrets"
  for each in "${tmpfs[@]}"; do
    read -r to how <<<"$each"
    [[ $to == /tmp ]] && continue
    to=$(placed "$merged" "$to")
    mkdir -p "$to"
    mount -t tmpfs -o "$how" tmpfs "$to"
  done
  for each in "${secrets[@]}"; do
    read -r from to <<<"$each"
    : >"$merged/run/secrets/$to"
    mount --bind -o ro "$(beside_compose "$from")" "$merged/run/secrets/$to"
  done
  for each in "${mounts[@]}"; do
    read -r from to how <<<"$each"
    to=$(placed "$merged" "$to")
    if [[ $from == .* ]]; then
      from=$(beside_compose "$from")
      mkdir -p "$(dirname "$to")"
      if [[ -d $from ]]; then
        mkdir -p "$to"
      else
        rm -f "$to"
        : >"$to"
      fi
    else
      from=$work/volumes/$from
      mkdir -p "$to"
      if [[ ! -d $from ]]; then
        # As an engine does it: a new volume has what the image has there, with its owner and mode.
        mkdir -p "$from"
        cp -a "$to/." "$from"
        chown --reference="$to" "$from"
        chmod --reference="$to" "$from"
      fi
    fi
    mount --bind "$from" "$to"
    [[ $how != ro ]] || mount -o remount,bind,ro "$to"
  done
  [[ -z $read_only ]] || mount -o remount,ro "$merged"
}

# What a program is started with to be inside a container's root, in its network, as a user, and with no rights beyond
# that user's, but for what cap_add leaves to root: entering NAME USER. All of these become the program, one after the
# other: its process is the one started.
declare -a door capable=()
entering() {
  local bounding=-all
  [[ ${#capable[@]} == 0 ]] || bounding+=$(printf ',+%s' "${capable[@],,}")
  # Who is started in the background ignores an interrupt, which an engine's program does not.
  door=(ip netns exec "$1" chroot "$work/containers/$1/merged" setpriv --reuid="${2%:*}" --regid="${2#*:}" --clear-groups
    --no-new-privs --bounding-set="$bounding" --inh-caps=-all env -i --default-signal=INT)
}
inside() {
  entering "$1" "$2"
  shift 2
  "${door[@]}" "$@"
}

# What the environment and the program of a service are; the stand-ins know their images' entrypoints.
declare -a program environment
plan() {
  local name folder=/
  local paths=$java_home/bin:/usr/sbin:$PATH
  case $image in
    sunshine-ledger:*)
      # shellcheck disable=SC1091
      source "$work/image/config"
      folder=$image_workdir
      for name in "${!image_env[@]}"; do settings+=("$name=${image_env[$name]}"); done
      user=${user:-$image_user}
      # The limit of the compose file, which the JVM would see in its group.
      [[ -z $memory ]] || settings+=("JDK_JAVA_OPTIONS=-XX:MaxRAM=$memory")
      [[ ${#entry[@]} -gt 0 ]] || entry=("${image_entrypoint[@]}")
      program=("${entry[@]}" "${command[@]}")
      [[ -z ${without_cache:-} ]] || mapfile -t program < <(printf '%s\n' "${program[@]}" | grep -v AOTCache)
      [[ ${#health[@]} -gt 0 ]] || health=("${image_health[@]}")
      ;;
    postgres:*)
      [[ ${#entry[@]} -gt 0 ]] || entry=(docker-entrypoint.sh)
      user=${user:-0:0} program=("${entry[@]}" "${command[@]}")
      paths=/usr/lib/postgresql/18/bin:$(printf '%s:' /usr/lib/postgresql/1[0-7]/bin)$PATH
      ;;
    */nginx-unprivileged:*) user=${user:-101:101} program=(nginx -g 'daemon off;') ;;
    prom/prometheus:*) user=65534:65534 program=(prometheus "${command[@]}") ;;
    *) return 1 ;;
  esac
  environment=(-C "$folder" PATH="$paths" LANG=C.UTF-8 "${settings[@]}")
}

is_running() { [[ -s $work/pids/$1 ]] && kill -0 "$(cat "$work/pids/$1")" 2>/dev/null; }

is_healthy() (
  # shellcheck disable=SC1090
  source "$work/services/$1"
  plan "$1"
  [[ ${#health[@]} -gt 0 ]] || exit 0
  inside "$1" "$user" "${environment[@]}" "${health[@]}" >/dev/null 2>&1
)

start() (
  # shellcheck disable=SC1090
  source "$work/services/$1"
  is_running "$1" && exit 0
  plan "$1" || { say "$1: no stand-in for $image on this machine, left out"; exit 0; }
  for each in "${after[@]}"; do start "$each"; wait_healthy "$each"; done
  mkdir -p "$work/pids" "$work/logs"
  make_root "$1"
  case $image in
    */nginx-unprivileged:*) chown "$user" "$work/volumes/tiles" ;;
    prom/prometheus:*) chown "$user" "$work/volumes/figures" ;;
  esac
  : >>"$work/logs/$1"
  chown "$user" "$work/logs/$1"
  (
    entering "$1" "$user"
    exec "${door[@]}" "${environment[@]}" "${program[@]}"
  ) </dev/null >>"$work/logs/$1" 2>&1 &
  echo $! >"$work/pids/$1"
  date +%s%N >"$work/pids/$1.started"
)

wait_healthy() {
  local tries
  for ((tries = 0; tries < 1200; tries++)); do
    is_running "$1" || { tail -20 "$work/logs/$1" >&2; fail "$1 has ended"; }
    if is_healthy "$1"; then return; fi
    sleep 0.1
  done
  tail -20 "$work/logs/$1" >&2
  fail "$1 is not well after two minutes"
}

stop() (
  # shellcheck disable=SC1090
  source "$work/services/$1"
  is_running "$1" || exit 0
  local pid tries
  pid=$(cat "$work/pids/$1")
  # As the image of PostgreSQL asks for it: its server stops fast.
  if [[ $image == postgres:* ]]; then kill -INT "$pid"; else kill -TERM "$pid"; fi
  for ((tries = 0; tries < 1200; tries++)); do
    kill -0 "$pid" 2>/dev/null || { rm "$work/pids/$1"; exit 0; }
    sleep 0.1
  done
  fail "$1 does not stop"
)

# --- docker compose, as far as the manual uses it ---------------------------------------------------------------------

as_docker() {
  [[ $1 == compose ]] || fail "docker $1 is not rehearsed"
  shift
  [[ ${1:-} != -f ]] || shift 2
  local verb=$1 name services=() as='' instead=''
  shift
  if [[ -e $work/manual/docker/.env ]]; then
    set -a
    # shellcheck disable=SC1091
    source "$work/manual/docker/.env"
    set +a
    read_compose
  fi
  case $verb in
    build) : ;;
    up)
      local anew=''
      while [[ ${1:-} == -* ]]; do
        [[ $1 != --force-recreate ]] || anew=yes
        shift
      done
      services=("$@")
      [[ -z $anew ]] || for name in "${services[@]}"; do stop "$name"; done
      [[ $# -gt 0 ]] || mapfile -t services < <(grep -L '^declare -- on_demand="yes"' "$work"/services/* | xargs -n1 basename)
      for name in "${services[@]}"; do start "$name"; done
      for name in "${services[@]}"; do ! is_running "$name" || wait_healthy "$name"; done
      ;;
    stop) for name; do stop "$name"; done ;;
    rm) : ;;
    restart) for name; do stop "$name"; start "$name"; done ;;
    logs) cat "$work/logs/${*: -1}" ;;
    ps)
      while read -r name; do
        if [[ ! -s $work/logs/$name ]]; then continue; fi
        if is_running "$name"; then echo "$name $(is_healthy "$name" && echo healthy || echo starting)"; else echo "$name exited"; fi
      done <"$work/services.order"
      ;;
    exec | run)
      while [[ $1 == -* ]]; do
        case $1 in
          -T | --rm | --no-deps) shift ;;
          -u) as=$2; shift 2 ;;
          --entrypoint=*) instead=${1#*=}; shift ;;
          *) fail "docker compose $verb $1 is not rehearsed" ;;
        esac
      done
      name=$1
      shift
      (
        # shellcheck disable=SC1090
        source "$work/services/$name"
        if [[ $verb == run ]]; then
          is_running "$name" && fail "docker compose run beside a $name that runs is not rehearsed"
          command=("$@")
          [[ -z $instead ]] || entry=("$instead")
          make_root "$name"
        fi
        plan "$name"
        case $as in
          '') ;;
          postgres) user=999:999 ;;
          *) fail "docker compose $verb -u $as is not rehearsed" ;;
        esac
        if [[ $verb == run ]]; then inside "$name" "$user" "${environment[@]}" "${program[@]}"
        else inside "$name" "$user" "${environment[@]}" "$@"; fi
      )
      ;;
    *) fail "docker compose $verb is not rehearsed" ;;
  esac
}
