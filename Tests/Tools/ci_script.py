#!/usr/bin/env python3
"""Prints what a CI system would run of a sample, as a script for the shell.

usage: ci_script.py samples/ci/action.yml [INPUT=VALUE…]   a composite action of GitHub; needs bash
       ci_script.py samples/ci/gitlab-ci.yml JOB           a job of GitLab
"""
import re
import shlex
import sys

import yaml


def action(document, given):
    inputs = {name: given.get(name, about.get("default")) for name, about in document["inputs"].items()}
    missing = [name for name, value in inputs.items() if value is None] + sorted(set(given) - set(inputs))
    if missing:
        sys.exit(f"ci_script.py: inputs that are missing or that the action does not have: {', '.join(missing)}")
    for step in document["runs"]["steps"]:
        # Each step is a process of its own, with its variables; folders that it adds are on the PATH of the next one.
        print("(")
        for name, text in step.get("env", {}).items():
            value = re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda match: inputs[match[1]], text)
            print(f"export {name}={shlex.quote(value)}")
        print(step["run"] + ") || exit $?")
        print('if [ -f "$GITHUB_PATH" ]; then PATH=$(tail -n 1 "$GITHUB_PATH"):$PATH; fi')


def job(document, name):
    print("\n".join(document[name]["script"]))


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        document = yaml.safe_load(file)
    if "runs" in document:
        action(document, dict(argument.split("=", 1) for argument in sys.argv[2:]))
    else:
        job(document, *sys.argv[2:])


main()
