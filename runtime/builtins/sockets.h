// Sockets as host objects: what modules _net and _process share. A socket owns its descriptor, which never
// blocks; waiting is a task of the event loop. Internal to this folder.
#pragma once

#include "runtime/builtins/args.h"

namespace noodle {

/// Takes over `fd`. Exception: it has been closed.
Value makeSocket(Mutator& m, int fd);

/// "cannot <doing>: <reason of errno>" as IOError or one of its kinds.
Value throwNetError(Mutator& m, int error, std::string_view doing);

}  // namespace noodle
