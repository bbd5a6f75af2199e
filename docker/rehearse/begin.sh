# shellcheck shell=bash disable=SC2034
# What the rehearsals begin with: in namespaces of their own, so that everything they start ends with them and nothing is
# left behind. Sourced with their own arguments; `work` is the folder that was asked for, which must not exist, or empty.
# Goes on inside, with `work` made and `java_home` found.
if [[ -z ${REHEARSAL_INSIDE:-} ]]; then
  [[ $(id -u) == 0 ]] || { echo "rehearse.sh: only root can make namespaces and mounts" >&2; exit 2; }
  if [[ -n $work ]]; then
    mkdir "$work"
    work=$(realpath "$work")
  else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
  fi
  REHEARSAL_INSIDE=$work unshare --mount --net --pid --fork --kill-child --mount-proc "$0" "$@"
  exit
fi
work=$REHEARSAL_INSIDE
java_home=${JAVA_HOME:-}
for candidate in "$java_home" /usr/lib/jvm/*; do
  if [[ -x $candidate/bin/javac ]] && "$candidate/bin/java" -version 2>&1 | grep -q '"25[."]'; then java_home=$candidate; break; fi
done
[[ -x $java_home/bin/javac ]] || { echo "rehearse.sh: a JDK 25 is missing" >&2; exit 2; }
