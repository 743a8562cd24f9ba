// Module reflect: what a program can find out about its types, functions, objects and modules, members by
// name, and classes made at run time. Descriptions are Maps and Lists, made anew for each question.
#include <map>
#include <mutex>

#include "runtime/builtins/args.h"
#include "runtime/builtins/memory_objects.h"
#include "runtime/builtins/module_tables.h"
#include "runtime/builtins/reflection.h"
#include "runtime/builtins/state.h"
#include "runtime/builtins/string_tools.h"
#include "runtime/entry/enum.h"
#include "runtime/entry/iterate.h"
#include "runtime/entry/member.h"
#include "runtime/entry/text.h"
#include "runtime/object/map.h"

namespace noodle {

namespace {

using Describe = FigureMap;

Value textValue(Mutator& m, std::string_view text) {
    return stringValue(m, text);
}
Value textOrNull(Mutator& m, std::string_view text) {
    return text.empty() ? Value::null() : stringValue(m, text);
}

/// Lines as a List of Strings.
Value linesOf(Mutator& m, std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        lines.emplace_back(line);
    }
    return stringList(m, lines);
}

/// A List that is filled step by step; failed once a step has.
class Rows {
  public:
    explicit Rows(Mutator& m) : m_(m), list_(newList(m)) {}
    bool add(Value row) {
        if (list_ != nullptr && (row.isException() || !listAppend(m_, list_, row))) list_ = nullptr;
        return list_ != nullptr;
    }
    Value done() const { return valueOrException(list_); }

  private:
    Mutator& m_;
    List* list_;
};

// ---- functions

const char* nameOf(ParamKind kind) {
    switch (kind) {
        case ParamKind::Positional:
            return "positional";
        case ParamKind::KeywordOnly:
            return "keyword";
        case ParamKind::Rest:
            return "rest";
        case ParamKind::Keywords:
            return "keywords";
    }
    return "";
}

/// The function behind bound methods and pipeline stages; null for what has none.
HeapObject* functionBehind(Value v) {
    for (int depth = 0; depth < 100 && v.isObject(); ++depth) {
        if (v.isKind(ObjectKind::Function) || v.isKind(ObjectKind::NativeFunction)) return v.asObject();
        if (BoundMethod* bound = v.as<BoundMethod>()) {
            v = bound->method;
        } else if (PartialCall* partial = v.as<PartialCall>()) {
            v = partial->callee;
        } else {
            return nullptr;
        }
    }
    return nullptr;
}

DeclarationTexts textsOf(Mutator& m, HeapObject* function) {
    const Reflector* reflector = builtinState(m).reflector;
    const Function* own = Value::ofObject(function).as<Function>();
    return own == nullptr || reflector == nullptr ? DeclarationTexts() : reflector->function(own);
}

const FunctionInfo& infoOf(HeapObject* function) {
    const Function* own = Value::ofObject(function).as<Function>();
    return own != nullptr ? *own->info : *static_cast<NativeFunction*>(function)->info;
}

Value describeParams(Mutator& m, const FunctionInfo& info, const DeclarationTexts& texts) {
    Rows rows(m);
    for (size_t i = 0; i < info.params.size(); ++i) {
        const ParamInfo& param = info.params[i];
        const bool known = i < texts.members.size();
        Value row =
            Describe(m)
                .add("name", textValue(m, param.name))
                .add("kind", textValue(m, nameOf(param.kind)))
                .add("optional", Value::ofBool(param.optional))
                .add("type", textOrNull(m, known ? texts.members[i].annotation : std::string_view()))
                .add("default", textOrNull(m, known ? texts.members[i].defaultText : std::string_view()))
                .done();
        if (!rows.add(row)) break;
    }
    return rows.done();
}

Value describeFunction(Mutator& m, HeapObject* function, std::string_view name, const char* kind) {
    const FunctionInfo& info = infoOf(function);
    const DeclarationTexts texts = textsOf(m, function);
    return Describe(m)
        .add("kind", textValue(m, kind))
        .add("name", textValue(m, name))
        .add("doc", textOrNull(m, texts.doc))
        .add("params", describeParams(m, info, texts))
        .add("returns", textOrNull(m, texts.returns))
        .add("async", Value::ofBool(info.has(FunctionInfo::kAsync)))
        .add("generator", Value::ofBool(info.has(FunctionInfo::kGenerator)))
        .add("decorators", linesOf(m, texts.decorators))
        .add("native", Value::ofBool(!Value::ofObject(function).isKind(ObjectKind::Function)))
        .add("file", textOrNull(m, texts.file))
        .done();
}

// ---- classes

const char* kindOf(const Class* cls) {
    if ((cls->flags & Class::kEnum) != 0) return "enum";
    if ((cls->flags & Class::kInterface) != 0) return "interface";
    if ((cls->flags & Class::kError) != 0) return "error";
    if ((cls->flags & Class::kStruct) != 0) return "struct";
    if ((cls->flags & Class::kActor) != 0) return "actor";
    return "class";
}

DeclarationTexts textsOf(Mutator& m, const Class* cls) {
    const Reflector* reflector = builtinState(m).reflector;
    return reflector == nullptr ? DeclarationTexts() : reflector->declaredClass(*cls->info);
}

bool addFields(Mutator& m, Rows& rows, Class* cls) {
    const DeclarationTexts texts = textsOf(m, cls);
    const std::vector<FieldInfo>& fields = cls->info->fields;
    for (size_t i = 0; i < fields.size(); ++i) {
        const bool known = i < texts.members.size();
        Value row =
            Describe(m)
                .add("name", textValue(m, fields[i].name))
                .add("type", textOrNull(m, known ? texts.members[i].annotation : std::string_view()))
                .add("default", textOrNull(m, known ? texts.members[i].defaultText : std::string_view()))
                .add("optional", Value::ofBool(fields[i].optional))
                .add("const", Value::ofBool(fields[i].isConst))
                .add("private", Value::ofBool(fields[i].isPrivate))
                .add("owner", textValue(m, className(cls)))
                .done();
        if (!rows.add(row)) return false;
    }
    return true;
}

/// The chain of a class, base first.
std::vector<Class*> chainOf(Class* cls) {
    std::vector<Class*> chain;
    for (; cls != nullptr; cls = cls->super) chain.insert(chain.begin(), cls);
    return chain;
}

Value describeFields(Mutator& m, Class* cls) {
    Rows rows(m);
    for (Class* c : chainOf(cls))
        if (!addFields(m, rows, c)) break;
    return rows.done();
}

const char* nameOf(MemberKind kind) {
    switch (kind) {
        case MemberKind::Getter:
            return "getter";
        case MemberKind::StaticMethod:
            return "static";
        case MemberKind::ClassMethod:
            return "classmethod";
        default:
            return "method";
    }
}

Value describeMethod(Mutator& m, Class* cls, String* name, const Member& member) {
    const Value code = member.value.isUndef() ? member.setter : member.value;
    HeapObject* function = functionBehind(code);
    const std::string text(view(m, name));
    Value row = function != nullptr ? describeFunction(m, function, text, nameOf(member.kind))
                                    : Describe(m)
                                          .add("kind", textValue(m, nameOf(member.kind)))
                                          .add("name", textValue(m, text))
                                          .done();
    NOODLE_TRY(row);
    Map* map = row.cast<Map>();
    auto put = [&](const char* key, Value value) {
        String* interned = m.intern(key);
        return interned != nullptr && !value.isException() && mapSetInterned(m, map, interned, value);
    };
    const bool added = put("owner", textValue(m, className(cls))) &&
                       put("private", Value::ofBool(member.isPrivate)) &&
                       put("abstract", Value::ofBool(member.isAbstract)) &&
                       put("setter", Value::ofBool(!member.setter.isUndef()));
    return added ? row : Value::exception();
}

struct OwnMember {
    String* name;  // interned: never dies
    Member member;
};

/// Own members of the class that programs may see, in order of definition.
std::vector<OwnMember> ownMembers(Mutator& m, Class* cls) {
    struct Context {
        Mutator& m;
        std::vector<OwnMember> members;
    } context{m, {}};
    forEachOwnMember(
        m, cls,
        [](void* opaque, String* name, const Member& member) {
            auto& c = *static_cast<Context*>(opaque);
            if (!isHiddenField(view(c.m, name))) c.members.push_back({name, member});
        },
        &context);
    return std::move(context.members);
}

// Members are held by their class, so the copies need no root of their own.
Value describeMethods(Mutator& m, Class* cls) {
    Rows rows(m);
    for (const OwnMember& own : ownMembers(m, cls)) {
        if (own.member.kind == MemberKind::StaticField) continue;
        if (!rows.add(describeMethod(m, cls, own.name, own.member))) break;
    }
    return rows.done();
}

Value describeStatics(Mutator& m, Class* cls) {
    Rows rows(m);
    for (const OwnMember& own : ownMembers(m, cls)) {
        if (own.member.kind != MemberKind::StaticField) continue;
        const Cell* cell = own.member.value.as<Cell>();
        const Value value = cell == nullptr || cell->value.isUndef() ? Value::null() : cell->value;
        if (value.isKind(ObjectKind::EnumValue) && value.cast<EnumValue>()->cls == cls) continue;
        Value row = Describe(m)
                        .add("name", Value::ofObject(own.name))
                        .add("const", Value::ofBool(own.member.isConst))
                        .add("private", Value::ofBool(own.member.isPrivate))
                        .add("value", own.member.isPrivate ? Value::null() : value)
                        .done();
        if (!rows.add(row)) break;
    }
    return rows.done();
}

Value describePayload(Mutator& m, Class* cls, NativeFunction* constructor) {
    const DeclarationTexts texts = textsOf(m, cls);
    const uint32_t first = variantOfConstructor(Value::ofObject(constructor)).firstField;
    Rows rows(m);
    for (size_t i = 0; i < constructor->info->params.size(); ++i) {
        const bool known = first + i < texts.members.size();
        Value row =
            Describe(m)
                .add("name", textValue(m, constructor->info->params[i].name))
                .add("type", textOrNull(m, known ? texts.members[first + i].annotation : std::string_view()))
                .done();
        if (!rows.add(row)) break;
    }
    return rows.done();
}

Value describeVariant(Mutator& m, Class* cls, Value variant) {
    if (EnumValue* plain = variant.as<EnumValue>())
        return Describe(m)
            .add("name", Value::ofObject(plain->name))
            .add("ordinal", uint64_t{plain->ordinal})
            .add("value", plain->value.isUndef() ? Value::null() : plain->value)
            .add("payload", valueOrException(newList(m)))
            .done();
    NativeFunction* constructor = variant.as<NativeFunction>();
    if (constructor == nullptr) return Value::null();
    const VariantRef ref = variantOfConstructor(variant);
    return Describe(m)
        .add("name", Value::ofObject(ref.name))
        .add("ordinal", uint64_t{ref.ordinal})
        .add("value", ref.value.isUndef() ? Value::null() : ref.value)
        .add("payload", describePayload(m, cls, constructor))
        .done();
}

Value describeVariants(Mutator& m, Class* cls) {
    Rows rows(m);
    for (uint64_t i = 0; cls->variants != nullptr && i < cls->variants->length; ++i)
        if (!rows.add(describeVariant(m, cls, listGet(m, cls->variants, i)))) break;
    return rows.done();
}

Value interfacesOf(Mutator& m, Class* cls) {
    Rows rows(m);
    for (uint64_t i = 0; cls->interfaces != nullptr && i < cls->interfaces->length; ++i)
        if (!rows.add(listGet(m, cls->interfaces, i))) break;
    return rows.done();
}

Value describeClass(Mutator& m, Class* cls) {
    const DeclarationTexts texts = textsOf(m, cls);
    const Module* module = cls->module;
    return Describe(m)
        .add("kind", textValue(m, kindOf(cls)))
        .add("name", textValue(m, className(cls)))
        .add("doc", textOrNull(m, cls->info->doc))
        .add("module", module == nullptr ? Value::null() : Value::ofObject(module->name))
        .add("file", textOrNull(m, texts.file))
        .add("super", cls->super == nullptr ? Value::null() : Value::ofObject(cls->super))
        .add("interfaces", interfacesOf(m, cls))
        .add("abstract", Value::ofBool((cls->flags & Class::kAbstract) != 0))
        .add("decorators", linesOf(m, texts.decorators))
        .add("fields", describeFields(m, cls))
        .add("methods", describeMethods(m, cls))
        .add("statics", describeStatics(m, cls))
        .add("variants", describeVariants(m, cls))
        .add("required", stringList(m, cls->info->required))
        .done();
}

// ---- modules and objects

Value describeModule(Mutator& m, Module* module) {
    std::vector<std::string> names;
    if (const auto* native = static_cast<const NativeModule*>(module->native)) {
        for (const NativeSpec& spec : native->functions) names.emplace_back(spec.name);
        for (const NativeConstant& constant : native->constants) names.emplace_back(constant.name);
    }
    for (Map* map : {module->exports, module->native == nullptr ? module->constants : nullptr}) {
        uint64_t position = 0;
        Value name;
        while (map != nullptr && mapNext(map, position, &name, nullptr))
            if (String* text = name.as<String>()) names.emplace_back(view(m, text));
    }
    const Reflector* reflector = builtinState(m).reflector;
    return Describe(m)
        .add("kind", textValue(m, "module"))
        .add("name", Value::ofObject(module->name))
        .add("file", textOrNull(m, reflector == nullptr ? std::string_view() : reflector->moduleFile(module)))
        .add("exports", stringList(m, names))
        .add("native", Value::ofBool(module->native != nullptr))
        .done();
}

Value fieldsOfObject(Mutator& m, Instance* object) {
    Map* map = newMap(m);
    NOODLE_TRY_PTR(map);
    completeError(m, object);
    for (uint32_t i = 0; i < object->shape->fieldCount; ++i) {
        const std::string_view name = symbolText(object->shape->fieldName(i));
        const Value value = fieldAt(object, i);
        if (value.isUndef() || isHiddenField(name)) continue;
        const FieldInfo* declared = findFieldInfo(object->cls, name);
        if (declared != nullptr && declared->isPrivate) continue;
        String* key = m.intern(name);
        NOODLE_TRY_PTR(key);
        NOODLE_REQUIRE(mapSet(m, map, Value::ofObject(key), value));
    }
    return Value::ofObject(map);
}

Value describeValue(Mutator& m, Value v) {
    if (Class* cls = v.as<Class>()) return describeClass(m, cls);
    if (Module* module = v.as<Module>()) return describeModule(m, module);
    if (HeapObject* function = functionBehind(v))
        return describeFunction(m, function, functionNameOf(m, v), "function");
    Describe map(m);
    Instance* object = v.as<Instance>();
    map.add("kind", textValue(m, object != nullptr ? "object" : "value"))
        .add("type", textValue(m, typeNameOf(m, v)))
        .add("class", Value::ofObject(classOf(m, v)));
    if (object != nullptr) map.add("fields", fieldsOfObject(m, object));
    return map.done();
}

// ---- the functions of the module

Value describe(Mutator& m, Args args) {
    return describeValue(m, args[0]);
}

/// The class that was given, or that of the value.
Class* classArgument(Mutator& m, Value v) {
    Class* cls = v.as<Class>();
    return cls != nullptr ? cls : classOf(m, v);
}

Value fields(Mutator& m, Args args) {
    return describeFields(m, classArgument(m, args[0]));
}

/// Of the class and those above it, nearest first; a name once.
Value methods(Mutator& m, Args args) {
    Rows rows(m);
    std::vector<String*> seen;
    for (Class* cls = classArgument(m, args[0]); cls != nullptr; cls = cls->super) {
        for (const OwnMember& own : ownMembers(m, cls)) {
            const bool known = std::find(seen.begin(), seen.end(), own.name) != seen.end();
            if (known || own.member.kind == MemberKind::StaticField) continue;
            seen.push_back(own.name);
            if (!rows.add(describeMethod(m, cls, own.name, own.member))) return Value::exception();
        }
    }
    return rows.done();
}

Value params(Mutator& m, Args args) {
    HeapObject* function = functionBehind(args[0]);
    if (function == nullptr) return throwExpected(m, "params", "a function", args[0]);
    return describeParams(m, infoOf(function), textsOf(m, function));
}

Value variants(Mutator& m, Args args) {
    Class* cls = args[0].as<Class>();
    if (cls == nullptr || (cls->flags & Class::kEnum) == 0)
        return throwExpected(m, "variants", "an enum", args[0]);
    return describeVariants(m, cls);
}

Value doc(Mutator& m, Args args) {
    if (Class* cls = args[0].as<Class>()) return textOrNull(m, cls->info->doc);
    HeapObject* function = functionBehind(args[0]);
    return function == nullptr ? Value::null() : textOrNull(m, textsOf(m, function).doc);
}

Value decorators(Mutator& m, Args args) {
    if (Class* cls = args[0].as<Class>()) return linesOf(m, textsOf(m, cls).decorators);
    HeapObject* function = functionBehind(args[0]);
    return linesOf(m, function == nullptr ? std::string_view() : textsOf(m, function).decorators);
}

/// The name as an interned String, if programs may use that member from outside its class.
String* publicName(Mutator& m, const char* function, const Args& args) {
    String* name = nullptr;
    if (!ArgReader(m, function, args).string(1, "name", name) || !flatten(m, name)) return nullptr;
    String* interned = m.intern(view(m, name));
    if (interned == nullptr || !checkAccess(m, args[0], interned, nullptr)) return nullptr;
    return interned;
}

Value getByName(Mutator& m, Args args) {
    String* name = publicName(m, "get", args);
    NOODLE_TRY_PTR(name);
    if (args[2].isUndef()) return getMember(m, args[0], name);
    Value v = findMemberValue(m, args[0], name);
    return v.isUndef() ? args[2] : v;
}

Value setByName(Mutator& m, Args args) {
    String* name = publicName(m, "set", args);
    NOODLE_TRY_PTR(name);
    NOODLE_TRY(setMember(m, args[0], name, args[2]));
    return Value::null();
}

Value hasByName(Mutator& m, Args args) {
    String* name = nullptr;
    NOODLE_REQUIRE(ArgReader(m, "has", args).string(1, "name", name));
    NOODLE_REQUIRE(flatten(m, name));
    Value v = findMemberValue(m, args[0], name);
    return v.isException() ? v : Value::ofBool(!v.isUndef());
}

/// call(object, name, ...arguments, **named)
Value callByName(Mutator& m, Args args) {
    String* name = publicName(m, "call", args);
    NOODLE_TRY_PTR(name);
    Value callee;
    bool receives = false;
    NOODLE_TRY(lookupMethod(m, args[0], name, callee, receives));
    ValueVector words(m.heap());
    if (receives) {
        BoundMethod* bound = newBoundMethod(m, args[0], callee);
        NOODLE_TRY_PTR(bound);
        callee = Value::ofObject(bound);
    }
    List* rest = args[2].cast<List>();
    for (uint64_t i = 0; i < rest->length; ++i) {
        Value word = listGet(m, rest, i);
        NOODLE_TRY(word);
        words.push(word);
    }
    std::vector<String*> names;  // interned
    uint64_t position = 0;
    Value key, value;
    while (mapNext(args[3].cast<Map>(), position, &key, &value)) {
        names.push_back(m.intern(view(m, key.cast<String>())));
        if (names.back() == nullptr) return Value::exception();
        words.push(value);
    }
    return m.callNamed(callee, {words.data(), words.size()}, names);
}

// ---- makeClass

/// ClassInfos of classes without declared fields, by flags and name: like symbols, shared by all isolates and
/// kept, since shapes point at them.
const ClassInfo* undeclaredInfo(std::string_view name, uint16_t flags) {
    static std::mutex mutex;
    static std::map<std::pair<uint16_t, std::string>, ClassInfo, std::less<>> known;
    std::lock_guard lock(mutex);
    auto [entry, made] = known.try_emplace({flags, std::string(name)});
    if (made) {
        entry->second.name = name;
        entry->second.flags = flags;
    }
    return &entry->second;
}

bool isExtensible(Mutator& m, const Class* cls) {
    if ((cls->flags & (Class::kEnum | Class::kInterface | Class::kActor)) != 0) return false;
    return (cls->flags & Class::kBuiltin) == 0 || (cls->flags & Class::kError) != 0 ||
           cls == m.types().object;
}

bool defineMade(Mutator& m, Class* cls, String* name, Value v) {
    Member member;
    member.value = v;
    member.kind = MemberKind::Method;
    if (!isCallable(m, v) || v.isKind(ObjectKind::Class)) {
        Cell* cell = newCell(m, v);
        if (cell == nullptr) return false;
        member.kind = MemberKind::StaticField;
        member.value = Value::ofObject(cell);
    }
    return defineMember(m, cls, name, member);
}

/// makeClass(name, members, super): functions of `members` become methods, which get the object as first
/// argument; other values become static members.
Value makeClass(Mutator& m, Args args) {
    ArgReader reader(m, "makeClass", args);
    std::string_view name;
    NOODLE_REQUIRE(reader.text(0, "name", name));
    Map* members = args[1].as<Map>();
    if (reader.has(1) && members == nullptr)
        return throwExpected(m, "makeClass", "a Map for 'members'", args[1]);
    Class* super = args[2].as<Class>();
    if (reader.has(2) && (super == nullptr || !isExtensible(m, super)))
        return throwExpected(m, "makeClass", "a class that can be extended for 'super'", args[2]);
    if (name.empty() || name.size() > 200) return reader.invalid("the name must have 1 to 200 bytes");
    const uint16_t flags = super == nullptr ? 0 : super->flags & Class::kError;
    Class* cls = newClass(m, undeclaredInfo(name, flags), super, nullptr);
    NOODLE_TRY_PTR(cls);
    uint64_t position = 0;
    Value key, value;
    while (members != nullptr && mapNext(members, position, &key, &value)) {
        String* text = key.as<String>();
        if (text == nullptr) return throwExpected(m, "makeClass", "names as keys of 'members'", key);
        String* interned = m.intern(view(m, text));
        NOODLE_TRY_PTR(interned);
        if (isHiddenField(view(m, interned))) return reader.invalid("a member's name cannot begin with $");
        NOODLE_REQUIRE(defineMade(m, cls, interned, value));
    }
    NOODLE_TRY(finishClass(m, cls));
    return Value::ofObject(cls);
}

constexpr NativeSpec kTable[] = {
    {"describe", "x", describe},
    {"fields", "x", fields},
    {"methods", "x", methods},
    {"params", "function", params},
    {"variants", "cls", variants},
    {"doc", "x", doc},
    {"decorators", "x", decorators},
    {"get", "object, name, default=", getByName},
    {"set", "object, name, value", setByName},
    {"has", "object, name", hasByName},
    {"call", "object, name, ...arguments, **named", callByName},
    {"makeClass", "name, members=, super=", makeClass},
};

}  // namespace

const NativeModule& reflectModule() {
    static const NativeModule module = {"reflect", kTable, {}};
    return module;
}

}  // namespace noodle
