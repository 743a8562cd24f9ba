// Where the files lie that belong to the library: the standard library and the compiler plugin. Found from
// where the code of the library itself was loaded, so that an installed copy and a build tree both work. No
// state.
#pragma once

#include <string>

namespace noodle {

struct LibraryFiles {
    std::string standardLibrary;  ///< folder of .nbc files; "" if there is none
    std::string plugin;           ///< libnoodle_jit.so; a path that may not exist
};
LibraryFiles libraryFiles();

}  // namespace noodle
