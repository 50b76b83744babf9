#!/bin/sh
# Shows the main job on the samples.
#
# usage: demo.sh PLUMB   (from the root of the repository)
#
# Each command is printed as a user would type it, with the exit code it must end with; another code fails the demo.
set -u
plumb=$1
status=0

say() { printf '\n\033[1m%s\033[0m\n' "$1"; }
[ -t 1 ] || say() { printf '\n# %s\n' "$1"; }

# run EXPECTED_CODE ARGUMENT…
run() {
  expected=$1
  shift
  printf '$ plumb'
  for word; do
    case $word in
      *[\ \"\'\*\(\)\[\]]*) printf " '%s'" "$word" ;;
      *) printf ' %s' "$word" ;;
    esac
  done
  printf '\n'
  "$plumb" "$@" 2>&1
  code=$?
  if [ "$code" -ne "$expected" ]; then
    echo "the command ended with $code, not with $expected" >&2
    status=1
  fi
}

say "Evaluate: the value of an attribute in a conversation."
run 0 eval conversation.participants.customer.attributes.custom_order_id samples/conversations/tutorial.json

say "Any Architect expression, mixed with such paths."
run 0 eval 'If(IsSet(participant.attributes.user_tier), Append("tier ", Lower(participant.attributes.user_tier)), "none")' \
  samples/conversations/tutorial.json

say "Not null, but why: the attribute is on the agent, where Architect does not look."
run 0 eval conversation.participants.customer.attributes.crm_case_id samples/conversations/call-on-agent.json
run 1 why --key crm_case_id samples/conversations/call-on-agent.json

say "Lint: attributes of the conversation's 'from' never reach the participant. An Archy YAML export:"
run 1 lint samples/lint/from-attributes/bad.yaml

say "The same flow as XML, with the same finding."
run 1 lint samples/lint/from-attributes/bad.xml

say "The fix, as a diff (plumb lint --fix writes it)."
run 1 lint --diff samples/lint/from-attributes/bad.yaml

say "A good flow."
run 0 lint samples/flows

say "Run a flow offline, with a mock of its data action."
run 0 flow run samples/flows/order-tracking.yaml --attribute custom_order_id=ORD-1 --attribute tier=gold \
  --mocks samples/tests/order-mocks.yaml

say "Test it, and see what no test takes."
run 0 test samples/tests --coverage

say "A test that does not hold: it expects that an order which is two days late is handed to an agent."
mkdir -p .build/demo
sed -e 's|flow: ../|flow: ../../samples/|' -e 's|days: 2, tier: gold, ends: Goodbye|days: 2, tier: gold, ends: To an agent|' \
  samples/tests/order-tracking.yaml >.build/demo/order-tracking.yaml
run 1 test .build/demo --filter "late by 2 days"

say "One page of all: attributes, graphs, findings, tests. Open .build/demo/report.html in a browser."
"$plumb" test samples/tests --output json=.build/demo/tests.json --coverage-output json=.build/demo/coverage.json >/dev/null
run 0 report samples/flows --to .build/demo/report.html --tests .build/demo/tests.json --coverage .build/demo/coverage.json

exit $status
