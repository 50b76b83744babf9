#!/usr/bin/env python3
"""Writes the two wheel files that put plumb, and plumb-cloud beside it, on the PATH of a Python environment.

usage: make_wheels.py VERSION PLUMB PLUMB_CLOUD NOTICES FOLDER

plumb_architect holds plumb alone, which opens no socket; plumb_architect_cloud adds plumb-cloud and requires the first
in the same version. Neither has a line of Python: pip copies the executables. The names of the files say where the
executables run, as these are found to be: fully static ones on any Linux of their processor. The bytes depend on the
arguments' contents and SOURCE_DATE_EPOCH alone.
"""
import base64
import hashlib
import os
import sys
import time
import zipfile

from static_executable import machine

SUMMARY = {
    "plumb-architect": "Lints, evaluates and explains Genesys Cloud Architect flows, offline",
    "plumb-architect-cloud": "Adds to plumb-architect what talks to Genesys Cloud",
}
DESCRIPTION = {
    "plumb-architect": """# plumb

Tells whether a Genesys Cloud Architect flow is true, from files alone: no account, no network.

    plumb lint flows/
    plumb eval participant.attributes.tier conversation.json
    plumb why --key tier conversation.json

`plumb --help` tells the rest. The executable is fully static and opens no socket; `plumb-architect-cloud` adds
`plumb cloud`, which talks to Genesys Cloud.
""",
    "plumb-architect-cloud": """# plumb-cloud

Adds the program `plumb-cloud` to `plumb-architect`: `plumb cloud …` and `--conversation ID` then talk to Genesys Cloud,
or to `plumb cloud sandbox`, a stand-in on your machine. Certificates to trust are the system's, or those of the file that
`SSL_CERT_FILE` names.
""",
}


def platform_tags(executable):
    """The tags of the systems that a static executable runs on: it needs neither glibc nor musl, of whatever version."""
    processor = machine(executable)
    return [f"manylinux2014_{processor}", f"manylinux_2_17_{processor}", f"musllinux_1_1_{processor}"]


class Wheel:
    """A wheel file in the making: entries in the order in which they are added, and the record of them."""

    def __init__(self, name, version, tags, folder):
        self.name, self.version, self.tags = name, version, tags
        self.stem = f"{name.replace('-', '_')}-{version}"
        # A zip file knows no time before 1980.
        epoch = max(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), 315532800)
        self.time = time.gmtime(epoch)[:6]
        self.record = []
        self.file = f"{self.stem}-py3-none-{'.'.join(tags)}.whl"
        self.zip = zipfile.ZipFile(os.path.join(folder, self.file), "w", zipfile.ZIP_DEFLATED, compresslevel=9)

    def add(self, name, content, mode=0o100644):
        # Without the bit of a regular file pip does not see that it may be executed.
        info = zipfile.ZipInfo(name, self.time)
        info.create_system, info.external_attr, info.compress_type = 3, mode << 16, zipfile.ZIP_DEFLATED
        self.zip.writestr(info, content)
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        self.record.append(f"{name},sha256={digest},{len(content)}")

    def add_file(self, name, path, mode=0o100644):
        with open(path, "rb") as file:
            self.add(name, file.read(), mode)

    def finish(self, summary, description, requires, licenses):
        about = f"{self.stem}.dist-info"
        for path in licenses:
            self.add_file(f"{about}/licenses/{os.path.basename(path)}", path)
        metadata = [
            "Metadata-Version: 2.4",
            f"Name: {self.name}",
            f"Version: {self.version}",
            f"Summary: {summary}",
            "License-Expression: Apache-2.0",
            *(f"License-File: {os.path.basename(path)}" for path in licenses),
            "Keywords: genesys,genesys-cloud,architect,lint",
            "Classifier: Environment :: Console",
            "Classifier: Operating System :: POSIX :: Linux",
            "Classifier: Topic :: Software Development :: Quality Assurance",
            "Requires-Python: >=3.7",
            *(f"Requires-Dist: {requirement}" for requirement in requires),
            "Description-Content-Type: text/markdown",
        ]
        self.add(f"{about}/METADATA", ("\n".join(metadata) + "\n\n" + description).encode())
        wheel = ["Wheel-Version: 1.0", "Generator: plumb make_wheels", "Root-Is-Purelib: false"]
        wheel += [f"Tag: py3-none-{tag}" for tag in self.tags]
        self.add(f"{about}/WHEEL", ("\n".join(wheel) + "\n").encode())
        self.record.append(f"{about}/RECORD,,")
        self.add(f"{about}/RECORD", ("\n".join(self.record) + "\n").encode())
        self.zip.close()
        return self.file


def main():
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    version, plumb, cloud, notices, folder = sys.argv[1:]
    for name, executable, requires in [
        ("plumb-architect", plumb, []),
        ("plumb-architect-cloud", cloud, [f"plumb-architect=={version}"]),
    ]:
        wheel = Wheel(name, version, platform_tags(executable), folder)
        wheel.add_file(f"{wheel.stem}.data/scripts/{os.path.basename(executable)}", executable, 0o100755)
        print(wheel.finish(SUMMARY[name], DESCRIPTION[name], requires, ["LICENSE", notices]))


if __name__ == "__main__":
    main()
