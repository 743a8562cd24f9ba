// Paths as text. Most functions only compute; those that look at the file system say so. Module pathlib has paths as objects.

/// `join(...parts)`
/// The parts with / between them; an absolute part begins anew.
///     print(path.join("a", "b/", "c.txt"), path.join("a", "/b")) #> a/b/c.txt /b

/// `dirname(path)` `dirName` `parent`
/// Everything before the last part.
///     print(path.dirname("/a/b.txt")) #> /a

/// `basename(path)` `baseName` `name`
/// The last part.
///     print(path.basename("/a/b.txt")) #> b.txt

/// `ext(path)` `extname`
/// The extension with its dot, or nothing.
///     print(path.ext("a/b.tar.gz"), repr(path.ext("a.b/c"))) #> .gz ""

/// `stem(path)`
/// The last part without its extension.
///     print(path.stem("a/b.txt")) #> b

/// `normalize(path)` `normpath`
/// Without `.`, `..` and doubled slashes where that is possible.
///     print(path.normalize("a//b/../c/.")) #> a/c

/// `absolute(path)` `abspath`
/// From the root, by the folder that the program is in.
///     print(path.absolute("x") == path.join(path.absolute("."), "x")) #> true

/// `resolve(path)`
/// As absolute.
///     print(path.isAbsolute(path.resolve("x"))) #> true

/// `realpath(path)`
/// From the root with links followed; looks at the file system.
///     print(path.realpath("/")) #> /

/// `expanduser(path)`
/// With `~` at the beginning as the home folder.
///     print(path.expanduser("a/~")) #> a/~

/// `relative(path, start)` `relpath`
/// As seen from `start`.
///     print(path.relative("/a/b/c", "/a/d")) #> ../b/c

/// `split(path)`
/// (all but the last part, the last part).
///     print(path.split("/a/b")) #> ("/a", "b")

/// `splitext(path)` `splitExt`
/// (without the extension, the extension).
///     print(path.splitext("a/b.txt")) #> ("a/b", ".txt")

/// `parts(path)`
/// All parts.
///     print(path.parts("/a/b")) #> ["/", "a", "b"]

/// `isAbsolute(path)` `isabs`
/// True if it begins at the root.
///     print(path.isAbsolute("/a"), path.isAbsolute("a")) #> true false

/// `exists(path)`
/// True if something is there; looks at the file system.
///     print(path.exists("/")) #> true

/// `isfile(path)` `isFile`
/// True for a file.
///     print(path.isfile("/")) #> false

/// `isdir(path)` `isDir`
/// True for a folder.
///     print(path.isdir("/")) #> true

/// `islink(path)`
/// True for a symbolic link.
///     print(path.islink("/")) #> false

/// `getsize(path)`
/// The size of a file in bytes.
///     import "fs"
///     import "path"
///     file = fs.tempFile()
///     fs.writeText(file, "abc")
///     print(path.getsize(file)) #> 3
///     fs.remove(file)

/// `getmtime(path)`
/// When it was changed last, in seconds since the beginning of 1970.
///     print(path.getmtime("/") > 0) #> true

/// `sep`
/// What stands between parts.
///     print(path.sep) #> /

/// `delimiter` `pathsep`
/// What stands between the paths of a list of paths.
///     print(path.delimiter) #> :

/// `Path`
/// The class of module pathlib.
///     print(path.Path("a") / "b") #> a/b
