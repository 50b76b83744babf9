#!/bin/sh
# Runs the commands of README.md that the tests of `plumb` cannot: those that talk to the sandbox, or write files.
#
# usage: check-readme.sh PLUMB   (from the root of the repository; plumb-cloud beside PLUMB)
#
# They are the lines of the blocks of the language `sh`, in their order, in one shell. Blocks of `bash` hold what goes on
# for minutes or depends on the day; samples/lifecycle.sh runs such commands. CONVERSATION stands for the id that
# the last `conversation create` printed, and the port is a free one.
set -eu
plumb=$1
folder=$(mktemp -d)
sandbox=
finish() {
  [ -z "$sandbox" ] || kill "$sandbox" 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
awk '/^```/ { inside = $0 == "```sh"; next } inside' README.md | sed "s/8080/$port/g" >"$folder/commands"
[ -s "$folder/commands" ] || { echo "check-readme.sh: README.md has no block of the language sh" >&2; exit 1; }

XDG_CACHE_HOME=$folder/cache
PATH=$(cd "$(dirname "$plumb")" && pwd):$PATH
export XDG_CACHE_HOME PATH
unset GENESYSCLOUD_ACCESS_TOKEN
cp -r samples/flows "$folder/flows"
cd "$folder"

id=
while IFS= read -r command <&3; do
  printf '$ %s\n' "$command"
  case $command in
    *" sandbox "*"&")
      eval "${command%&} >announced &"
      sandbox=$!
      tries=0
      until [ -s announced ]; do
        tries=$((tries + 1))
        [ $tries -le 100 ] || { echo "check-readme.sh: the sandbox did not start" >&2; exit 1; }
        sleep 0.1
      done
      ;;
    *CONVERSATION*)
      eval "$(printf '%s\n' "$command" | sed "s/CONVERSATION/$id/")"
      ;;
    *)
      # Findings are an answer.
      code=0
      eval "$command" >said || code=$?
      cat said
      case $command in "plumb lint"*) [ $code -le 1 ] ;; *) [ $code -eq 0 ] ;; esac || exit 1
      case $command in *"conversation create"*) id=$(sed -n 's/.*"conversationId":"\([^"]*\)".*/\1/p' said) ;; esac
      ;;
  esac
done 3<commands
echo "the README's commands do what they say"
