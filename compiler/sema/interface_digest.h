// What importers can tell of a module, as digests: equal digests mean that compiling an importer gives the
// same result. Bodies, comments and places are not in them; declarations are, with everything that their
// types lead to. Is not: the interface (module_info.h), and says nothing of what messages about an import
// look like.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/sema/module_info.h"
#include "compiler/types/type.h"
#include "runtime/base/digest.h"

namespace noodle::sema {

// One for each exported name, in the order of the names' texts: of the entry and the classes that it leads
// to.
using EntryDigests = std::vector<std::pair<std::string, Digest>>;

// `sources` holds the files of all classes that the interface leads to.
EntryDigests digestsOf(const ModuleInterface& interface, const types::TypeTable& types,
                       const SourceSet& sources);

}  // namespace noodle::sema
