#!/usr/bin/env python3
"""Writes the manual page of plumb, or of plumb-cloud, from what the program says of itself.

usage: make_manual.py PROGRAM > plumb.1
"""
import json
import subprocess
import sys


def roff(text):
    """A text as roff takes it literally."""
    lines = text.replace("\\", "\\e").replace("-", "\\-").split("\n")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in lines)


def names(argument):
    shown = []
    for name in argument.get("names", []):
        dashes = "-" if name["kind"] == "short" else "--" if name["kind"] == "long" else "-"
        shown.append(dashes + name["name"])
    return shown


def option(argument):
    value = argument.get("valueName", "value")
    if argument["kind"] == "positional":
        head = "<" + value + ">" + (" ..." if argument.get("isRepeating") else "") + ("]" if "[" in value else "")
    else:
        head = ", ".join(names(argument)) + (" <" + value + ">" if argument["kind"] == "option" else "")
    body = argument.get("abstract", "")
    default = argument.get("defaultValue")
    if default and argument["kind"] != "flag":
        body += " Default: " + default + "."
    print(".TP\n.B " + roff(head) + "\n" + roff(body))


def command(node, path):
    path = path + [node["commandName"]]
    print(".SS " + roff(" ".join(path)))
    print(roff(node.get("abstract", "")))
    for argument in node.get("arguments", []):
        if argument.get("shouldDisplay") and argument.get("valueName") not in ("help", "version"):
            option(argument)
    if node.get("discussion"):
        print(".PP\n.nf\n" + roff(node["discussion"]) + "\n.fi")
    for child in node.get("subcommands", []):
        if child.get("shouldDisplay") and child["commandName"] != "help":
            command(child, path)


def main():
    program = sys.argv[1]
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    dump = subprocess.run([program, "--experimental-dump-help"], capture_output=True, text=True, check=True).stdout
    root = json.loads(dump)["command"]
    typed = root["commandName"]  # "plumb cloud" where the program is plumb-cloud
    name = typed.replace(" ", "-")
    print(f'.TH {name.upper()} 1 "" "plumb {version}"')
    print(f".SH NAME\n{roff(name)} \\- " + roff(root["abstract"][0].lower() + root["abstract"][1:].rstrip(".")))
    print(f".SH SYNOPSIS\n.B {typed}\n<command> [<options>]")
    print(".SH DESCRIPTION\n.nf\n" + roff(root.get("discussion", "")) + "\n.fi")
    print(".SH COMMANDS")
    for child in root.get("subcommands", []):
        if child.get("shouldDisplay") and child["commandName"] != "help":
            command(child, [typed])
    print(".SH SEE ALSO\n.B " + roff({"plumb": "plumb-cloud", "plumb-cloud": "plumb"}[name]) + "(1)")


main()
