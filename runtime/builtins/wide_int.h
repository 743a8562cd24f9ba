// 128-bit ints for intermediate results. A compiler extension under a name of our own.
#pragma once

namespace noodle {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

}  // namespace noodle
