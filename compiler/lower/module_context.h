// What the functions of one module share while they are lowered, and the list of functions still to lower.
//
// Is: the module's builder and tables, positions, names. Is not: state of one function (function_lowerer.h).
// Owned by lowerModule. Functions are lowered one after the other from the list, never inside each other, so
// nesting costs no stack; what a function needs of the enclosing one (its captures) stands in its Work.
#pragma once

#include <string>
#include <vector>

#include "compiler/lower/lower.h"
#include "compiler/lower/type_descriptions.h"
#include "compiler/source/source.h"

namespace noodle::lower {

struct Work {
    uint32_t index = 0;  // reserved function
    const sema::FunctionScope* scope = nullptr;
    std::string_view name;       // interned, or a literal
    uint32_t qualifiedName = 0;  // string index
    bool isActorMember = false;
};

class ModuleContext {
  public:
    ModuleContext(const ast::Module& module, const sema::Analysis& analysis, std::string name,
                  const Context& context, const Options& options);

    std::string_view text(Name name) const { return names.text(name); }
    // Line and column of a byte offset of the module's file.
    ir::SourcePos position(uint32_t offset);
    // What the author wrote there, as a string index; none for null and for what is too long to be shown.
    uint32_t written(const ast::Node* node);
    // The decorators of a declaration, a line each; none without any.
    uint32_t written(const Seq<ast::Expr*>& decorators);

    const ast::Module& module;
    const sema::ModuleInfo& info;
    const NameTable& names;
    const Options options;
    ir::ModuleBuilder builder;
    TypeDescriptions types;
    std::vector<Work> work;
    std::string text_;  // where texts are put together
    // Memory of FunctionLowerer.
    std::vector<ir::SlotId> slots_, temps_;
    std::vector<const ast::Expr*> spine_;

  private:
    void moveToLine(const SourceFile& file, uint32_t offset);

    // The line that the last position was on, to count its columns only once.
    uint32_t line_ = 1, lineBegin_ = 0, lineEnd_ = 0;
    uint32_t offset_ = 0, column_ = 1;
};

}  // namespace noodle::lower
