#!/bin/sh
# Does the main job with the `plumb` of the PATH, and fails where an answer is not what it must be.
#
# usage: main-job.sh   (from a folder that holds `samples`; needs a POSIX shell and grep)
set -u
failures=0

# expect CODE TEXT ARGUMENT…
expect() {
  code=$1
  text=$2
  shift 2
  said=$(plumb "$@" 2>&1)
  ended=$?
  if [ $ended -ne "$code" ] || ! printf '%s\n' "$said" | grep -qF -- "$text"; then
    printf 'plumb %s: ended with %s, not %s, or does not say ‘%s’:\n%s\n' "$*" $ended "$code" "$text" "$said" >&2
    failures=$((failures + 1))
  fi
}

expect 0 ORD-998877 eval conversation.participants.customer.attributes.custom_order_id samples/conversations/tutorial.json
expect 1 'RC-02, certain' why --key crm_case_id samples/conversations/call-on-agent.json
expect 1 '[from-attributes]' lint --format compact samples/lint/from-attributes/bad.yaml
# Remarks, no more: each has its reason in a sample.
expect 0 ' in 13 flows (' lint samples/flows
[ $failures -eq 0 ] || exit 1
echo "the main job is done by $(command -v plumb) $(plumb --version)"
