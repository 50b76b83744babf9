#!/bin/sh
# Makes sure that what the build needs is installed.
#
# usage: setup.sh PACKAGE…
#
# Missing Debian packages are installed with apt-get, with sudo where the user is not root; the exact command is printed
# before it runs. PLUMB_INSTALL=no forbids that. Exit 2 with a message where something is missing and cannot be installed.
set -eu

fail() {
  echo "plumb: $1" >&2
  exit 2
}

version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
[ -n "$version" ] || fail "Swift 6.2 or newer is needed, and no 'swift' was found: see https://www.swift.org/install"
major=${version%%.*}
minor=${version#*.}
if [ "$major" -lt 6 ] || { [ "$major" -eq 6 ] && [ "$minor" -lt 2 ]; }; then
  fail "Swift 6.2 or newer is needed; this is Swift $version: see https://www.swift.org/install"
fi

if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
  # Not Debian: the libraries may come from elsewhere.
  if command -v pkg-config >/dev/null 2>&1 && pkg-config --exists libxml-2.0 yaml-0.1 zlib; then exit 0; fi
  fail "libxml2, libyaml, zlib and pkg-config are needed; please install them with your system's package manager"
fi

installed() {
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=
for package in "$@"; do
  installed "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

command="apt-get install -y --no-install-recommends$missing"
[ "${PLUMB_INSTALL:-yes}" != no ] || fail "missing:$missing. PLUMB_INSTALL=no forbids to install them; run: $command"

if [ "$(id -u)" -eq 0 ]; then
  as_root=
elif ! command -v sudo >/dev/null 2>&1; then
  fail "missing:$missing. There is no sudo here; run as root: $command"
elif [ -t 0 ] || sudo -n true 2>/dev/null; then
  as_root="sudo "
else
  fail "missing:$missing. sudo would ask for a password and there is no terminal; run as root: $command"
fi

for package in $missing; do
  if ! apt-cache show "$package" >/dev/null 2>&1; then
    echo "+ ${as_root}apt-get update" >&2
    ${as_root}apt-get update
    break
  fi
done
echo "+ $as_root$command" >&2
# shellcheck disable=SC2086  # $missing is a list of words
${as_root}env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing ||
  fail "the packages could not be installed; see above"
