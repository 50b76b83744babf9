#!/usr/bin/env python3
"""Writes Sources/SourceText/Rendering/DisplayWidthTable.swift from the Unicode data that Python carries.

usage: Tests/Tools/make_width_table.py > Sources/SourceText/Rendering/DisplayWidthTable.swift
"""
import sys
import unicodedata


def runs(test):
    start = None
    for code in range(0x110000 + 1):
        hit = code < 0x110000 and not 0xD800 <= code < 0xE000 and test(chr(code))
        if hit and start is None:
            start = code
        elif not hit and start is not None:
            yield start, code - 1
            start = None


def assigned(c):
    return unicodedata.category(c) != "Cn"


def wide(c):
    return assigned(c) and unicodedata.east_asian_width(c) in "WF"


def zero(c):
    return unicodedata.category(c) in ("Mn", "Me", "Cf") and c != "\u00ad"


def table(name, doc, test):
    print(f"  /// {doc}")
    print(f"  static let {name}: [ClosedRange<UInt32>] = [")
    line = "   "
    for a, b in runs(test):
        item = f" 0x{a:X}...0x{b:X},"
        if len(line) + len(item) > 118:
            print(line)
            line = "   "
        line += item
    print(line)
    print("  ]")


print(f"""// Made by Tests/Tools/make_width_table.py from the Unicode Character Database {unicodedata.unidata_version}
// (EastAsianWidth.txt and UnicodeData.txt, as Python's unicodedata carries them). Do not edit.

// swift-format-ignore-file

/// Which scalars take two columns of a terminal, and which take none.
enum DisplayWidthTable {{""")
table("wide", "Scalars of East Asian width W or F.", wide)
print()
table("zero", "Marks and format characters, which take no column of their own.", zero)
print("}")
