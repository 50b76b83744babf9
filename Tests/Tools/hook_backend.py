"""Builds what pre-commit installs of this repository: a package without content that requires the wheel plumb-architect.

pre-commit runs `pip install .` in a clone; pyproject.toml names this module as the builder, so that neither Swift nor a
package from an index is needed for it. The hook itself stands in .pre-commit-hooks.yaml.
"""
import re

from make_wheels import Wheel


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    with open("Sources/PlumbCLI/Console/Plumb.swift", encoding="utf-8") as source:
        version = re.search(r'let plumbVersion = "(.+)"', source.read()).group(1)
    wheel = Wheel("plumb-hook", version, ["any"], wheel_directory)
    return wheel.finish("Brings plumb for pre-commit", "", [f"plumb-architect=={version}"], [])
