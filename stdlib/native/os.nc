// Files, folders and the process by the names that Python has for them. Module fs has the same and more; failures are IOErrors with `.path`.

/// `getcwd()`
/// The folder that the program is in.
///     print(os.getcwd().startsWith("/")) #> true

/// `chdir(path)`
/// Goes to another folder; relative paths count from there.
///     os.chdir("/")
///     print(os.getcwd()) #> /

/// `listdir(path)`
/// The names in a folder, in no special order; without a path those of the folder that the program is in.
///     import fs
///     d = fs.tempDir()
///     fs.writeText(d + "/a.txt", "")
///     import os
///     print(os.listdir(d)) #> ["a.txt"]

/// `mkdir(path)`
/// Makes a folder, whose parent must be there.
///     import os, fs
///     d = fs.tempDir()
///     os.mkdir(d + "/new")
///     print(os.listdir(d)) #> ["new"]

/// `makedirs(path, exist_ok)`
/// Makes a folder and those above it that are missing. It is an error if the folder is there already, unless `exist_ok`.
///     import os, fs
///     d = fs.tempDir()
///     os.makedirs(d + "/a/b/c")
///     os.makedirs(d + "/a/b/c", exist_ok: true)
///     print(fs.isDir(d + "/a/b/c")) #> true

/// `remove(path)` `unlink`
/// Removes a file.
///     import os, fs
///     p = fs.tempFile()
///     os.remove(p)
///     print(fs.exists(p)) #> false

/// `rmdir(path)`
/// Removes an empty folder.
///     import os, fs
///     d = fs.tempDir()
///     os.rmdir(d)
///     print(fs.exists(d)) #> false

/// `rename(path, target)` `replace`
/// Gives a file or folder another name; a file that has that name is replaced.
///     import os, fs
///     d = fs.tempDir()
///     fs.writeText(d + "/a", "text")
///     os.rename(d + "/a", d + "/b")
///     print(os.listdir(d)) #> ["b"]

/// `walk(path)`
/// Each folder from `path` down as a tuple: its path, the names of its folders, the names of its files.
///     import os, fs
///     d = fs.tempDir()
///     os.mkdir(d + "/s")
///     fs.writeText(d + "/s/f", "")
///     print([(dirs, files) for root, dirs, files in os.walk(d)]) #> [(["s"], []), ([], ["f"])]

/// `stat(path)`
/// What the system knows of a file, as a map: `size`, `modified`, `isFile`, `isDir`, `mode` and more.
///     import os, fs
///     p = fs.tempFile()
///     fs.writeText(p, "12345")
///     print(os.stat(p)["size"]) #> 5

/// `getenv(name, default)`
/// A variable of the environment, or the default (null) where it is not set.
///     print(os.getenv("NOODLE_NO_SUCH_NAME")) #> null

/// `getpid()`
/// The number of the process.
///     print(os.getpid() > 0) #> true

/// `cpu_count()` `cpuCount`
/// How many processors the program may use.
///     print(os.cpu_count() >= 1) #> true

/// `urandom(n)`
/// `n` random bytes from the system, fit for keys.
///     print(os.urandom(8).length) #> 8

/// `uname()`
/// Name and release of the system and the machine, as one text.
///     print(os.uname().startsWith("Linux")) #> true

/// `path`
/// Module path under the name that Python gives it.
///     print(os.path.join("a", "b")) #> a/b

/// `environ` `env`
/// The environment as a map from names to texts; changing it changes a copy.
///     print(os.environ is Map) #> true

/// `name`
/// The kind of system.
///     print(os.name) #> posix

/// `sep`
/// What stands between the parts of a path.
///     print(os.sep) #> /

/// `platform`
/// The operating system.
///     print(os.platform) #> linux

/// `linesep`
/// What ends a line in a file.
///     print(repr(os.linesep)) #> "\n"
