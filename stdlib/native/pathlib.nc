// Paths as objects: their parts as attributes, `/` to go on, and what module fs does as methods.

/// `Path`
/// `Path(...parts)` joins its parts. Attributes: `name`, `stem`, `suffix` (`ext`), `parent`, `parts`. The operator `/` appends a part.
///     import { Path } from "pathlib"
///     p = Path("/data", "in") / "report.tar.gz"
///     print(p, p.name, p.stem, p.suffix, p.parent) #> /data/in/report.tar.gz report.tar.gz report.tar .gz /data/in
///     print(p.parts) #> ["/", "data", "in", "report.tar.gz"]
/// Other paths: `joinPath`, `withName`, `withSuffix`, `relativeTo`, `absolute`, `normalize`, `expanduser`.
///     import { Path } from "pathlib"
///     p = Path("a/b.txt")
///     print(p.withSuffix(".md"), p.withName("c"), p.relativeTo("a"), Path("a/../b").normalize()) #> a/b.md a/c b.txt b
/// Questions: `exists`, `isFile`, `isDir`, `isAbsolute`, `size`, `stat`. Equal paths are one key of a map, and they sort as text.
///     import { Path } from "pathlib"
///     print(Path("/").isDir(), Path("a") == Path("a"), {Path("a"): 1}[Path("a")]) #> true true 1
/// Files: `readText`, `readBytes`, `readLines`, `writeText`, `appendText`, `writeBytes`, `open`, `copy`, `move`, `remove`; folders: `makeDir`
/// (with `parents: true` those above too), `iterDir`, `glob`, `rglob`, `removeDir`. Each has Python's name as well.
///     import { Path } from "pathlib"
///     import { tempDir } from "fs"
///     d = Path(tempDir()) / "x" / "y"
///     d.mkdir(parents: true)
///     (d / "a.txt").write_text("hello")
///     print((d / "a.txt").read_text(), [p.name for p in d.iterdir()]) #> hello ["a.txt"]

/// `PurePath`
/// Another name of Path.
///     print(pathlib.PurePath("a", "b")) #> a/b
