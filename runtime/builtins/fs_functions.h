// The natives of files and directories that modules fs, os, path and class Path share. Each takes a path as
// argument 0 (its receiver, if that is a Path). Internal to this folder.
#pragma once

#include <string>
#include <vector>

#include "runtime/builtins/args.h"

namespace noodle {

/// The arguments of a function on a path: for a Path method the receiver stands in front.
struct PathCall {
    PathCall(Mutator& mutator, const char* function, const Args& callArgs);
    /// Argument `i` after the path.
    Value rest(uint32_t i) const { return args[first + i]; }

    Mutator& m;
    const Args& args;
    ArgReader in;
    uint32_t first;  ///< index of the first argument after the path
    bool ok;         ///< false: exception pending
    std::string path;
};

// fs_files.cpp
Value fsReadText(Mutator& m, Args args);
Value fsReadBytes(Mutator& m, Args args);
Value fsReadLines(Mutator& m, Args args);
Value fsWriteText(Mutator& m, Args args);
Value fsAppendText(Mutator& m, Args args);
Value fsWriteBytes(Mutator& m, Args args);
Value fsCopy(Mutator& m, Args args);
Value fsMove(Mutator& m, Args args);
Value fsRemove(Mutator& m, Args args);
Value fsTouch(Mutator& m, Args args);
Value fsTempFile(Mutator& m, Args args);
Value fsTempDir(Mutator& m, Args args);

// fs_query.cpp
Value fsExists(Mutator& m, Args args);
Value fsIsFile(Mutator& m, Args args);
Value fsIsDir(Mutator& m, Args args);
Value fsIsLink(Mutator& m, Args args);
Value fsSize(Mutator& m, Args args);
Value fsModified(Mutator& m, Args args);
Value fsStat(Mutator& m, Args args);
Value fsRealPath(Mutator& m, Args args);

// fs_tree.cpp
Value fsListDir(Mutator& m, Args args);
Value fsMakeDir(Mutator& m, Args args);
Value fsMakeDirs(Mutator& m, Args args);
Value fsRemoveDir(Mutator& m, Args args);
Value fsRemoveTree(Mutator& m, Args args);
Value fsWalk(Mutator& m, Args args);
Value fsGlob(Mutator& m, Args args);
Value fsCwd(Mutator& m, Args args);
Value fsChdir(Mutator& m, Args args);

/// Sorted names in a directory. False: exception pending.
bool directoryNames(Mutator& m, const std::string& path, std::vector<std::string>& names);
/// Paths that match a pattern below `root` ("" for the current directory). False: exception pending.
bool globPaths(Mutator& m, const std::string& root, std::string_view pattern,
               std::vector<std::string>& found);

}  // namespace noodle
