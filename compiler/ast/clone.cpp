#include "compiler/ast/clone.h"

namespace noodle::ast {

namespace {

// Recursion is bounded by kMaxHeight; a function per kind keeps its frames small.
class Cloner {
  public:
    explicit Cloner(Arena& arena) : arena_(arena) {}

    template <typename T>
    T* copy(const T& node) {
        return static_cast<T*>(copyNode(node));
    }

  private:
    Node* copyNode(const Node& node) {
        switch (node.kind) {
#define NOODLE_NODE(Kind, Base) \
    case NodeKind::Kind:        \
        return copyKind(static_cast<const Kind&>(node));
#include "compiler/ast/nodes.def"
        }
        return nullptr;
    }

    template <typename Parent, typename Child>
    Child* child(const Parent&, const Child& node) {
        return copy(node);
    }
    Block* child(const Function&, const Block& body) {
        Block* block = arena_.make<Block>(body);
        block->stmts = {};
        return block;
    }

    template <typename T>
    Seq<T*> list(const Seq<T*>& items) {
        Seq<T*> copies = Seq<T*>::copyOf(arena_, {items.begin(), items.size()});
        for (size_t i = 0; i < copies.size(); ++i) copies[i] = copy(*items[i]);
        return copies;
    }

    template <typename T>
    T value(const T& plain) {
        return plain;
    }
    std::string_view value(std::string_view text) {
        return arena_.copy(text);
    }

#define NOODLE_NODE(Kind, Base)                          \
    [[gnu::noinline]] Node* copyKind(const Kind& from) { \
        Kind* to = arena_.make<Kind>(from);
#define NOODLE_CHILD(Type, field) \
    if (from.field) to->field = child(from, *from.field);
#define NOODLE_LIST(Type, field) to->field = list(from.field);
#define NOODLE_VALUE(Type, field) to->field = value(from.field);
#define NOODLE_VALUES(Type, field) \
    to->field = Seq<Type>::copyOf(arena_, {from.field.begin(), from.field.size()});
#define NOODLE_END(Kind) \
    return to;           \
    }
#include "compiler/ast/nodes.def"

    Arena& arena_;
};

}  // namespace

Module* cloneDeclarations(const Module& module, Arena& arena) {
    return Cloner(arena).copy(module);
}

}  // namespace noodle::ast
