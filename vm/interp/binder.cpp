// Vocabulary: `passed` words come from the call, `bound` words go to the parameters. Bound words are built
// above the passed ones (on the VM stack, so the collector sees both) and then moved down over them; that
// costs one copy and needs no case analysis of overlaps. Calls of functions with simple parameters never come
// here.

#include "vm/interp/binder.h"

#include <algorithm>
#include <vector>

#include "runtime/base/text.h"
#include "runtime/entry/message.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/string.h"
#include "vm/frame/vm_stack.h"

namespace noodle {

namespace {

class Binder {
  public:
    Binder(Mutator& m, const FunctionInfo& info, std::string_view function, const Passed& passed,
           Value* bound)
        : m_(m), info_(info), function_(function), passed_(passed), bound_(bound) {}

    bool run() { return bindPositional() && bindNamed() && checkMissing(); }

  private:
    uint32_t positionalGiven() const { return passed_.count - static_cast<uint32_t>(passed_.names.size()); }

    bool bindPositional() {
        uint32_t given = positionalGiven();
        uint32_t direct = std::min<uint32_t>(given, info_.positionalCount);
        std::copy_n(passed_.args, direct, bound_);
        if (info_.restIndex >= 0) {
            List* rest = newListFrom(m_, passed_.args + direct, given - direct);
            if (rest == nullptr) return false;
            bound_[info_.restIndex] = Value::ofObject(rest);
        } else if (given > direct) {
            throwArgumentCount(m_, info_, function_, given);
            return false;
        }
        return true;
    }

    bool bindNamed() {
        Map* keywords = nullptr;
        if (info_.keywordsIndex >= 0) {
            keywords = newMap(m_);
            if (keywords == nullptr) return false;
            bound_[info_.keywordsIndex] = Value::ofObject(keywords);
        }
        for (size_t i = 0; i < passed_.names.size(); ++i)
            if (!bindOne(passed_.names[i], passed_.args[positionalGiven() + i], keywords)) return false;
        return true;
    }

    bool bindOne(String* name, Value v, Map* keywords) {
        std::string_view text = view(m_, name);
        int index = indexOf(text);
        if (index >= 0) {
            if (!bound_[index].isUndef())
                return fail(joined(function_, "() got '", text, "' more than once"));
            bound_[index] = v;
            return true;
        }
        if (keywords == nullptr) return failUnexpected(text);
        Value known = mapGet(m_, keywords, Value::ofObject(name));
        if (known.isException()) return false;
        if (!known.isUndef()) return fail(joined(function_, "() got '", text, "' more than once"));
        return mapSet(m_, keywords, Value::ofObject(name), v);
    }

    int indexOf(std::string_view name) const {
        for (size_t i = 0; i < info_.params.size(); ++i) {
            const ParamInfo& param = info_.params[i];
            if (param.name == name && param.kind != ParamKind::Rest && param.kind != ParamKind::Keywords)
                return static_cast<int>(i);
        }
        return -1;
    }

    bool checkMissing() {
        std::vector<std::string_view> missing;
        for (size_t i = 0; i < info_.params.size(); ++i)
            if (bound_[i].isUndef() && !info_.params[i].optional) missing.push_back(info_.params[i].name);
        if (missing.empty()) return true;
        std::string text =
            joined(function_, missing.size() == 1 ? "() is missing argument " : "() is missing arguments ");
        for (size_t i = 0; i < missing.size(); ++i) {
            if (i > 0) text += i + 1 == missing.size() ? " and " : ", ";
            text += joined('\'', missing[i], '\'');
        }
        return fail(text);
    }

    bool failUnexpected(std::string_view name) {
        std::vector<std::string_view> names;
        for (const ParamInfo& param : info_.params)
            if (param.kind == ParamKind::Positional || param.kind == ParamKind::KeywordOnly)
                names.push_back(param.name);
        std::string_view near = nearest(name, names);
        std::string text = joined(function_, "() got an unexpected argument '", name, "'");
        if (!near.empty()) text += joined(", did you mean '", near, "'?");
        return fail(text);
    }

    bool fail(const std::string& text) {
        throwTypeError(m_, text);
        return false;
    }

    Mutator& m_;
    const FunctionInfo& info_;
    std::string_view function_;
    const Passed& passed_;
    Value* bound_;
};

std::string_view argumentsWord(uint32_t n) {
    return n == 1 ? " argument" : " arguments";
}

}  // namespace

Value throwArgumentCount(Mutator& m, const FunctionInfo& info, std::string_view function, uint32_t given) {
    uint32_t least = info.requiredCount, most = info.positionalCount;
    if (given < least) {
        std::string text =
            joined(function, least - given == 1 ? "() is missing argument " : "() is missing arguments ");
        for (uint32_t i = given; i < least; ++i) {
            if (i > given) text += i + 1 == least ? " and " : ", ";
            text += joined('\'', info.params[i].name, '\'');
        }
        return throwTypeError(m, text);
    }
    std::string expected = most == 0       ? "no arguments"
                           : least == most ? joined(most, argumentsWord(most))
                                           : joined("at most ", most, argumentsWord(most));
    return throwTypeError(m, joined(function, "() takes ", expected, " but ", given,
                                    given == 1 ? " was given" : " were given"));
}

bool bindArguments(Mutator& m, VmStack& stack, const FunctionInfo& info, std::string_view function,
                   const Passed& passed) {
    auto count = static_cast<uint32_t>(info.params.size());
    if (passed.names.empty() && info.has(FunctionInfo::kSimpleParams)) {
        if (passed.count == count) return true;
        throwArgumentCount(m, info, function, passed.count);
        return false;
    }
    Value* bound = stack.top();
    std::fill_n(bound, count, Value::undef());
    stack.setTop(bound + count);
    if (!Binder(m, info, function, passed, bound).run()) return false;
    std::copy_n(bound, count, passed.args);
    stack.setTop(passed.args + count);
    return true;
}

}  // namespace noodle
