// Files and folders. Paths are texts or Path objects; failures are IOErrors (FileNotFoundError, PermissionError) with `.path`. Text is UTF-8.

/// `open(path, mode, encoding, errors, newline)`
/// A file; `mode` is "r" (as if none is given), "w", "a", "x" or "r+", with "b" for bytes. `with` closes it. `errors` is "strict" or "replace".
///     import fs
///     p = fs.tempFile()
///     with fs.open(p, "w") as file { file.write("one\ntwo\n") }
///     with fs.open(p) as file { for line in file { print(line.trim()) } }
///     #> one
///     #> two

/// `readText(path)` `readFile`
/// The whole file as text.
///     p = fs.tempFile()
///     fs.writeText(p, "naïve")
///     print(fs.readText(p)) #> naïve

/// `readBytes(path)`
/// The whole file as bytes.
///     p = fs.tempFile()
///     fs.writeText(p, "ab")
///     print(fs.readBytes(p)) #> b"ab"

/// `readLines(path)`
/// The lines without their ends.
///     p = fs.tempFile()
///     fs.writeText(p, "one\ntwo\n")
///     print(fs.readLines(p)) #> ["one", "two"]

/// `writeText(path, text)` `writeFile`
/// Replaces the file by this text. It is written beside its place and renamed, so a reader sees the old file or the new one.
///     p = fs.tempFile()
///     fs.writeText(p, "text")
///     print(fs.size(p)) #> 4

/// `appendText(path, text)`
/// Writes at the end of the file, which is made if it is not there.
///     p = fs.tempFile()
///     fs.appendText(p, "a")
///     fs.appendText(p, "b")
///     print(fs.readText(p)) #> ab

/// `writeBytes(path, data)`
/// Replaces the file by these bytes.
///     p = fs.tempFile()
///     fs.writeBytes(p, b"\x00\x01")
///     print(fs.size(p)) #> 2

/// `exists(path)`
/// Whether there is a file or folder of that name.
///     print(fs.exists("/"), fs.exists("/no/such/file")) #> true false

/// `isFile(path)`
/// Whether it is a plain file, or a link to one.
///     print(fs.isFile(fs.tempFile()), fs.isFile("/")) #> true false

/// `isDir(path)`
/// Whether it is a folder, or a link to one.
///     print(fs.isDir("/")) #> true

/// `isLink(path)`
/// Whether it is a symbolic link.
///     print(fs.isLink("/")) #> false

/// `remove(path)`
/// Removes a file.
///     p = fs.tempFile()
///     fs.remove(p)
///     print(fs.exists(p)) #> false

/// `removeDir(path, recursive)`
/// Removes an empty folder, or with `recursive: true` one with all that is in it.
///     d = fs.tempDir()
///     fs.writeText(d + "/f", "")
///     fs.removeDir(d, recursive: true)
///     print(fs.exists(d)) #> false

/// `removeTree(path)`
/// Removes a folder with all that is in it. Links are removed, not followed.
///     d = fs.tempDir()
///     fs.makeDirs(d + "/a/b")
///     fs.removeTree(d)
///     print(fs.exists(d)) #> false

/// `listDir(path)`
/// The names in a folder, in no special order.
///     d = fs.tempDir()
///     fs.writeText(d + "/f", "")
///     print(fs.listDir(d)) #> ["f"]

/// `makeDir(path)`
/// Makes a folder, whose parent must be there.
///     d = fs.tempDir()
///     fs.makeDir(d + "/x")
///     print(fs.isDir(d + "/x")) #> true

/// `makeDirs(path, existOk)`
/// Makes a folder and those above it that are missing; it may be there already unless `existOk: false`.
///     d = fs.tempDir()
///     fs.makeDirs(d + "/x/y/z")
///     print(fs.isDir(d + "/x/y/z")) #> true

/// `walk(path)`
/// Each folder from `path` down as a tuple: its path, the names of its folders, the names of its files.
///     d = fs.tempDir()
///     fs.makeDir(d + "/s")
///     fs.writeText(d + "/f", "")
///     print([(dirs, files) for root, dirs, files in fs.walk(d)]) #> [(["s"], ["f"]), ([], [])]

/// `copy(path, target)`
/// Copies a file, or a folder with all that is in it.
///     d = fs.tempDir()
///     fs.writeText(d + "/a", "text")
///     fs.copy(d + "/a", d + "/b")
///     print(fs.readText(d + "/b")) #> text

/// `move(path, target)` `rename`
/// Gives a file or folder another name, also on another disk.
///     d = fs.tempDir()
///     fs.writeText(d + "/a", "text")
///     fs.move(d + "/a", d + "/b")
///     print(fs.listDir(d)) #> ["b"]

/// `stat(path)`
/// What the system knows of a file, as a map: `size`, `modified`, `isFile`, `isDir`, `mode` and more.
///     p = fs.tempFile()
///     fs.writeText(p, "123")
///     facts = fs.stat(p)
///     print(facts["size"], facts["isFile"]) #> 3 true

/// `size(path)`
/// The bytes of a file.
///     p = fs.tempFile()
///     fs.writeText(p, "ä")
///     print(fs.size(p)) #> 2

/// `modified(path)`
/// When the file was changed last, in seconds since 1970.
///     print(fs.modified(fs.tempFile()) > 1.6e9) #> true

/// `realPath(path)`
/// The path without links, `.` and `..`.
///     print(fs.realPath("/usr/../usr/.")) #> /usr

/// `touch(path)`
/// Makes an empty file, or sets the time of the last change of one that is there.
///     d = fs.tempDir()
///     fs.touch(d + "/x")
///     print(fs.size(d + "/x")) #> 0

/// `tempFile(prefix, suffix)`
/// Makes an empty file in the folder for temporary files; gives its path.
///     p = fs.tempFile("report", ".csv")
///     print(p.endsWith(".csv"), fs.size(p)) #> true 0

/// `tempDir(prefix)`
/// Makes an empty folder there.
///     print(fs.listDir(fs.tempDir())) #> []

/// `cwd()`
/// The folder that the program is in.
///     print(fs.cwd().startsWith("/")) #> true

/// `chdir(path)`
/// Goes to another folder.
///     fs.chdir("/")
///     print(fs.cwd()) #> /

/// `glob(pattern, root)`
/// The paths that fit a pattern: `*` and `?` within a name, `[abc]`, `**` for any folders. They are counted from `root` where that is given.
///     import fs, path
///     d = fs.tempDir()
///     fs.makeDir(d + "/s")
///     fs.writeText(d + "/a.txt", "")
///     fs.writeText(d + "/s/b.txt", "")
///     print(sorted([path.basename(str(p)) for p in fs.glob("**/*.txt", d)])) #> ["a.txt", "b.txt"]

/// `Path`
/// The class of paths as objects; module pathlib says more.
///     print(fs.Path("/a/b.txt").stem) #> b
