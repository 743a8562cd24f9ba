#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "runtime/base/check.h"
#include "runtime/object/class.h"
#include "runtime/object/errors.h"

namespace noodle {
namespace {

std::string_view trim(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

ParamInfo parseParam(std::string_view text, bool afterRest) {
    ParamInfo param;
    if (text.starts_with("...")) {
        param.kind = ParamKind::Rest;
        text.remove_prefix(3);
    } else if (text.starts_with("**")) {
        param.kind = ParamKind::Keywords;
        text.remove_prefix(2);
    } else {
        if (afterRest) param.kind = ParamKind::KeywordOnly;
        if (text.ends_with('=')) {
            param.optional = true;
            text.remove_suffix(1);
        }
    }
    param.name = trim(text);
    return param;
}

std::unique_ptr<FunctionInfo> parseSignature(const NativeSpec& spec) {
    auto info = std::make_unique<FunctionInfo>();
    info->name = spec.name;
    if ((spec.flags & NativeSpec::kStatic) != 0) info->flags |= FunctionInfo::kStatic;
    std::string_view rest = trim(spec.signature);
    bool afterRest = false;
    while (!rest.empty()) {
        size_t comma = rest.find(',');
        info->params.push_back(parseParam(trim(rest.substr(0, comma)), afterRest));
        NOODLE_DCHECK(!info->params.back().name.empty(), "a native's signature has a parameter without name");
        afterRest = afterRest || info->params.back().kind == ParamKind::Rest;
        rest = comma == std::string_view::npos ? std::string_view() : trim(rest.substr(comma + 1));
    }
    info->finishParams();
    return info;
}

/// What natives of the process take, by spec. Entries are never removed.
class NativeRegistry {
  public:
    const FunctionInfo* find(const NativeSpec& spec) {
        {
            std::shared_lock lock(mutex_);
            auto found = entries_.find(&spec);
            if (found != entries_.end() && found->second.matches(spec)) return found->second.info.get();
        }
        auto parsed = parseSignature(spec);
        std::unique_lock lock(mutex_);
        Entry& entry = entries_[&spec];
        if (entry.info == nullptr || !entry.matches(spec)) {
            // A spec that lived elsewhere than in a constant table may leave its address to another one;
            // functions made from the first still point at its description.
            if (entry.info != nullptr) replaced_.push_back(std::move(entry.info));
            entry = Entry{spec.signature, std::move(parsed)};
        }
        return entry.info.get();
    }

  private:
    struct Entry {
        std::string signature;
        std::unique_ptr<FunctionInfo> info;
        bool matches(const NativeSpec& spec) const {
            return info->name == spec.name && signature == spec.signature;
        }
    };
    std::shared_mutex mutex_;
    std::unordered_map<const NativeSpec*, Entry> entries_;
    std::vector<std::unique_ptr<FunctionInfo>> replaced_;
};

}  // namespace

const FunctionInfo* nativeInfo(const NativeSpec& spec) {
    static auto* registry =
        new NativeRegistry();  // never destroyed: functions of every isolate point into it
    return registry->find(spec);
}

NativeFunction* newNative(Mutator& m, const NativeSpec& spec, Value data) {
    auto* fn = m.heap().allocate<NativeFunction>();
    if (fn == nullptr) {
        throwOutOfMemory(m);
        return nullptr;
    }
    fn->data = data;
    fn->spec = &spec;
    fn->info = nativeInfo(spec);
    return fn;
}

}  // namespace noodle
