#!/bin/sh
# Makes sure that what the build needs is installed.
#
# usage: setup.sh PACKAGE…
#
# Missing Debian packages are installed with apt-get, with sudo where the user is not root; the exact command is printed
# before it runs. So is what Swift itself needs of the system, where Swift does not start without it. PLUMB_INSTALL=no
# forbids that. Exit 2 with a message where something is missing and cannot be installed.
set -eu

# What an unpacked toolchain needs of Debian: to start, to compile C and C++, to link, to fetch.
toolchain_packages="binutils ca-certificates git libc6-dev libcurl4 libncurses6 libsqlite3-0 libstdc++-12-dev libxml2"

fail() {
  echo "plumb: $1" >&2
  exit 2
}

toolchain_starts() {
  swift package --version >/dev/null 2>&1 && [ -e /usr/include/stdio.h ] && [ -n "$(ls -d /usr/include/c++/* 2>/dev/null)" ] &&
    command -v ld >/dev/null && command -v git >/dev/null
}

command -v swift >/dev/null 2>&1 ||
  fail "Swift 6.2 or newer is needed, and no 'swift' was found: see https://www.swift.org/install"

check_version() {
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  [ -n "$version" ] || fail "'swift' is there and does not start; 'swift --version' says why"
  major=${version%%.*}
  minor=${version#*.}
  if [ "$major" -lt 6 ] || { [ "$major" -eq 6 ] && [ "$minor" -lt 2 ]; }; then
    fail "Swift 6.2 or newer is needed; this is Swift $version: see https://www.swift.org/install"
  fi
}

if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
  # Not Debian: the libraries may come from elsewhere.
  check_version
  if command -v pkg-config >/dev/null 2>&1 && pkg-config --exists libxml-2.0 yaml-0.1 zlib; then exit 0; fi
  fail "libxml2, libyaml, zlib and pkg-config are needed; please install them with your system's package manager"
fi

installed() {
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=
# shellcheck disable=SC2086  # a list of words
toolchain_starts || set -- "$@" $toolchain_packages
for package; do
  installed "$package" || missing="$missing $package"
done
if [ -z "$missing" ]; then
  check_version
  exit 0
fi

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

install() {
  echo "+ $as_root$command" >&2
  # shellcheck disable=SC2086  # $missing is a list of words
  ${as_root}env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing
}

# Without a list of packages, or with an old one whose files are gone from the server, the first attempt fails.
if ! install; then
  echo "+ ${as_root}apt-get update" >&2
  ${as_root}apt-get update && install || fail "the packages could not be installed; see above"
fi
check_version
