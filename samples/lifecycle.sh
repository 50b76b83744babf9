#!/bin/sh
# The tutorial's life cycle on the sandbox: create a conversation, inject attributes, verify, evaluate; then break it in
# the ways that people meet, and see that each is explained.
#
# usage: lifecycle.sh PLUMB   (from the root of the repository; plumb-cloud beside PLUMB)
#
# Each command is printed as a user would type it. A wrong exit code or a missing explanation fails the script.
set -u
plumb=$1
folder=$(mktemp -d)
sandbox=
failures=0

unset GENESYSCLOUD_REGION GENESYSCLOUD_ACCESS_TOKEN GENESYSCLOUD_USERNAME GENESYSCLOUD_PASSWORD
GENESYSCLOUD_OAUTHCLIENT_ID=sandbox
GENESYSCLOUD_OAUTHCLIENT_SECRET=sandbox
XDG_CACHE_HOME=$folder/cache
export GENESYSCLOUD_OAUTHCLIENT_ID GENESYSCLOUD_OAUTHCLIENT_SECRET XDG_CACHE_HOME

say() { printf '\n\033[1m%s\033[0m\n' "$1"; }
[ -t 1 ] || say() { printf '\n# %s\n' "$1"; }

fail() {
  echo "lifecycle: $1" >&2
  failures=$((failures + 1))
}

# start OPTION…: a new sandbox; its address is then in $base
start() {
  : > "$folder/announced"
  printf '$ plumb cloud sandbox'
  [ $# -eq 0 ] || printf ' %s' "$@"
  printf ' &\n'
  "$plumb" cloud sandbox --data "$folder/data" "$@" > "$folder/announced" 2> "$folder/sandbox.log" &
  sandbox=$!
  tries=0
  until [ -s "$folder/announced" ]; do
    tries=$((tries + 1))
    if [ $tries -gt 100 ] || ! kill -0 $sandbox 2> /dev/null; then
      cat "$folder/sandbox.log" >&2
      echo "lifecycle: the sandbox did not start" >&2
      exit 1
    fi
    sleep 0.1
  done
  base=$(sed -n 's/.*"baseUrl":"\([^"]*\)".*/\1/p' "$folder/announced")
}

stop() {
  [ -n "$sandbox" ] || return 0
  kill "$sandbox" 2> /dev/null
  wait "$sandbox"
  code=$?
  sandbox=
  [ $code -eq 0 ] || fail "the sandbox ended with $code, not with 0"
}

finish() {
  [ -z "$sandbox" ] || kill "$sandbox" 2> /dev/null
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# run EXPECTED_CODE EXPECTED_TEXT ARGUMENT…: its standard output is then in $folder/output
run() {
  expected=$1
  text=$2
  shift 2
  printf '$ plumb'
  for word; do
    case $word in
      *[\ \"\'\*\(\)]*) printf " '%s'" "$word" ;;
      *) printf ' %s' "$word" ;;
    esac
  done
  printf '\n'
  "$plumb" "$@" --base-url "$base" > "$folder/output" 2> "$folder/errors"
  code=$?
  cat "$folder/output" "$folder/errors"
  [ $code -eq "$expected" ] || fail "that ended with $code, not with $expected"
  cat "$folder/output" "$folder/errors" | grep -qF -- "$text" || fail "that does not say ‘$text’"
}

# field NAME: of the JSON that was printed last
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" "$folder/output"; }

mkdir "$folder/data"
cp samples/conversations/tutorial.json samples/conversations/call-on-agent.json "$folder/data"
call=$("$plumb" eval conversation.id samples/conversations/call-on-agent.json)
agent=$("$plumb" eval conversation.participants.agent.id samples/conversations/call-on-agent.json)

say "A stand-in for Genesys Cloud as the tutorial has it. Written attributes become visible after a second."
start --tutorial --delay 1

say "Create a conversation with an attribute."
run 0 conversationId cloud conversation create --tutorial --queue support_queue --attribute user_tier=PLATINUM
id=$(field conversationId)

say "Inject attributes: only what differs is sent, and read back until it is there."
run 0 'written to customer' cloud attributes set "$id" custom_order_id=ORD-998877 user_tier=PLATINUM

say "What Architect can see: key, value, type, and who wrote it."
run 0 'ORD-998877' cloud attributes get "$id"
run 0 'present' cloud attributes verify "$id" custom_order_id=ORD-998877 user_tier=PLATINUM

say "Evaluate against the live conversation."
run 0 ORD-998877 eval conversation.participants.customer.attributes.custom_order_id --conversation "$id"
run 0 'platinum customer' eval 'Append(Lower(participant.attributes.user_tier), " customer")' --conversation "$id"

say "Not visible yet: a write is accepted before it is done."
run 1 'writes are asynchronous' cloud attributes set "$id" late=yes --timeout 0
run 0 'present' cloud attributes verify "$id" late=yes --wait 10

say "Broken: an attribute on the header's 'from' only, where Architect does not look."
run 1 RC-01T cloud attributes verify conv-tutorial-1 referral
run 1 RC-01T why --key referral --conversation conv-tutorial-1

say "Clean up."
run 0 'is ended' cloud conversation disconnect "$id" --yes
stop

say "The same with the real API's ways: a guest of Web Messaging brings the attributes along."
start --strict
run 0 conversationId cloud conversation create --deployment d0000001-5a1e-4b7c-9d20-000000000001 \
  --attribute custom_order_id=ORD-112233
id=$(field conversationId)
run 0 'present' cloud attributes verify "$id" custom_order_id=ORD-112233 --wait 5

say "Follow it: a line each time the result changes. A write of another program shows at once."
(sleep 2; "$plumb" cloud attributes set "$id" custom_order_id=ORD-445566 --base-url "$base" > "$folder/written" 2>&1) &
run 0 '"via":"notification"' eval participant.attributes.custom_order_id --conversation "$id" --watch --for 6 --format jsonl
run 1 'missing' why --key user_tier --conversation "$id" --watch --for 1

say "All that go on, and why some of them lack the key."
run 0 "$id" cloud conversation list --live
run 0 "$id" cloud conversation list --attribute custom_order_id=ORD-445566
run 1 'RC-' cloud audit custom_order_id
"$plumb" cloud conversation list --live --full --base-url "$base" > "$folder/live"
"$plumb" why --key custom_order_id --ndjson --histogram "$folder/live" > "$folder/output"
grep -q present "$folder/output" || fail "no live conversation has the key"

say "Export a day by the job of analytics, on from where it was ended."
# BusyBox knows no words such as ‘1 day ago’.
ago() { date -u -d "@$(($(date +%s) - $1))" +%Y-%m-%dT%H:%M:%SZ; }
run 0 'conversation' cloud conversation export --from "$(ago 86400)" --to "$(ago 60)" \
  --to-dir "$folder/day"

say "Broken: written to the wrong participant."
run 0 'written to agent' cloud attributes set $call ticket=T-1 --participant $agent
run 1 RC-02 cloud attributes verify $call ticket
stop

say "Broken: 403. It is a permission and a division, not a scope."
start --without conversation:communication:view
run 4 'conversation:communication:view' cloud attributes verify $call crm_case_id
grep -q division "$folder/errors" || fail "that does not say ‘division’"
run 1 'not there (read conversations)' cloud doctor
stop

say "429: Plumb waits as long as the server says, and tries again."
start --fault 429:40%
for _ in 1 2 3; do run 0 'user_tier' cloud attributes get $call; done
stop

say "429 without an end: it gives up and says why."
start --fault 429:100%
run 4 'too many requests' cloud attributes get $call --timeout 3
stop

if [ $failures -ne 0 ]; then
  echo "lifecycle: $failures of the above went wrong" >&2
  exit 1
fi
printf '\nlifecycle: all as it should be\n'
