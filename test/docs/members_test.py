#!/usr/bin/env python3
"""The names of members that the compiler knows of builtin types are those that the runtime has.

usage: members_test.py NOODLE MEMBER_NAMES.def [--update]
"""
import pathlib
import re
import subprocess
import sys

TYPES = {"string": "String", "List": "List", "Map": "Map", "Set": "Set", "Tuple": "Tuple", "bytes": "Bytes", "int": "Int", "float": "Float",
         "bool": "Bool", "bigint": "BigInt", "Range": "Range"}


def rows_of(page):
    for name, kind in TYPES.items():
        section = page.partition(f"\n## Members of {name}\n")[2].partition("\n## ")[0]
        yield kind, sorted(re.findall(r"`(\w+)`", section))


def text_of(kind, names):
    lines = [""]
    for name in names:
        if len(lines[-1]) + len(name) > 100:
            lines.append("")
        lines[-1] += name + " "
    lines[-1] = lines[-1].rstrip()
    return f"MEMBER_NAMES({kind},\n" + "\n".join(f'             "{line}"' for line in lines) + ")\n"


def main():
    noodle, table = sys.argv[1], pathlib.Path(sys.argv[2])
    page = subprocess.run([noodle, "docs", "builtins"], capture_output=True, text=True, check=True).stdout
    text = table.read_text()
    rows = list(rows_of(page))
    assert all(names for _, names in rows), "a type without members"
    fresh = "".join(text_of(kind, names) for kind, names in rows)
    start, end = text.index("MEMBER_NAMES(String"), text.rindex("COMMON_MEMBER_NAMES(\"")
    if "--update" in sys.argv:
        table.write_text(text[:start] + fresh + text[end:])
        return 0
    same = text[start:end] == fresh
    print(f"{len(rows)} types, {sum(len(names) for _, names in rows)} names, {'no mistakes' if same else table.name + ' is stale: --update'}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
