// What module `reflect` asks of the code units.
#include "vm/isolate/isolate.h"
#include "vm/load/unit_state.h"

#include "runtime/builtins/reflection.h"

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

constexpr Reflector kReflector = {ofFunction, ofClass, fileOf};

}  // namespace

const Reflector& isolateReflector() {
    return kReflector;
}

}  // namespace noodle
