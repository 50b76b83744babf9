#!/bin/sh
# Makes what a user installs: an archive, a Debian package, two wheels, a container image, each with a checksum.
#
# usage: dist.sh [build | pack]    (from the root of the repository; without a word both, one after the other)
#
# `build` leaves the two executables in .build/dist, fully static: they need nothing of a system but its kernel, save that
# plumb-cloud reads /etc/hosts, /etc/resolv.conf and the certificates to trust (SSL_CERT_FILE, else the usual places).
# `pack` makes all packages from them. The same executables and SOURCE_DATE_EPOCH (unless set, the time of the last
# commit) give the same bytes.
set -eu

out=.build/dist
scratch=.build/static

fail() {
  echo "plumb: $1" >&2
  exit 1
}

# Debian's libxml2 asks ICU for encodings that it does not know, and the tables of all of them would be more than half of an
# executable. Plumb decodes files itself and hands UTF-8 on, so an empty table stands in their place.
empty_tables() {
  name=$(nm -g "$(clang -print-file-name=libicudata.a)" | sed -n 's/.* [A-Z] \(icudt[0-9]*_dat\)$/\1/p')
  [ -n "$name" ] || fail "the name of ICU's tables was not found"
  echo "const long double ${name}[64] = {0};" | clang -x c -c -o "$out/tables.o" -
}

# Without it types such as a dictionary's are made by name when they are first met, and each search for what they conform to
# looks at all that there is: half of a short run.
direct="-Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors"

# build PRODUCT
build() {
  libraries=$(pkg-config --static --libs libxml-2.0 yaml-0.1 zlib |
    sed "s|-L[^ ]*||g; s|-licudata|$PWD/$out/tables.o|; s/^ */ /; s/  *\([^ ]\)/ -Xlinker \1/g")
  # shellcheck disable=SC2086  # a list of words
  swift build -c release --product "$1" --scratch-path "$scratch" --static-swift-stdlib \
    -Xswiftc -static-executable -Xswiftc -DSTATIC_EXECUTABLE $direct -Xcc "-ffile-prefix-map=$PWD/=" $libraries \
    -Xlinker --wrap=swift_copyAuxiliaryExecutablePath -Xlinker -lstdc++ -Xlinker -s >"$out/build.log" 2>&1 || {
    cat "$out/build.log" >&2
    fail "the static link of $1 failed; see above"
  }
  cp "$scratch/release/$1" "$out/$1"
}

# A static executable starts where there is nothing else at all, not even /proc.
prove() {
  if [ "$(id -u)" -ne 0 ]; then
    # Without root there is no chroot; that no interpreter is asked for shows the same.
    for program in plumb plumb-cloud; do
      ! ldd "$out/$program" >/dev/null 2>&1 || fail "$program is not static"
    done
    return 0
  fi
  root=$(mktemp -d)
  cp -r "$out/plumb" "$out/plumb-cloud" samples "$root"
  value=$(chroot "$root" /plumb eval conversation.participants.customer.attributes.custom_order_id \
    /samples/conversations/tutorial.json)
  found=$(chroot "$root" /plumb-cloud --version)
  rm -rf "$root"
  [ "$value" = ORD-998877 ] || fail "the static executable gave ‘$value’ in an empty root"
  echo "both run in an empty root: $found, $value"
}

pack() {
  version=$("$out/plumb" --version)
  [ "$version" = "$("$out/plumb-cloud" --version)" ] || fail "the two executables are of different versions"
  SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)}
  export SOURCE_DATE_EPOCH
  name="plumb-$version-linux-$(uname -m)"
  rm -rf "${out:?}/$name"
  rm -f "$out"/*.tar.gz "$out"/*.deb "$out"/*.whl "$out"/*.oci.tar "$out"/*.sha256

  tree=$out/$name
  mkdir -p "$tree/completions"
  cp "$out/plumb" "$out/plumb-cloud" LICENSE README.md CHANGELOG.md SECURITY.md "$tree"
  python3 Tests/Tools/make_notices.py "$scratch/checkouts" "$scratch/release" >"$tree/NOTICES"
  for program in plumb plumb-cloud; do
    python3 Tests/Tools/make_manual.py "$out/$program" >"$tree/$program.1"
  done
  for shell in bash zsh fish; do
    "$out/plumb" --generate-completion-script "$shell" >"$tree/completions/plumb.$shell"
  done

  tar --sort=name --owner=0 --group=0 --numeric-owner --mode=go=u,go-w --mtime="@$SOURCE_DATE_EPOCH" \
    -cf - -C "$out" "$name" | gzip -9n >"$out/$name.tar.gz"
  echo "$name.tar.gz"
  sh Tests/Tools/make_deb.sh "$version" "$tree" "$out"
  python3 Tests/Tools/make_wheels.py "$version" "$out/plumb" "$out/plumb-cloud" "$tree/NOTICES" "$out"
  python3 Tests/Tools/make_image.py "$version" "$out/plumb" "$out/plumb-cloud" /bin/busybox \
    /usr/share/ca-certificates/mozilla "$tree/NOTICES" "$out/$name.oci.tar"
  rm -rf "$tree"
  cd "$out"
  for file in *.tar.gz *.deb *.whl *.oci.tar; do sha256sum "$file" >"$file.sha256"; done
}

mkdir -p "$out"
case ${1:-all} in
  build | all)
    empty_tables
    # The first needs all that the second does, and more.
    build plumb-cloud
    build plumb
    prove
    ;;
  pack) ;;
  *) fail "dist.sh takes ‘build’ or ‘pack’" ;;
esac
[ "${1:-all}" = build ] || pack
