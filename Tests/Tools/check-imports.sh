#!/bin/sh
# Holds the source against the rules on imports: Foundation only in what talks, no full Foundation anywhere, each C library
# in one file. Run from the root of the repository.
set -eu
status=0

say() {
  echo "$1" >&2
  status=1
}

found=$(grep -rnE '^(public |internal |package )?import (Foundation|FoundationNetworking)$' Sources || true)
[ -z "$found" ] || say "full Foundation is imported:
$found"

found=$(grep -rnE '^(public |internal |package )?import Foundation' \
  --exclude-dir=GenesysCloud --exclude-dir=Sandbox Sources || true)
[ -z "$found" ] || say "Foundation is imported where the standard library must do:
$found"

for library in CLibXML2 CLibYAML CZLib; do
  count=$(grep -rlE "^(internal )?import $library" Sources | wc -l)
  [ "$count" -le 1 ] || say "$library is imported in $count files; one file is its only door"
done
exit $status
