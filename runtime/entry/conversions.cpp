#include "runtime/entry/conversions.h"

#include "runtime/entry/arith.h"
#include "runtime/entry/bigint.h"
#include "runtime/entry/iterate.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/entry/spread.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

constexpr size_t kShownLiteral = 60;  ///< bytes of a bad literal that an error text repeats

std::string shownLiteral(std::string_view text) {
    std::string out;
    const bool cut = text.size() > kShownLiteral;
    size_t end = cut ? kShownLiteral : text.size();
    while (cut && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    appendQuoted(out, text.substr(0, end));
    return cut ? out + "…" : out;
}

/// Tells a number that is too large from a text that is none.
Value badIntText(Mutator& m, std::string_view text, int64_t base) {
    const Value big = bigintFromText(m, text, static_cast<int>(base));
    if (!big.isException()) {
        return throwError(
            m, m.types().overflowError,
            joined("int() literal ", shownLiteral(text), " does not fit 64 bits; use bigint()"));
    }
    m.takePending();
    return throwValueError(m, joined("invalid literal for int() with base ", base, ": ", shownLiteral(text)));
}

Value textToInt(Mutator& m, String* s, int64_t base) {
    if (base != 0 && (base < 2 || base > 36)) return throwValueError(m, "int() base must be 0 or 2..36");
    if (!flatten(m, s)) return Value::exception();
    const std::string_view text = view(m, s);
    const std::optional<int64_t> i = parseInt(text, static_cast<int>(base));
    return i.has_value() ? makeInt(m, *i) : badIntText(m, text, base);
}

/// The answer of a conversion method; undef if the class has none.
Value ask(Mutator& m, Value v, Protocol protocol) {
    const Member method = findProtocol(m, v, protocol);
    return method.kind == MemberKind::None ? Value::undef() : callFound(m, v, method, {});
}

Value refuse(Mutator& m, const char* function, Value v, const char* accepted) {
    return throwTypeError(m, joined(function, "() needs ", accepted, ", not ", typeNameOf(m, v)));
}

bool appendByte(Mutator& m, std::string& out, Value v) {
    const std::optional<int64_t> byte = requireInt(m, v, "a byte");
    if (!byte.has_value()) return false;
    if (*byte < 0 || *byte > 255) {
        throwValueError(m, joined("byte ", *byte, " is outside 0..255"));
        return false;
    }
    out.push_back(static_cast<char>(*byte));
    return true;
}

/// Adds the pair `entry` (a list or tuple of two) to `map`.
bool addPair(Mutator& m, Map* map, Value entry, uint64_t position) {
    List* pair = newList(m, 2);
    if (pair == nullptr) return false;
    const bool sequence = entry.isKind(ObjectKind::List) || entry.isKind(ObjectKind::Tuple);
    if (!sequence || !collectInto(m, entry, pair) || pair->length != 2) {
        if (!m.hasPending()) {
            throwTypeError(
                m, joined("dict() needs pairs; element ", position, " is ", sequence ? "of length " : "",
                          sequence ? std::to_string(pair->length) : std::string(typeNameOf(m, entry))));
        }
        return false;
    }
    const Value key = listGet(m, pair, 0), value = listGet(m, pair, 1);
    return !key.isException() && !value.isException() && mapSet(m, map, key, value);
}

bool addPairs(Mutator& m, Map* map, Value pairs) {
    const Value it = getIterator(m, pairs);
    if (it.isException()) return false;
    for (uint64_t position = 0;; ++position) {
        const Value entry = iteratorNext(m, it);
        if (entry.isUndef()) return true;
        if (entry.isException() || !addPair(m, map, entry, position)) return false;
    }
}

}  // namespace

Value toIntValue(Mutator& m, Value v, std::optional<int64_t> base) {
    if (String* s = v.as<String>()) return textToInt(m, s, base.value_or(10));
    if (base.has_value()) return refuse(m, "int", v, "a string when a base is given");
    if (isInt(v)) return v;
    if (v.isDouble()) return doubleToWhole(m, v.asDouble());
    if (v.isBool()) return Value::ofInt48(v.isTrue() ? 1 : 0);
    if (isBigInt(v)) {
        const std::optional<int64_t> i = bigintToInt64(v);
        return i.has_value() ? makeInt(m, *i)
                             : throwError(m, m.types().overflowError, "bigint does not fit 64 bits");
    }
    const Value asked = ask(m, v, Protocol::ToInt);
    if (asked.isUndef()) return refuse(m, "int", v, "a number, bool or string");
    if (asked.isException() || isInt(asked) || isBigInt(asked)) return asked;
    return throwTypeError(
        m, joined("toInt of ", typeNameOf(m, v), " must give an int, not ", typeNameOf(m, asked)));
}

Value toFloatValue(Mutator& m, Value v) {
    if (isNumber(v)) return Value::ofDouble(toDouble(v));
    if (v.isBool()) return Value::ofDouble(v.isTrue() ? 1.0 : 0.0);
    if (isBigInt(v)) return Value::ofDouble(bigintToDouble(v));
    if (String* s = v.as<String>()) {
        if (!flatten(m, s)) return Value::exception();
        const std::optional<double> d = parseDouble(view(m, s));
        if (d.has_value()) return Value::ofDouble(canonicalDouble(*d));
        return throwValueError(m, joined("could not convert string to float: ", shownLiteral(view(m, s))));
    }
    const Value asked = ask(m, v, Protocol::ToFloat);
    if (asked.isUndef()) return refuse(m, "float", v, "a number, bool or string");
    if (asked.isException()) return asked;
    if (isNumber(asked)) return Value::ofDouble(toDouble(asked));
    return throwTypeError(
        m, joined("toFloat of ", typeNameOf(m, v), " must give a number, not ", typeNameOf(m, asked)));
}

Value toBoolValue(Mutator& m, Value v) {
    const std::optional<bool> truth = truthOf(m, v);
    return truth.has_value() ? Value::ofBool(*truth) : Value::exception();
}
Value toStringValue(Mutator& m, Value v) {
    return valueOrException(toStr(m, v));
}

Value toBigIntValue(Mutator& m, Value v, int base) {
    if (isBigInt(v)) return v;
    if (isInt(v)) return bigintFromInt(m, toInt64(v));
    if (v.isBool()) return bigintFromInt(m, v.isTrue() ? 1 : 0);
    if (v.isDouble()) return bigintFromDouble(m, v.asDouble());
    String* s = v.as<String>();
    if (s == nullptr) return refuse(m, "bigint", v, "a number or string");
    return flatten(m, s) ? bigintFromText(m, view(m, s), base) : Value::exception();
}

Value toBytesValue(Mutator& m, Value v) {
    if (String* s = v.as<String>())
        return flatten(m, s) ? valueOrException(makeBytes(m, view(m, s))) : Value::exception();
    if (Bytes* bytes = v.as<Bytes>()) return valueOrException(makeBytes(m, bytesView(bytes)));
    if (isInt(v)) {
        const int64_t count = toInt64(v);
        if (count < 0 || static_cast<uint64_t>(count) > kMaxStringBytes) {
            return throwValueError(m, joined("bytes() cannot have ", count, " bytes"));
        }
        return valueOrException(makeBytes(m, std::string(static_cast<size_t>(count), '\0')));
    }
    const Value it = getIterator(m, v);
    NOODLE_TRY(it);
    std::string out;
    for (;;) {
        const Value element = iteratorNext(m, it);
        if (element.isUndef()) return valueOrException(makeBytes(m, out));
        if (element.isException() || !appendByte(m, out, element)) return Value::exception();
    }
}

List* toListValue(Mutator& m, Value v) {
    List* list = newList(m);
    return list != nullptr && collectInto(m, v, list) ? list : nullptr;
}

Tuple* toTupleValue(Mutator& m, Value v) {
    if (Tuple* tuple = v.as<Tuple>()) return tuple;
    List* list = toListValue(m, v);
    if (list == nullptr) return nullptr;
    Tuple* tuple = makeTuple(m, static_cast<uint32_t>(list->length));
    for (uint32_t i = 0; tuple != nullptr && i < tuple->size(); ++i) {
        const Value element = listGet(m, list, i);
        if (element.isException()) return nullptr;
        tuple->elements()[i] = element;
        m.heap().writeBarrier(tuple, element);
    }
    return tuple;
}

Set* toSetValue(Mutator& m, Value v) {
    if (Set* set = v.as<Set>()) return setCopy(m, set);
    Set* set = newSet(m);
    return set != nullptr && spreadIntoSet(m, set, v) ? set : nullptr;
}

Map* toMapValue(Mutator& m, Value v) {
    if (Map* map = v.as<Map>()) return mapCopy(m, map);
    Map* map = newMap(m);
    if (map == nullptr) return nullptr;
    const bool fields =
        v.isKind(ObjectKind::Instance) && findProtocol(m, v, Protocol::Iterator).kind == MemberKind::None;
    const bool filled = fields ? spreadIntoMap(m, map, v) : addPairs(m, map, v);
    return filled ? map : nullptr;
}

std::optional<int64_t> requireInt(Mutator& m, Value v, std::string_view what) {
    if (isInt(v)) return toInt64(v);
    if (isBigInt(v)) {
        const std::optional<int64_t> i = bigintToInt64(v);
        if (!i.has_value()) throwError(m, m.types().overflowError, joined(what, " does not fit 64 bits"));
        return i;
    }
    throwTypeError(m, joined(what, " must be an int, not ", typeNameOf(m, v)));
    return std::nullopt;
}

std::optional<double> requireDouble(Mutator& m, Value v, std::string_view what) {
    if (isNumber(v)) return toDouble(v);
    if (isBigInt(v)) return bigintToDouble(v);
    throwTypeError(m, joined(what, " must be a number, not ", typeNameOf(m, v)));
    return std::nullopt;
}

}  // namespace noodle
