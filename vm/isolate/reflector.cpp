// What module `reflect` asks of the code units.
#include "vm/isolate/isolate.h"
#include "vm/load/unit_state.h"

#include "runtime/builtins/memory_objects.h"
#include "runtime/builtins/reflection.h"
#include "runtime/entry/make.h"
#include "runtime/object/list.h"

namespace noodle {

namespace {

DeclarationTexts ofFunction(const Function* function) {
    const auto& proto = *static_cast<const Proto*>(function->info);
    const CodeUnit& unit = *proto.unit;
    DeclarationTexts texts;
    texts.doc = unit.text(proto.def->doc);
    texts.returns = unit.text(proto.def->returnText);
    texts.decorators = unit.text(proto.def->decorators);
    texts.file = unit.origin();
    for (const bc::Param& param : proto.def->params)
        texts.members.push_back({unit.text(param.annotation), unit.text(param.defaultText)});
    return texts;
}

DeclarationTexts ofClass(const ClassInfo& info) {
    DeclarationTexts texts;
    if (info.unit == nullptr) return texts;
    const auto& unit = *static_cast<const CodeUnit*>(info.unit);
    const bc::ClassDef& def = unit.module().classes[static_cast<size_t>(&info - &unit.classInfo(0))];
    texts.doc = info.doc;
    texts.decorators = unit.text(def.decorators);
    texts.file = unit.origin();
    for (const bc::FieldDef& field : def.fields)
        texts.members.push_back({unit.text(field.annotation), unit.text(field.defaultText)});
    return texts;
}

std::string_view fileOf(const Module* module) {
    return module->unit == nullptr ? std::string_view()
                                   : std::string_view(UnitState::of(module)->unit().origin());
}

constexpr const char* kStateNames[] = {"loaded", "loading", "pending", "failed"};

Value textOrNull(Mutator& m, const std::string& text) {
    return text.empty() ? Value::null() : stringValue(m, text);
}

Value modules(Mutator& m) {
    List* rows = newList(m);
    NOODLE_TRY_PTR(rows);
    for (const ModuleStatus& status : static_cast<Isolate&>(m).linker().statuses()) {
        Value row = FigureMap(m)
                        .add("name", stringValue(m, status.name))
                        .add("file", textOrNull(m, status.file))
                        .add("status", stringValue(m, kStateNames[static_cast<size_t>(status.state)]))
                        .add("importer", textOrNull(m, status.importer))
                        .add("error", textOrNull(m, status.error))
                        .done();
        NOODLE_REQUIRE(!row.isException() && listAppend(m, rows, row));
    }
    return Value::ofObject(rows);
}

Value importModule(Mutator& m, std::string_view path) {
    Linker& linker = static_cast<Isolate&>(m).linker();
    const UnitState* started = linker.started();
    // The path of a value may not move while the module is loaded.
    const std::string copy(path);
    Module* module =
        linker.import(copy, false, started == nullptr ? std::string_view() : started->unit().file());
    return module == nullptr ? Value::exception() : Value::ofObject(module);
}

constexpr Reflector kReflector = {ofFunction, ofClass, fileOf, modules, importModule};

}  // namespace

const Reflector& isolateReflector() {
    return kReflector;
}

}  // namespace noodle
