#include <charconv>

#include "runtime/entry/bigint.h"
#include "runtime/entry/cycle_guard.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"
#include "runtime/object/work.h"

namespace noodle {
namespace {

void appendInt(std::string& out, int64_t i) {
    char buffer[24];
    out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, i).ptr);
}

void appendEscaped(std::string& out, unsigned char c, char quote) {
    constexpr char kHex[] = "0123456789abcdef";
    switch (c) {
        case '\n':
            out += "\\n";
            return;
        case '\t':
            out += "\\t";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\0':
            out += "\\0";
            return;
        case '\\':
            out += "\\\\";
            return;
        default:
            break;
    }
    if (c == static_cast<unsigned char>(quote)) {
        out += '\\';
        out += quote;
    } else {
        out += "\\x";
        out += kHex[c >> 4];
        out += kHex[c & 15];
    }
}

void appendBytesRepr(std::string& out, std::string_view bytes) {
    out += "b\"";
    for (char c : bytes) {
        const bool plain = c >= ' ' && c <= '~' && c != '"' && c != '\\';
        if (plain) {
            out += c;
        } else {
            appendEscaped(out, static_cast<unsigned char>(c), '"');
        }
    }
    out += '"';
}

/// Elements from `next` (false at the end, exception sentinel in v on failure), separated by ", ".
template <typename Next>
bool appendElements(Mutator& m, std::string& out, Next next) {
    Value v;
    for (bool first = true; next(v); first = false) {
        if (!first) out += ", ";
        if (v.isException() || !chargeWork(m, 1) || !appendRepr(m, out, v)) return false;
    }
    return true;
}

bool appendList(Mutator& m, std::string& out, List* list) {
    out += '[';
    uint64_t i = 0;
    const bool ok = appendElements(m, out, [&](Value& v) {
        if (i >= list->length) return false;
        v = listGet(m, list, i++);
        return true;
    });
    out += ']';
    return ok;
}

bool appendSpan(Mutator& m, std::string& out, const Value* values, uint32_t count) {
    uint32_t i = 0;
    return appendElements(m, out, [&](Value& v) {
        if (i >= count) return false;
        v = values[i++];
        return true;
    });
}

bool appendTuple(Mutator& m, std::string& out, Tuple* tuple) {
    out += '(';
    if (!appendSpan(m, out, tuple->elements(), tuple->size())) return false;
    out += tuple->size() == 1 ? ",)" : ")";
    return true;
}

bool appendMap(Mutator& m, std::string& out, Map* map) {
    out += '{';
    uint64_t position = 0;
    Value key, value;
    for (bool first = true; mapNext(map, position, &key, &value); first = false) {
        if (!first) out += ", ";
        if (!appendRepr(m, out, key)) return false;
        out += ": ";
        if (!appendRepr(m, out, value)) return false;
    }
    out += '}';
    return true;
}

bool appendSet(Mutator& m, std::string& out, Set* set) {
    if (set->count == 0) {
        out += "Set()";
        return true;
    }
    out += '{';
    uint64_t position = 0;
    if (!appendElements(m, out, [&](Value& v) { return setNext(set, position, &v); })) return false;
    out += '}';
    return true;
}

bool isUnset(const Class* cls, std::string_view field, Value v) {
    if (v.isUndef()) return true;
    const FieldInfo* info = v.isNull() ? findFieldInfo(cls, field) : nullptr;
    return info != nullptr && info->optional;
}

/// Name{a: 1, b: 2}; dataclasses as Python shows them, Name(a=1, b=2).
bool appendFields(Mutator& m, std::string& out, Instance* object) {
    const bool dataclass = (object->cls->flags & Class::kDataclass) != 0;
    out += className(object->cls);
    out += dataclass ? '(' : '{';
    bool first = true;
    for (uint32_t i = 0; i < object->shape->fieldCount; ++i) {
        const std::string_view name = symbolText(object->shape->fieldName(i));
        const Value v = fieldAt(object, i);
        if (isUnset(object->cls, name, v) || isHiddenField(name)) continue;
        if (!first) out += ", ";
        first = false;
        out += name;
        out += dataclass ? "=" : ": ";
        if (!appendRepr(m, out, v)) return false;
    }
    out += dataclass ? ')' : '}';
    return true;
}

bool appendEnumValue(Mutator& m, std::string& out, EnumValue* e) {
    out += className(e->cls);
    out += '.';
    out += view(m, e->name);
    if (e->aux == 0) return true;
    out += '(';
    if (!appendSpan(m, out, e->payload(), e->aux)) return false;
    out += ')';
    return true;
}

bool appendSuccess(Mutator& m, std::string& out, Success* success) {
    out += "Success(";
    if (!appendRepr(m, out, success->value)) return false;
    out += ')';
    return true;
}

bool appendSlice(Mutator& m, std::string& out, Slice* slice) {
    const Value parts[] = {slice->start, slice->end, slice->step};
    out += "slice(";
    if (!appendSpan(m, out, parts, 3)) return false;
    out += ')';
    return true;
}

/// Everything that can contain itself. Guards against cycles and against running out of native stack.
bool appendStructure(Mutator& m, std::string& out, Value v) {
    if (m.nativeStackLow()) {
        throwStackOverflow(m);
        return false;
    }
    const CycleGuard guard(m, CycleGuard::Walk::Text, v);
    if (guard.repeated()) {
        out += "[...]";
        return true;
    }
    if (!chargeWork(m, 4) || !mayBecomeText(m, out.size())) return false;
    switch (v.asObject()->kind) {
        case ObjectKind::List:
            return appendList(m, out, v.cast<List>());
        case ObjectKind::Tuple:
            return appendTuple(m, out, v.cast<Tuple>());
        case ObjectKind::Map:
            return appendMap(m, out, v.cast<Map>());
        case ObjectKind::Set:
            return appendSet(m, out, v.cast<Set>());
        case ObjectKind::EnumValue:
            return appendEnumValue(m, out, v.cast<EnumValue>());
        case ObjectKind::Success:
            return appendSuccess(m, out, v.cast<Success>());
        case ObjectKind::Slice:
            return appendSlice(m, out, v.cast<Slice>());
        default:
            return appendFields(m, out, v.cast<Instance>());
    }
}

void appendNamed(std::string& out, std::string_view what, std::string_view name) {
    out += '<';
    out += what;
    if (!name.empty()) {
        out += ' ';
        out += name;
    }
    out += '>';
}

/// The answer of a text method, which must be a string.
bool appendAnswer(Mutator& m, std::string& out, Value v, Protocol protocol) {
    if (m.nativeStackLow()) {
        throwStackOverflow(m);
        return false;
    }
    const Value answer = callProtocol(m, v, protocol, {});
    if (answer.isException()) return false;
    if (String* text = answer.as<String>()) {
        if (!flatten(m, text)) return false;
        out += view(m, text);
        return true;
    }
    throwTypeError(m, joined(protocolPlainName(protocol), " of ", typeNameOf(m, v),
                             " must give a string, not ", typeNameOf(m, answer)));
    return false;
}

/// The method that speaks for `v`; the other one stands in where only that is defined.
std::optional<Protocol> textMethod(Mutator& m, Value v, bool repr) {
    const Protocol first = repr ? Protocol::Repr : Protocol::ToString;
    const Protocol second = repr ? Protocol::ToString : Protocol::Repr;
    if (findProtocol(m, v, first).kind != MemberKind::None) return first;
    if (findProtocol(m, v, second).kind != MemberKind::None) return second;
    return std::nullopt;
}

bool appendError(Mutator& m, std::string& out, Value v, bool repr) {
    const std::string message = errorMessage(m, v);
    if (!repr) {
        out += message;
        return true;
    }
    out += typeNameOf(m, v);
    out += '(';
    appendQuoted(out, message);
    out += ')';
    return true;
}

/// Instances, enum values and host objects.
bool appendObject(Mutator& m, std::string& out, Value v, bool repr) {
    if (const std::optional<Protocol> method = textMethod(m, v, repr))
        return appendAnswer(m, out, v, *method);
    if (m.hasPending()) return false;  // there was no memory to look for one
    if (v.isKind(ObjectKind::EnumValue)) return appendStructure(m, out, v);
    if (isError(v)) return appendError(m, out, v, repr);
    Instance* object = v.as<Instance>();
    if (object != nullptr && comparesByFields(object->cls)) return appendStructure(m, out, v);
    appendNamed(out, typeNameOf(m, v), {});
    return true;
}

void appendRange(std::string& out, const Range* range) {
    out += joined("range(", range->start, ", ", range->end);
    if (range->step != 1) out += joined(", ", range->step);
    out += ')';
}

bool appendTaskOrOther(Mutator& m, std::string& out, Value v) {
    switch (v.asObject()->kind) {
        case ObjectKind::Task: {
            String* name = v.cast<Task>()->name;
            appendNamed(out, "Task", name == nullptr ? std::string_view() : view(m, name));
            return true;
        }
        case ObjectKind::Module: {
            String* name = v.cast<Module>()->name;
            appendNamed(out, "module", name == nullptr ? std::string_view() : view(m, name));
            return true;
        }
        case ObjectKind::Coroutine:
            appendNamed(out, "generator", v.cast<Coroutine>()->function->info->name);
            return true;
        case ObjectKind::Class:
            appendNamed(out, "class", className(v.cast<Class>()));
            return true;
        case ObjectKind::Function:
        case ObjectKind::NativeFunction:
        case ObjectKind::BoundMethod:
        case ObjectKind::PartialCall:
            appendNamed(out, "function", functionNameOf(m, v));
            return true;
        default:
            appendNamed(out, typeNameOf(m, v), {});
            return true;
    }
}

bool appendHeapValue(Mutator& m, std::string& out, Value v, bool repr) {
    switch (v.asObject()->kind) {
        case ObjectKind::String: {
            String* s = v.cast<String>();
            if (!flatten(m, s)) return false;
            if (repr) {
                appendQuoted(out, view(m, s));
            } else {
                out += view(m, s);
            }
            return true;
        }
        case ObjectKind::BoxedInt:
            appendInt(out, v.cast<BoxedInt>()->value);
            return true;
        case ObjectKind::BigInt:
            return appendBigInt(m, out, v);
        case ObjectKind::Bytes:
            appendBytesRepr(out, bytesView(v.cast<Bytes>()));
            return true;
        case ObjectKind::Range:
            appendRange(out, v.cast<Range>());
            return true;
        case ObjectKind::List:
        case ObjectKind::Tuple:
        case ObjectKind::Map:
        case ObjectKind::Set:
        case ObjectKind::Success:
        case ObjectKind::Slice:
            return appendStructure(m, out, v);
        case ObjectKind::Instance:
        case ObjectKind::EnumValue:
        case ObjectKind::Native:
            return appendObject(m, out, v, repr);
        default:
            return appendTaskOrOther(m, out, v);
    }
}

bool appendText(Mutator& m, std::string& out, Value v, bool repr) {
    if (v.isInt48()) {
        appendInt(out, v.asInt48());
    } else if (v.isDouble()) {
        out += formatDouble(v.asDouble());
    } else if (v.isBool()) {
        out += v.isTrue() ? "true" : "false";
    } else if (v.isObject()) {
        return appendHeapValue(m, out, v, repr);
    } else {
        out += "null";
    }
    return true;
}

}  // namespace

void appendQuoted(std::string& out, std::string_view text) {
    out += '"';
    for (char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= ' ' && byte != 0x7F && c != '"' && c != '\\') {
            out += c;
        } else {
            appendEscaped(out, byte, '"');
        }
    }
    out += '"';
}

bool appendStr(Mutator& m, std::string& out, Value v) {
    return appendText(m, out, v, false);
}
bool appendRepr(Mutator& m, std::string& out, Value v) {
    return appendText(m, out, v, true);
}

String* toStr(Mutator& m, Value v) {
    if (String* s = v.as<String>()) return s;
    std::string out;
    return appendStr(m, out, v) ? newString(m, out) : nullptr;
}

String* toRepr(Mutator& m, Value v) {
    std::string out;
    return appendRepr(m, out, v) ? newString(m, out) : nullptr;
}

std::string_view typeNameOf(Mutator& m, Value v) {
    if (v.isInt48()) return "int";
    if (v.isDouble()) return "float";
    if (v.isBool()) return "bool";
    if (!v.isObject()) return "null";
    const std::string_view fixed = objectKindTypeName(v.asObject()->kind);
    return fixed.empty() ? className(classOf(m, v)) : fixed;
}

}  // namespace noodle
