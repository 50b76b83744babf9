#!/usr/bin/env python3
"""Writes the notices of everything that is linked into the executables or stands beside them in a package.

usage: make_notices.py CHECKOUTS OBJECTS > NOTICES

NOTICE comes first; then the licences of the Swift packages in CHECKOUTS of which OBJECTS, the folder of a release build,
holds compiled targets, and what Debian says of each library that is linked statically, and of busybox and the certificates
of the image. The same text is printed once, under all the names that it is for.
"""
import glob
import os
import subprocess
import sys

DOCUMENTATION = "/usr/share/doc"
# The packages that the executables' libraries come from; then what only the image has.
LIBRARIES = ["libxml2-dev", "libyaml-dev", "zlib1g-dev", "liblzma-dev", "libicu-dev", "libc6-dev", "libstdc++-12-dev"]
IN_IMAGE = ["busybox-static", "ca-certificates"]
# Texts that those of Debian refer to.
COMMON = ["LGPL-2.1", "GPL-2", "GPL-3", "MPL-2.0"]


def text(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read().strip() + "\n"


def compiled(checkout, objects):
    sources = os.path.join(checkout, "Sources")
    return any(os.path.isdir(os.path.join(objects, name + ".build")) for name in os.listdir(sources))


def parts(checkouts, objects):
    for name in sorted(os.listdir(checkouts)):
        checkout = os.path.join(checkouts, name)
        if compiled(checkout, objects):
            for pattern in ["LICENSE*", "NOTICE*", "Sources/*/LICENSE*"]:
                for file in sorted(glob.glob(os.path.join(checkout, pattern))):
                    yield name, text(file)
    for name in LIBRARIES + IN_IMAGE:
        # The version tells which source package of Debian's archive it was built from.
        query = ["dpkg-query", "--show", "--showformat=${source:Package} ${source:Version}", name]
        source = subprocess.run(query, capture_output=True, text=True, check=True).stdout
        place = ", in the container image only" if name in IN_IMAGE else ""
        yield f"{name} (Debian's source {source}{place})", text(os.path.join(DOCUMENTATION, name, "copyright"))
    for name in COMMON:
        yield name, text(os.path.join("/usr/share/common-licenses", name))


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    names = {}
    for name, content in parts(*sys.argv[1:]):
        names.setdefault(content, []).append(name)
    sys.stdout.write(text("NOTICE"))
    for content, holders in names.items():
        sys.stdout.write(f"\n{'=' * 100}\n{', '.join(dict.fromkeys(holders))}\n{'=' * 100}\n\n{content}")


if __name__ == "__main__":
    main()
