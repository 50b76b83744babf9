#!/usr/bin/env python3
"""Writes an OCI image as one archive (an image layout in a tar file), without a container engine.

usage: make_image.py VERSION PLUMB PLUMB_CLOUD BUSYBOX CERTIFICATES NOTICES FILE

One layer: the two executables, the `sh` and the small tools of BUSYBOX that scripts of CI systems use, the certificates
of the folder CERTIFICATES, the notices. It runs as the user 65532 in /work, which may be written by anyone, since what CI
systems mount there belongs to others. No entry point: GitLab starts a shell of its own. The bytes depend on the arguments'
contents and SOURCE_DATE_EPOCH alone.
"""
import gzip
import hashlib
import io
import json
import os
import sys
import tarfile
import time

from static_executable import machine

EPOCH = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
USER = 65532
# What the scripts of GitLab and GitHub, and ordinary job lines, call. The shell finds them as links to busybox.
TOOLS = """ash awk base64 basename cat chmod cmp cp cut date diff dirname du echo env expr false find grep gunzip gzip head
hostname id kill ln ls mkdir mktemp mv printf pwd readlink realpath rm rmdir sed seq sh sha256sum sleep sort stat tail tar
tee test touch tr true uname uniq unzip wc which whoami xargs""".split()
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}  # the names that images use


class Layer:
    """A tar file with fixed owners and times."""

    def __init__(self):
        self.bytes = io.BytesIO()
        self.tar = tarfile.open(fileobj=self.bytes, mode="w", format=tarfile.USTAR_FORMAT)

    def entry(self, path, kind, mode, owner=0, **fields):
        info = tarfile.TarInfo(path)
        info.type, info.mode, info.uid, info.gid, info.mtime = kind, mode, owner, owner, EPOCH
        for name, value in fields.items():
            setattr(info, name, value)
        return info

    def folder(self, path, mode=0o755, owner=0):
        self.tar.addfile(self.entry(path + "/", tarfile.DIRTYPE, mode, owner))

    def link(self, path, target):
        self.tar.addfile(self.entry(path, tarfile.SYMTYPE, 0o777, linkname=target))

    def file(self, path, content, mode=0o644):
        self.tar.addfile(self.entry(path, tarfile.REGTYPE, mode, size=len(content)), io.BytesIO(content))

    def finish(self):
        self.tar.close()
        return self.bytes.getvalue()


def content(path):
    with open(path, "rb") as file:
        return file.read()


def certificates(folder):
    """The certificates that the distribution ships, not those that somebody added to this machine."""
    paths = sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".crt"))
    if not paths:
        sys.exit(f"make_image.py: {folder} holds no certificates")
    return b"".join(content(path) for path in paths)


def layer(plumb, cloud, busybox, trusted, notices):
    layer = Layer()
    for path in ["bin", "etc", "etc/ssl", "etc/ssl/certs", "home", "usr", "usr/bin", "usr/share", "usr/share/doc"]:
        layer.folder(path)
    layer.folder("usr/share/doc/plumb")
    layer.folder("home/plumb", 0o755, USER)
    layer.folder("tmp", 0o1777)
    layer.folder("work", 0o1777)
    layer.file("bin/busybox", content(busybox), 0o755)
    for tool in TOOLS:
        layer.link("bin/" + tool, "busybox")
    layer.file("etc/passwd", f"root:x:0:0:root:/:/bin/sh\nplumb:x:{USER}:{USER}:plumb:/home/plumb:/bin/sh\n".encode())
    layer.file("etc/group", f"root:x:0:\nplumb:x:{USER}:\n".encode())
    layer.file("etc/ssl/certs/ca-certificates.crt", certificates(trusted))
    layer.link("etc/ssl/cert.pem", "certs/ca-certificates.crt")
    layer.file("usr/bin/plumb", content(plumb), 0o755)
    layer.file("usr/bin/plumb-cloud", content(cloud), 0o755)
    layer.file("usr/share/doc/plumb/LICENSE", content("LICENSE"))
    layer.file("usr/share/doc/plumb/" + os.path.basename(notices), content(notices))
    return layer.finish()


def main():
    if len(sys.argv) != 8:
        sys.exit(__doc__)
    version, plumb, cloud, busybox, trusted, notices, target = sys.argv[1:]
    architecture, = {ARCHITECTURES[machine(path)] for path in (plumb, cloud, busybox)}
    created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(EPOCH))
    layout = Layer()
    layout.file("oci-layout", b'{"imageLayoutVersion":"1.0.0"}')
    layout.folder("blobs")
    layout.folder("blobs/sha256")

    def blob(data, kind, **fields):
        digest = hashlib.sha256(data).hexdigest()
        layout.file("blobs/sha256/" + digest, data)
        return {"mediaType": f"application/vnd.oci.image.{kind}", "digest": "sha256:" + digest, "size": len(data), **fields}

    def document(value):
        return json.dumps(value, separators=(",", ":"), sort_keys=True).encode()

    unpacked = layer(plumb, cloud, busybox, trusted, notices)
    packed = blob(gzip.compress(unpacked, 9, mtime=0), "layer.v1.tar+gzip")
    labels = {
        "org.opencontainers.image.title": "plumb",
        "org.opencontainers.image.description": "Lints, evaluates and explains Genesys Cloud Architect flows",
        "org.opencontainers.image.version": version,
        "org.opencontainers.image.licenses": "Apache-2.0 AND GPL-2.0-only",
    }
    configuration = blob(document({
        "architecture": architecture,
        "os": "linux",
        "created": created,
        "config": {
            "User": f"{USER}:{USER}",
            "WorkingDir": "/work",
            "Env": ["PATH=/usr/bin:/bin", "HOME=/home/plumb"],
            "Cmd": ["plumb", "--help"],
            "Labels": labels,
        },
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(unpacked).hexdigest()]},
        "history": [{"created": created, "created_by": "make_image.py"}],
    }), "config.v1+json")
    manifest = blob(document({
        "schemaVersion": 2,
        "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "config": configuration,
        "layers": [packed],
        "annotations": labels,
    }), "manifest.v1+json", platform={"architecture": architecture, "os": "linux"},
        annotations={"org.opencontainers.image.ref.name": version})
    layout.file("index.json", document({"schemaVersion": 2, "manifests": [manifest]}))
    with open(target, "wb") as file:
        file.write(layout.finish())
    print(os.path.basename(target))


if __name__ == "__main__":
    main()
