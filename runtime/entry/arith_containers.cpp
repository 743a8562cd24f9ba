#include <algorithm>
#include <charconv>
#include <limits>

#include "runtime/entry/arith_detail.h"
#include "runtime/entry/make.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"
#include "runtime/object/work.h"

namespace noodle {
namespace {

std::string_view decimal(int64_t i, char (&buffer)[24]) {
    char* end = std::to_chars(buffer, buffer + sizeof buffer, i).ptr;
    return {buffer, static_cast<size_t>(end - buffer)};
}

Value concatText(Mutator& m, Value a, Value b) {
    char digits[24];
    if (b.isInt48()) return valueOrException(appendAscii(m, a.cast<String>(), decimal(b.asInt48(), digits)));
    if (a.isInt48()) return valueOrException(prependAscii(m, decimal(a.asInt48(), digits), b.cast<String>()));
    String* left = toStr(m, a);
    NOODLE_TRY_PTR(left);
    String* right = toStr(m, b);
    NOODLE_TRY_PTR(right);
    return valueOrException(concat(m, left, right));
}

/// Checks a repetition of `unit` elements of `elementBytes` against what the layout and the heap can hold,
/// before anything of that size is built. False: error pending.
bool checkRepeat(Mutator& m, uint64_t unit, uint64_t times, uint64_t most, uint64_t elementBytes,
                 const char* what) {
    if (unit == 0) return true;
    if (times > most / unit) {
        throwError(m, m.types().overflowError,
                   joined("repeating ", times, " times makes a ", what, " that is too long"));
        return false;
    }
    const size_t limit = m.heap().options().limitBytes;
    if (limit == 0 || unit * times <= limit / elementBytes) return true;
    throwOutOfMemory(m);
    return false;
}

std::string repeatBytes(std::string_view text, uint64_t times) {
    std::string out;
    out.reserve(text.size() * times);
    for (uint64_t i = 0; i < times; ++i) out.append(text);
    return out;
}

Value repeatString(Mutator& m, String* s, uint64_t times) {
    if (times == 1) return Value::ofObject(s);
    const std::string_view text = view(m, s);
    if (!checkRepeat(m, text.size(), times, kMaxStringBytes, 1, "string")) return Value::exception();
    return stringValue(m, text.empty() ? std::string() : repeatBytes(text, times));
}

Value repeatList(Mutator& m, List* list, uint64_t times) {
    const uint64_t length = list->length;
    if (!checkRepeat(m, length, times, std::numeric_limits<uint32_t>::max(), 1, "list"))
        return Value::exception();
    List* result = newList(m, length * times);
    NOODLE_TRY_PTR(result);
    for (uint64_t i = 0; i < times && length != 0; ++i) {
        if (!chargeWork(m, 2) || !listExtend(m, result, list)) return Value::exception();
    }
    return Value::ofObject(result);
}

Value repeatTuple(Mutator& m, Tuple* tuple, uint64_t times) {
    const uint64_t size = tuple->size();
    if (!checkRepeat(m, size, times, std::numeric_limits<uint32_t>::max(), sizeof(Value), "tuple"))
        return Value::exception();
    Tuple* result = makeTuple(m, static_cast<uint32_t>(size * times));
    NOODLE_TRY_PTR(result);
    for (uint64_t i = 0; i < times && size != 0; ++i) {
        std::copy_n(tuple->elements(), size, result->elements() + i * size);
    }
    return Value::ofObject(result);
}

Value repeatBytesValue(Mutator& m, Bytes* bytes, uint64_t times) {
    if (!checkRepeat(m, bytes->length, times, kMaxStringBytes, 1, "bytes value")) return Value::exception();
    return valueOrException(
        makeBytes(m, bytes->length == 0 ? std::string() : repeatBytes(bytesView(bytes), times)));
}

Value repeat(Mutator& m, Value container, Value count) {
    const int64_t given = toInt64(count);
    const uint64_t times = given < 0 ? 0 : static_cast<uint64_t>(given);
    switch (container.isObject() ? container.asObject()->kind : ObjectKind::Free) {
        case ObjectKind::String:
            return repeatString(m, container.cast<String>(), times);
        case ObjectKind::List:
            return repeatList(m, container.cast<List>(), times);
        case ObjectKind::Tuple:
            return repeatTuple(m, container.cast<Tuple>(), times);
        case ObjectKind::Bytes:
            return repeatBytesValue(m, container.cast<Bytes>(), times);
        default:
            return Value::undef();
    }
}

Value addLists(Mutator& m, List* a, List* b) {
    List* result = newList(m, a->length + b->length);
    NOODLE_TRY_PTR(result);
    if (!listExtend(m, result, a) || !listExtend(m, result, b)) return Value::exception();
    return Value::ofObject(result);
}

Value addTuples(Mutator& m, Tuple* a, Tuple* b) {
    Tuple* result = makeTuple(m, a->size() + b->size());
    NOODLE_TRY_PTR(result);
    std::copy_n(a->elements(), a->size(), result->elements());
    std::copy_n(b->elements(), b->size(), result->elements() + a->size());
    return Value::ofObject(result);
}

Value addContainers(Mutator& m, Value a, Value b) {
    if (a.isKind(ObjectKind::String) || b.isKind(ObjectKind::String)) return concatText(m, a, b);
    if (!a.isObject() || !b.isObject() || a.asObject()->kind != b.asObject()->kind) return Value::undef();
    switch (a.asObject()->kind) {
        case ObjectKind::List:
            return addLists(m, a.cast<List>(), b.cast<List>());
        case ObjectKind::Tuple:
            return addTuples(m, a.cast<Tuple>(), b.cast<Tuple>());
        case ObjectKind::Bytes:
            return valueOrException(
                makeBytes(m, std::string(bytesView(a.cast<Bytes>())).append(bytesView(b.cast<Bytes>()))));
        default:
            return Value::undef();
    }
}

/// Adds to `out` the keys of `from` whose membership in `other` is `wanted`. False: exception.
bool addWhere(Mutator& m, Set* out, Set* from, Set* other, bool wanted) {
    uint64_t position = 0;
    Value key;
    while (setNext(from, position, &key)) {
        const std::optional<bool> there = setContains(m, other, key);
        if (!there.has_value()) return false;
        if (*there == wanted && !setAdd(m, out, key).has_value()) return false;
    }
    return true;
}

Value unite(Mutator& m, Set* a, Set* b) {
    Set* result = setCopy(m, a);
    NOODLE_TRY_PTR(result);
    uint64_t position = 0;
    Value key;
    while (setNext(b, position, &key)) {
        if (!setAdd(m, result, key).has_value()) return Value::exception();
    }
    return Value::ofObject(result);
}

Value setBinary(Mutator& m, BinaryOp op, Set* a, Set* b) {
    if (op == BinaryOp::BitOr) return unite(m, a, b);
    if (op != BinaryOp::BitAnd && op != BinaryOp::Sub && op != BinaryOp::BitXor) return Value::undef();
    Set* result = newSet(m);
    NOODLE_TRY_PTR(result);
    if (!addWhere(m, result, a, b, op == BinaryOp::BitAnd)) return Value::exception();
    if (op == BinaryOp::BitXor && !addWhere(m, result, b, a, false)) return Value::exception();
    return Value::ofObject(result);
}

Value mergeMaps(Mutator& m, Map* a, Map* b) {
    Map* result = mapCopy(m, a);
    NOODLE_TRY_PTR(result);
    uint64_t position = 0;
    Value key, value;
    while (mapNext(b, position, &key, &value)) {
        if (!mapSet(m, result, key, value)) return Value::exception();
    }
    return Value::ofObject(result);
}

}  // namespace

Value containerBinary(Mutator& m, BinaryOp op, Value a, Value b) {
    if (op == BinaryOp::Add) return addContainers(m, a, b);
    if (op == BinaryOp::Mul) {
        if (isInt(b)) return repeat(m, a, b);
        return isInt(a) ? repeat(m, b, a) : Value::undef();
    }
    if (op == BinaryOp::Mod && a.isKind(ObjectKind::String)) return formatPercent(m, a.cast<String>(), b);
    if (a.isKind(ObjectKind::Set) && b.isKind(ObjectKind::Set))
        return setBinary(m, op, a.cast<Set>(), b.cast<Set>());
    if (op == BinaryOp::BitOr && a.isKind(ObjectKind::Map) && b.isKind(ObjectKind::Map)) {
        return mergeMaps(m, a.cast<Map>(), b.cast<Map>());
    }
    return Value::undef();
}

}  // namespace noodle
