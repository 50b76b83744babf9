#!/bin/sh
# Writes the Debian package.
#
# usage: make_deb.sh VERSION TREE FOLDER   (from the root of the repository)
#
# TREE is what dist.sh has laid out for the archive: executables, manual pages, completions, notices. The bytes depend on
# its contents and SOURCE_DATE_EPOCH alone.
set -eu
version=$1
tree=$2
folder=$3
: "${SOURCE_DATE_EPOCH:?}"
export SOURCE_DATE_EPOCH
architecture=$(dpkg --print-architecture)
maintainer="the Plumb authors <plumb@example.invalid>"
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
umask 022
chmod 755 "$root"

put() { install -D -m "$1" "$2" "$root/$3"; }
pack() { mkdir -p "$(dirname "$root/$2")" && gzip -9n <"$1" >"$root/$2" && chmod 644 "$root/$2"; }

put 755 "$tree/plumb" usr/bin/plumb
put 755 "$tree/plumb-cloud" usr/bin/plumb-cloud
for page in plumb plumb-cloud; do pack "$tree/$page.1" "usr/share/man/man1/$page.1.gz"; done
# What bash reads there is no program of its own.
sed '1{/^#!/d}' "$tree/completions/plumb.bash" >"$root/completion"
put 644 "$root/completion" usr/share/bash-completion/completions/plumb
rm "$root/completion"
put 644 "$tree/completions/plumb.zsh" usr/share/zsh/vendor-completions/_plumb
put 644 "$tree/completions/plumb.fish" usr/share/fish/vendor_completions.d/plumb.fish
pack "$tree/NOTICES" usr/share/doc/plumb/NOTICES.gz

cat >"$root/usr/share/doc/plumb/copyright" <<END
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: plumb
Comment: What is linked into the executables, with its licences: NOTICES.gz beside this file.

Files: *
Copyright: 2026 the Plumb authors
License: Apache-2.0

License: Apache-2.0
 On Debian systems the full text of the Apache License 2.0 is in
 /usr/share/common-licenses/Apache-2.0.
END

# The newest section of CHANGELOG.md, as Debian writes changes.
{
  printf 'plumb (%s) unstable; urgency=medium\n\n' "$version"
  awk '/^## / { sections++ } sections == 1 && /^\* / { printf "\n" } sections == 1 && /^(\* |  )/ { printf "%s ", substr($0, 3) }
    END { printf "\n" }' CHANGELOG.md | tail -n +2 | while read -r change; do
    printf '%s\n' "$change" | fold -s -w 74 | sed 's/ *$//; 1s/^/  * /; 2,$s/^/    /'
  done
  printf '\n -- %s  %s\n' "$maintainer" "$(date -u -R -d "@$SOURCE_DATE_EPOCH")"
} >"$root/changelog"
pack "$root/changelog" usr/share/doc/plumb/changelog.gz
rm "$root/changelog"

# What lintian says and why it is so.
mkdir -p "$root/usr/share/lintian/overrides"
cat >"$root/usr/share/lintian/overrides/plumb" <<'END'
# The executables are static on purpose: the same files are in all packages, and run on any Linux.
plumb: statically-linked-binary [usr/bin/plumb]
plumb: statically-linked-binary [usr/bin/plumb-cloud]
# For the same reason they hold the libraries; NOTICES.gz names the versions.
plumb: embedded-library * [usr/bin/plumb]
plumb: embedded-library * [usr/bin/plumb-cloud]
END

find "$root" -type d -exec chmod 755 {} +
size=$(find "$root/usr" -type f -exec stat -c %s {} + | awk '{ total += int(($1 + 1023) / 1024) } END { print total }')
mkdir "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<END
Package: plumb
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $size
Recommends: ca-certificates
Section: devel
Priority: optional
Description: lints, evaluates and explains Genesys Cloud Architect flows
 Plumb tells whether a Genesys Cloud Architect flow is true. It works on files,
 without an account and without a network: it evaluates expressions against
 the JSON of a conversation, lints exported flows, and explains why a
 participant attribute is missing.
 .
 The program plumb opens no socket. What talks to Genesys Cloud is the program
 plumb-cloud, which 'plumb cloud' starts; it trusts the certificates of
 ca-certificates.
END
(cd "$root" && find usr -type f | LC_ALL=C sort | xargs md5sum) >"$root/DEBIAN/md5sums"
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
# One thread, since the bytes of xz depend on how many there are.
dpkg-deb --root-owner-group --threads-max=1 -Zxz --build "$root" "$folder/plumb_${version}_$architecture.deb" >/dev/null
echo "plumb_${version}_$architecture.deb"
