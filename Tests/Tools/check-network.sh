#!/bin/sh
# Watches what `plumb` asks of the kernel while it works, and fails where it makes any network call.
#
# usage: check-network.sh PLUMB [FOLDER]   (from the root of the repository; FOLDER: more flows to lint)
#
# Needs strace, which is installed where that can be done without a password; elsewhere the check says that it is left
# out.
set -eu
plumb=$1
if ! command -v strace >/dev/null 2>&1; then
  sudo=
  [ "$(id -u)" -eq 0 ] || sudo="sudo -n"
  if ! $sudo apt-get install -y strace >/dev/null 2>&1; then
    echo "strace is not here and cannot be installed: network calls are not watched"
    exit 0
  fi
fi
log=$(mktemp)
folder=$(mktemp -d)
trap 'rm -rf "$log" "$folder"' EXIT

# watch ARGUMENT…
watch() {
  strace -f -e trace=network -o "$log" "$plumb" "$@" >/dev/null 2>&1 || true
  if grep -E '^[0-9 ]*[a-z_0-9]+\(' "$log"; then
    echo "plumb makes a network call: $*" >&2
    exit 1
  fi
}

watch eval conversation.participants.customer.attributes.tier samples/conversations/tutorial.json
watch why --key crm_case_id samples/conversations/call-on-agent.json --flow samples/flows
watch lint samples
watch lint --format sarif samples/flows
watch expressions samples/flows
watch flow graph samples/flows/order-tracking.yaml
[ $# -lt 2 ] || watch lint "$2"
echo "no network call in what plumb does offline"

# What it could not do if it wanted to: the filter itself, in a program that tries, and that plumb stands behind it while it
# waits for input.
if ! "$plumb" --version --verbose | grep -q 'no sockets, no other programs'; then
  echo "the kernel refuses to confine plumb: not checked"
  exit 0
fi
cat >"$folder/try.c" <<'END'
#include "Confinement.h"
#include <stdio.h>
#include <sys/socket.h>
int main(void) {
  if (plumb_confine() != 0) return 1;
  if (socket(AF_INET, SOCK_STREAM, 0) >= 0 || errno != EPERM) return puts("a socket was opened"), 2;
  if (socket(AF_UNIX, SOCK_STREAM, 0) >= 0 || errno != EPERM) return puts("a local socket was opened"), 2;
  execl("/bin/true", "true", (char *)0);
  return errno == EPERM ? 0 : (puts("a program was started"), 2);
}
END
clang -I Sources/CPlatform/include -o "$folder/try" "$folder/try.c"
"$folder/try"
mkfifo "$folder/input"
"$plumb" eval --ndjson conversation.id - <"$folder/input" >/dev/null &
exec 3>"$folder/input"
mode=0
for _ in 1 2 3 4 5 6 7 8 9 10; do
  mode=$(sed -n 's/^Seccomp:[^0-9]*//p' "/proc/$!/status")
  [ "$mode" = 2 ] && break
  sleep 0.2
done
exec 3>&-
wait $!
if [ "$mode" != 2 ]; then
  echo "plumb reads its input without being confined" >&2
  exit 1
fi
echo "plumb is confined while it reads"
