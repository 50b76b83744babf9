#!/bin/sh
# Builds the release archive: a fully static `plumb`, licence notices, a checksum.
#
# usage: dist.sh    (from the root of the repository)
#
# Leaves .build/dist/plumb and .build/dist/plumb-<version>-linux-<arch>.tar.gz with its .sha256 beside it. Where the
# static link does not work, links to the system's libraries instead and says so.
set -eu

out=.build/dist
arch=$(uname -m)
rm -rf "$out"
mkdir -p "$out"

build() {
  swift build -c release --disable-default-traits --product plumb --scratch-path .build/static --static-swift-stdlib "$@" >"$out/build.log" 2>&1
}

static_libs=$(pkg-config --static --libs libxml-2.0 yaml-0.1 zlib | sed 's/-L[^ ]*//g; s/ -l/ -Xlinker -l/g; s/^-l/-Xlinker -l/')
# shellcheck disable=SC2086  # a list of words
if build -Xswiftc -static-executable $static_libs -Xlinker --wrap=swift_copyAuxiliaryExecutablePath -Xlinker -lstdc++ -Xlinker -s; then
  kind="fully static"
else
  echo "plumb: the static link failed (see $out/build.log); linking to the system's libraries instead" >&2
  build -Xlinker -s || {
    cat "$out/build.log" >&2
    exit 1
  }
  kind="dynamic"
fi
cp "$(swift build -c release --scratch-path .build/static --show-bin-path)/plumb" "$out/plumb"
version=$("$out/plumb" --version)

# The proof: a static executable starts where there is nothing else at all.
if [ "$kind" = "fully static" ] && [ "$(id -u)" -eq 0 ]; then
  root=$(mktemp -d)
  cp "$out/plumb" "$root/plumb"
  cp -r samples "$root/samples"
  chroot "$root" /plumb --version >/dev/null
  value=$(chroot "$root" /plumb eval conversation.participants.customer.attributes.custom_order_id \
    /samples/conversations/tutorial.json)
  rm -rf "$root"
  [ "$value" = ORD-998877 ] || { echo "plumb: the static executable gave ‘$value’ in an empty root" >&2; exit 1; }
  echo "runs in an empty root: $version, $value"
elif [ "$kind" = "fully static" ]; then
  # Without root there is no chroot; that no interpreter is asked for shows the same.
  if ldd "$out/plumb" >/dev/null 2>&1; then echo "plumb: the executable is not static" >&2; exit 1; fi
fi

name="plumb-$version-linux-$arch"
mkdir -p "$out/$name"
cp "$out/plumb" LICENSE NOTICE README.md CHANGELOG.md "$out/$name/"
if command -v python3 >/dev/null 2>&1; then
  python3 Tests/Tools/make_manual.py "$out/plumb" >"$out/$name/plumb.1"
else
  echo "plumb: python3 is not here: the archive has no manual page" >&2
fi
mkdir "$out/$name/completions"
for shell in bash zsh fish; do
  "$out/plumb" --generate-completion-script "$shell" >"$out/$name/completions/plumb.$shell"
done
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@${SOURCE_DATE_EPOCH:-0}" \
  -czf "$out/$name.tar.gz" -C "$out" "$name"
(cd "$out" && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
rm -rf "${out:?}/$name"
echo "$kind: $out/$name.tar.gz"
