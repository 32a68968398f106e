#!/usr/bin/env bash
# What the measuring scripts beside it have in common; each sources it before all else. It goes to the folder of the checkout.
#
# Sets root  the folder of the checkout
#      java  the runtime: that of JAVA_HOME, else the one that the java of the path stands for
set -euo pipefail

cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../.."
# shellcheck disable=SC2034 # Used where this is sourced.
root=$PWD
me=${0##*/}
# How often await tries, in seconds.
pause=0.05

die() {
  printf '%s\n' "$me: $*" >&2
  exit 1
}

# The arguments are wrong.
wrong() {
  printf '%s\n' "$me: $*; the first lines of core/bench/$me say what there is" >&2
  exit 2
}

# number VARIABLE LEAST OPTION [VALUE ...]   Takes the value of an option, a whole number that is not less, into the variable.
number() {
  if ! [[ ${4:-} =~ ^(0|[1-9][0-9]{0,8})$ ]] || (($4 < $2)); then
    wrong "$3 needs a whole number, at least $2"
  fi
  printf -v "$1" %s "$4"
}

# needs_built FILE...   Files that Maven makes.
needs_built() {
  local file
  for file; do [[ -e $file ]] || die 'please build first: mvn package -DskipTests'; done
}

# await SECONDS COMMAND...   Tries a command until it succeeds, for so many seconds.
await() {
  local until=$((${EPOCHREALTIME/[.,]/} + $1 * 1000000))
  shift
  until "$@"; do
    ((${EPOCHREALTIME/[.,]/} < until)) || return 1
    sleep "$pause"
  done
}

# cpu_millis PROCESS   User and system time that it has taken, in milliseconds.
cpu_millis() {
  local stat fields
  stat=$(<"/proc/$1/stat")
  read -r -a fields <<<"${stat##*) }"
  echo $(((fields[11] + fields[12]) * 1000 / $(getconf CLK_TCK)))
}

java=${JAVA_HOME:+${JAVA_HOME%/}/bin/java}
[[ -n $java ]] || java=$(readlink -f -- "$(command -v java)") || true
[[ -x $java ]] || die "there is no java${JAVA_HOME:+ in JAVA_HOME, $JAVA_HOME}"
