#!/usr/bin/env python3
"""The examples of the language's manual and of the library's pages run and print what they say. Every section of a page has at least one.

usage: examples_test.py NOODLE SCRIPT_TEST PAGES_FOLDER
"""
import pathlib
import re
import subprocess
import sys
import tempfile

WITHOUT_EXAMPLES = {"README.md", "grammar.md"}


def main():
    noodle, script_test, pages = (str(pathlib.Path(word).resolve()) for word in sys.argv[1:])
    mistakes, count = [], 0
    with tempfile.TemporaryDirectory() as name:
        for page in sorted(pathlib.Path(pages).glob("*.md")):
            if page.name in WITHOUT_EXAMPLES:
                continue
            for section in re.split(r"(?m)^## ", page.read_text())[1:]:
                title = section.split("\n", 1)[0]
                examples = re.findall(r"```noodle\n(.*?)```", section, re.S)
                if not examples:
                    mistakes.append(f"{page.name}: section '{title}' has no example")
                for example in examples:
                    count += 1
                    file = re.sub(r"\W+", "_", f"{page.stem}_{title}_{count}") + ".nc"
                    (pathlib.Path(name) / file).write_text(example)
        done = subprocess.run([script_test, noodle, name], cwd=name, capture_output=True, text=True)
        if done.returncode != 0:
            mistakes.append(done.stdout + done.stderr)
    print("\n".join(mistakes))
    print(f"{count} examples, {len(mistakes)} mistakes")
    return 1 if mistakes or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
