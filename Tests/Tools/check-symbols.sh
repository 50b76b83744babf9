#!/bin/sh
# Fails when an executable imports a function that opens sockets or looks up hosts.
#
# usage: check-symbols.sh EXECUTABLE   (one that is linked dynamically, so that its imports can be listed)
set -eu
symbols=$(nm -D --undefined-only "$1" | sed 's/.* U //; s/@.*//' |
  grep -xE 'socket|socketpair|connect|bind|listen|accept4?|getaddrinfo|gethostbyname(_r)?|send(to|msg)?|recv(from|msg)?' || true)
if [ -n "$symbols" ]; then
  echo "$1 can reach the network:" >&2
  echo "$symbols" >&2
  exit 1
fi
echo "no network symbol in $1"
