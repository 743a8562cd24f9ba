#!/usr/bin/env python3
"""Every row of diagnostics.def: the exact text of its message, and that its explanation is true.

For each code: the failing example of its explanation gets that code first, with exactly the text kept in
expected/CODE.txt; the mended one gets no message; where the message carries a fix, `noodle check --fix` removes it. Codes
without an example of one file have a program in several/CODE, or one made here. A row without an expected text fails. The
messages shown in docs/diagnostics.md are those that the compiler gives.

usage: diagnostics_test.py NOODLE DIAG_FOLDER [--update]
"""
import ast
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
LITERAL = r'"(?:[^"\\]|\\.)*"'
ROW = re.compile(rf"NOODLE_EXPLAIN\((\w+),\s*((?:{LITERAL}\s*)+),\s*((?:{LITERAL}\s*)+),\s*((?:{LITERAL}\s*)+)\)")
MADE = {
    "N0108": b"print(1)\nname = \"caf\xe9\"\n",
    "N0217": b"x = " + b"(" * 5000 + b"1" + b")" * 5000 + b"\n",
    "N0218": b"x = " + b" + ".join([b"1"] * 100000) + b"\n",
    "N0801": b"".join(b"print(unknown%d)\n" % n for n in range(1, 23)),
}


def text_of(literals):
    return "".join(ast.literal_eval(each) for each in re.findall(LITERAL, literals))


def rows(folder):
    table = (folder / "diagnostics.def").read_text()
    codes = {name: f"N{int(number):04}" for number, name in re.findall(r"^NOODLE_DIAG\((\d+), (\w+),", table, re.M)}
    examples = {}
    for file in sorted(folder.glob("explain_*.def")):
        for name, _, failing, mended in ROW.findall(re.sub("(?m)^//.*", "", file.read_text())):
            examples[codes[name]] = (text_of(failing), text_of(mended))
    return [(code, *examples.get(code, ("", ""))) for code in codes.values()]


def check(noodle, folder, *flags):
    done = subprocess.run([noodle, "check", *flags, "main.nc"], cwd=folder, capture_output=True, text=True, timeout=60)
    said = done.stdout if "--json" in flags else done.stderr
    return said.replace(str(pathlib.Path(folder).resolve()) + "/", "")


def place(code, program, folder):
    """Puts the program of a row into the folder; False if it has none."""
    if program:
        (folder / "main.nc").write_text(program + "\n")
    elif code in MADE:
        (folder / "main.nc").write_bytes(MADE[code])
    elif (HERE / "several" / code).is_dir():
        shutil.copytree(HERE / "several" / code, folder, dirs_exist_ok=True)
    else:
        return False
    return True


def mistakes_of(noodle, code, failing, mended, update):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        if not place(code, failing, folder):
            yield "has neither an example nor a program in several/"
            return
        actual = check(noodle, folder)
        codes = re.findall(r"^(?:error|warning|note)\[(N\d+)\]", actual, re.M)
        if not codes or (codes[0] != code and code != "N0801"):
            yield f"the example gets {codes or 'no message'}"
        if code not in codes:
            return
        expected = HERE / "expected" / f"{code}.txt"
        if update:
            expected.write_text(actual)
        if not expected.exists():
            yield "no test of its text: expected/ lacks a file"
        elif expected.read_text() != actual:
            yield f"the text differs from {expected.name}:\n{actual}"
        messages = [json.loads(line) for line in check(noodle, folder, "--json").splitlines()]
        if [message["code"] for message in messages] != codes:
            yield "--json reports something else"
        if any(message["code"] == code and message["fixes"] for message in messages):
            left = check(noodle, folder, "--fix")
            if f"[{code}]" in left:
                yield f"--fix leaves it:\n{left}{(folder / 'main.nc').read_text()}"
        if mended:
            (folder / "main.nc").write_text(mended + "\n")
            if left := check(noodle, folder):
                yield f"the mended example gets a message:\n{left}"


def page_mistakes(noodle, page, update):
    """Each ```noodle block of the page is followed by a ```text block with what `noodle check` says of it."""
    text = page.read_text()
    fresh = text
    for match in re.finditer(r"```noodle\n(.*?)\n```\n```text\n(.*?)```\n", text, re.S):
        with tempfile.TemporaryDirectory() as name:
            (pathlib.Path(name) / "main.nc").write_text(match[1] + "\n")
            said = check(noodle, name)
        if said != match[2]:
            yield f"{page.name} shows another message for:\n{match[1]}\n{said}"
        fresh = fresh.replace(match[0], f"```noodle\n{match[1]}\n```\n```text\n{said}```\n")
    if update:
        page.write_text(fresh)


def main():
    noodle, folder = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
    update = "--update" in sys.argv
    all_rows = rows(folder)
    problems = []
    for code, failing, mended in all_rows:
        problems += [f"{code}: {mistake}" for mistake in mistakes_of(noodle, code, failing, mended, update)]
    problems += page_mistakes(noodle, folder.parent.parent / "docs/diagnostics.md", update)
    unknown = {path.stem for path in (HERE / "expected").glob("*.txt")} - {code for code, _, _ in all_rows}
    problems += [f"expected/{code}.txt is of no row" for code in sorted(unknown)]
    print("\n".join(problems))
    print(f"{len(all_rows)} messages, {len(problems)} mistakes")
    return 1 if problems or not all_rows else 0


if __name__ == "__main__":
    sys.exit(main())
