#include "runtime/object/symbol.h"

#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unordered_set>

#include "runtime/base/clock.h"
#include "runtime/base/hash.h"

namespace noodle {
namespace {

/// All symbols of the process. Readers share the lock; isolates remember what they found (symbolOf), so it is
/// rarely taken.
class SymbolTable {
  public:
    const Symbol* find(std::string_view text) {
        uint32_t hash = hashBytes32(text.data(), text.size(), seed_);
        {
            std::shared_lock lock(mutex_);
            auto found = symbols_.find(Key{text, hash});
            if (found != symbols_.end()) return found->get();
        }
        std::unique_lock lock(mutex_);
        auto found = symbols_.find(Key{text, hash});
        if (found != symbols_.end()) return found->get();
        return symbols_.insert(std::make_unique<Symbol>(Symbol{std::string(text), hash})).first->get();
    }

  private:
    struct Key {
        std::string_view text;
        uint32_t hash;
    };
    struct Hash {
        using is_transparent = void;
        size_t operator()(const Key& k) const { return k.hash; }
        size_t operator()(const std::unique_ptr<Symbol>& s) const { return s->hash; }
    };
    struct Equal {
        using is_transparent = void;
        static std::string_view text(const Key& k) { return k.text; }
        static std::string_view text(const std::unique_ptr<Symbol>& s) { return s->text; }
        template <typename A, typename B>
        bool operator()(const A& a, const B& b) const {
            return text(a) == text(b);
        }
    };
    const uint64_t seed_ = randomSeed();
    std::shared_mutex mutex_;
    std::unordered_set<std::unique_ptr<Symbol>, Hash, Equal> symbols_;
};

SymbolTable& symbolTable() {
    static auto* table = new SymbolTable();  // never destroyed: symbols outlive every isolate
    return *table;
}

}  // namespace

const Symbol* symbolFor(std::string_view text) {
    return symbolTable().find(text);
}
std::string_view symbolText(const Symbol* symbol) {
    return symbol->text;
}

}  // namespace noodle
