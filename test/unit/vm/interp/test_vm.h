// A Vm with just enough around it for the interpreter's tests: a print that collects lines, and no files.
#pragma once

#include <catch2/catch.hpp>
#include <map>

#include "runtime/entry/text.h"
#include "runtime/object/class.h"
#include "runtime/object/errors.h"
#include "runtime/object/string.h"
#include "test/unit/vm/assembler.h"
#include "vm/interp/vm.h"

namespace noodle::testing {

/// Serves units registered under a path.
class MemoryLoader : public ModuleLoader {
  public:
    void add(const std::string& path, bc::BcModule module) { modules_[path] = std::move(module); }
    ModuleLocation locate(const ModuleQuery& query, SearchStage stage) override {
        ModuleLocation location;
        std::string path(query.path);
        location.searched.push_back(path);
        if (stage == SearchStage::Beside && modules_.count(path) != 0) {
            location.kind = ModuleLocation::Kind::File;
            location.path = path;
        }
        return location;
    }
    Result<std::shared_ptr<const CodeUnit>> load(const std::string& file) override {
        return CodeUnit::create(modules_.at(file));
    }

  private:
    std::map<std::string, bc::BcModule> modules_;
};

class TestVm final : public Vm {
  public:
    static VmOptions defaults() {
        VmOptions options;
        options.hashSeed = 1;
        return options;
    }
    explicit TestVm(const VmOptions& options = defaults()) : Vm(options, loader, nullptr) {}

    Value findBuiltinValue(String* name) override {
        std::string_view text = view(*this, name);
        if (text == "print") return Value::ofObject(newNative(*this, kPrint));
        if (text == "apply") return Value::ofObject(newNative(*this, kApply));
        if (text == "collect") return Value::ofObject(newNative(*this, kCollect));
#define CORE_TYPE(field, typeName, super, flags) \
    if (text == typeName) return Value::ofObject(types().field);
#define CORE_ERROR(field, typeName, super) \
    if (text == typeName) return Value::ofObject(types().field);
#include "runtime/object/core_types.def"
#undef CORE_TYPE
        return Value::undef();
    }
    void reportIgnored(Value) override {}

    /// Runs a module's body. The value is its result, exception if it threw.
    Value runModule(ModuleBuilder& builder) {
        auto unit = CodeUnit::create(builder.build());
        if (!unit.ok()) FAIL(unit.failure().message);
        UnitState* state = linker().instantiate(unit.value());
        REQUIRE(state != nullptr);
        linker().setStarted(state);
        Value result = runModuleBody(*state);
        CHECK(stack().empty());
        return result;
    }
    std::string text(Value v) {
        if (v.isException()) {
            Value error = takePending();
            return "error: " + std::string(className(error.cast<Instance>()->cls)) + ": " +
                   errorMessage(*this, error);
        }
        if (v.isUndef()) return "undef";
        std::string out;
        if (!appendRepr(*this, out, v)) return text(Value::exception());
        return out;
    }
    std::string eval(ModuleBuilder& builder) {
        return text(runModule(builder));
    }

    MemoryLoader loader;
    std::string output;

  private:
    static Value print(Mutator& m, Args args) {
        std::string line;
        List* values = args[0].cast<List>();
        auto& vm = static_cast<TestVm&>(m);
        for (uint64_t i = 0; i < values->length; ++i) {
            if (i != 0) line += ' ';
            if (!appendStr(m, line, listGetBoxed(m, values, i))) return Value::exception();
        }
        vm.output += line + "\n";
        return Value::null();
    }
    static Value listGetBoxed(Mutator& m, List* list, uint64_t i);
    /// apply(f, x…): calls back from native code.
    static Value apply(Mutator& m, Args args);
    static Value collect(Mutator& m, Args) {
        m.heap().collect();
        return Value::null();
    }
    static constexpr NativeSpec kPrint = {"print", "...values", print, NativeSpec::kPlain};
    static constexpr NativeSpec kApply = {"apply", "f, ...values", apply, NativeSpec::kPlain};
    static constexpr NativeSpec kCollect = {"collect", "", collect, NativeSpec::kPlain};
};

}  // namespace noodle::testing

#include "runtime/gc/heap.h"
#include "runtime/object/list.h"

namespace noodle::testing {

inline Value TestVm::listGetBoxed(Mutator& m, List* list, uint64_t i) {
    return listGet(m, list, i);
}
inline Value TestVm::apply(Mutator& m, Args args) {
    List* rest = args[1].cast<List>();
    ValueVector values(m.heap());
    for (uint64_t i = 0; i < rest->length; ++i) values.push(listGet(m, rest, i));
    return m.call(args[0], std::span<const Value>(values.data(), values.size()));
}

}  // namespace noodle::testing
