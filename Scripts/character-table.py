#!/usr/bin/env python3
"""Writes Sources/Text/TerminalText/CharacterTable.swift from the Unicode Character Database.

    python3 -m venv /tmp/unicode && /tmp/unicode/bin/pip install unicodedata2==16.0.0
    /tmp/unicode/bin/python Scripts/character-table.py > Sources/Text/TerminalText/CharacterTable.swift

Each scalar gets one class: 0 narrow, 1 wide, 2 combining (no column of its own), 3 hidden (it would act on the
terminal, reorder text or not be seen, so it is shown as its code point).
"""
import unicodedata2 as unicode

NARROW, WIDE, COMBINING, HIDDEN = range(4)

# Default_Ignorable_Code_Point (DerivedCoreProperties.txt) outside the categories below: seen as nothing.
IGNORABLE = (
    [0x034F, 0x3164, 0xFFA0, 0x2800]
    + list(range(0x115F, 0x1161))
    + list(range(0x17B4, 0x17B6))
    + list(range(0x180B, 0x1810))
    + list(range(0xFE00, 0xFE10))
    + list(range(0xE0000, 0xE1000))
)
# Conjoining Hangul vowels and finals join the syllable before them.
JOINING = [(0x1160, 0x11FF), (0xD7B0, 0xD7FB)]


def kind(scalar):
    character = chr(scalar)
    category = unicode.category(character)
    if scalar in ignorable or category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        return HIDDEN
    if category in ("Mn", "Me") or any(a <= scalar <= b for a, b in JOINING):
        return COMBINING
    return WIDE if unicode.east_asian_width(character) in ("W", "F") else NARROW


ignorable = set(IGNORABLE)
entries, previous = [], None
for scalar in range(0x110000):
    now = kind(scalar)
    if now != previous:
        entries.append((scalar << 2) | now)
        previous = now

print(f"""/// Which scalars are wide, combining or hidden, by Unicode {unicode.unidata_version}.
///
/// Written by `Scripts/character-table.py`; do not edit. An entry is the first scalar of a run, shifted
/// left by two, and the class of the run in the low two bits. Runs are in order and leave no gap.
enum CharacterTable {{
    static let runs: [UInt32] = [""")
for at in range(0, len(entries), 10):
    print("        " + " ".join(f"{entry:#x}," for entry in entries[at : at + 10]))
print("    ]\n}")
