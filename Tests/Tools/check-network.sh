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
trap 'rm -f "$log"' EXIT

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
