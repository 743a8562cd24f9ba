#!/usr/bin/env python3
"""docs/embedding.md holds the table of settings as the library states it; --fix writes it there.

Usage: docs_test.py LIBNOODLE.SO EMBEDDING.MD [--fix]"""
import ctypes
import pathlib
import sys


class Setting(ctypes.Structure):
    _fields_ = [("struct_size", ctypes.c_size_t), ("name", ctypes.c_char_p), ("type", ctypes.c_char_p),
                ("default_text", ctypes.c_char_p), ("has_effect", ctypes.c_bool), ("doc", ctypes.c_char_p),
                ("reason", ctypes.c_char_p)]


def rows(library):
    index = 0
    while True:
        setting = Setting(struct_size=ctypes.sizeof(Setting))
        if library.noodle_config_setting(ctypes.c_size_t(index), ctypes.byref(setting)) != 0:
            return
        yield [field.decode() if isinstance(field, bytes) else field for field in
               (setting.name, setting.type, setting.default_text, setting.has_effect, setting.doc, setting.reason)]
        index += 1


def table(library):
    lines = ["| setting | type | default | effect | meaning | why |", "|---|---|---|---|---|---|"]
    for name, kind, default, effect, doc, reason in rows(library):
        lines.append(f"| `{name}` | {kind} | {default} | {'yes' if effect else 'not yet'} | {doc} | {reason} |")
    return "\n".join(lines) + "\n"


document = pathlib.Path(sys.argv[2])
text = document.read_text()
begin, end = "<!-- settings -->\n", "<!-- end of settings -->\n"
before, rest = text.split(begin)
shown, after = rest.split(end)
wanted = table(ctypes.CDLL(sys.argv[1]))
if "--fix" in sys.argv:
    document.write_text(before + begin + wanted + end + after)
elif shown != wanted:
    sys.exit("the table of settings in docs/embedding.md is stale: run test/embed/docs_test.py … --fix")
print(wanted.count("\n") - 2, "settings")
