#!/bin/sh
# Tries the set-up step of `make demo` and `make test` on a Debian 12 that has nothing but what the README asks for (git,
# make, Swift), once without and once with a list of packages that is out of date; then builds there.
#
# usage: check-setup.sh ROOT   (as root, from the root of the repository; ROOT: a folder with what debootstrap unpacks)
#
# The toolchain of this machine is mounted in the copy of ROOT, and where git is told to take packages from a folder, that
# too.
set -eu
pristine=$1
[ "$(id -u)" -eq 0 ] || { echo "check-setup.sh: a chroot needs root" >&2; exit 2; }

# All mounts are in a namespace of their own and end with it, so that what is removed here holds none.
if [ -z "${CHECK_SETUP_FOLDER:-}" ]; then
  CHECK_SETUP_FOLDER=$(mktemp -d)
  export CHECK_SETUP_FOLDER
  trap 'rm -rf "$CHECK_SETUP_FOLDER"' EXIT
  unshare --mount --propagation private sh "$0" "$@"
  exit
fi

toolchain=$(dirname "$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")")

# fresh NAME: a new copy of the root, with the toolchain and this repository's files
fresh() {
  root=$CHECK_SETUP_FOLDER/$1
  cp -a "$pristine" "$root"
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  mkdir -p "$root$toolchain" "$root/plumb"
  mount --bind -o ro "$toolchain" "$root$toolchain"
  git ls-files -z | xargs -0 tar -c | tar -x -C "$root/plumb"
  git config --get-regexp '^url\..*\.insteadof$' | while read -r key from; do
    place=${key#url.}
    place=${place%.insteadof}
    [ -d "$place" ] || continue
    mkdir -p "$root$place"
    mountpoint -q "$root$place" || mount --bind -o ro "$place" "$root$place"
    printf '[url "%s"]\n  insteadOf = %s\n[safe]\n  directory = *\n' "$place" "$from" >>"$root/etc/gitconfig"
  done
  inside "apt-get update && apt-get install -y --no-install-recommends git make" >"$root/log" 2>&1 || {
    cat "$root/log" >&2
    exit 1
  }
}

# inside COMMAND…: with the toolchain on the PATH, as swift.org tells to do
inside() {
  chroot "$root" /usr/bin/env -i HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    PATH="$toolchain/usr/bin:/usr/sbin:/usr/bin:/sbin:/bin" /bin/sh -euc "cd /plumb; $1"
}

fresh bare
rm -rf "$root"/var/lib/apt/lists/*
if inside "PLUMB_INSTALL=no make setup" 2>"$root/told"; then
  echo "check-setup.sh: make setup ended well with nothing installed and nothing allowed" >&2
  exit 1
fi
grep -q 'apt-get install .*libyaml-dev' "$root/told" || { cat "$root/told" >&2; exit 1; }
inside "make setup" >"$root/log" 2>&1 || { cat "$root/log" >&2; exit 1; }
echo "set up without a list of packages"

fresh old
# Every package of the list is said to be older than it is: the server has no such file. Without its signed head apt takes
# the list for one that may be replaced.
rm -f "$root"/var/lib/apt/lists/*InRelease
for list in "$root"/var/lib/apt/lists/*_Packages*; do
  case $list in *.lz4) echo "check-setup.sh: $list is packed" >&2; exit 1 ;; esac
  sed -i -E 's/^(Filename: .*)_([^_]*)_([a-z0-9]*\.deb)$/\1_0~old_\3/' "$list"
done
inside "make setup" >"$root/log" 2>&1 || { cat "$root/log" >&2; exit 1; }
grep -q '^+ apt-get update' "$root/log" || { echo "check-setup.sh: the old list was not seen as old" >&2; exit 1; }
echo "set up with an old list of packages"

inside "make setup && swift build --disable-default-traits --product plumb" >"$root/log" 2>&1 || { cat "$root/log" >&2; exit 1; }
inside "PATH=\$PWD/.build/debug:\$PATH sh Tests/Tools/main-job.sh"
