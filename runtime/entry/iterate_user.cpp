// Iterators that a program defines: which protocol an object follows is decided once, when iteration begins.

#include "runtime/entry/arith.h"
#include "runtime/entry/iterate_detail.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/map.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

enum class UserProtocol : int64_t {
    Python,   ///< __next__: ends with StopIteration
    HasNext,  ///< hasNext() is asked before next()
    Plain,    ///< next(): StopIteration or {value, done}
};

bool has(Mutator& m, Value object, Protocol protocol) {
    return findProtocol(m, object, protocol).kind != MemberKind::None;
}

bool definesDunder(Mutator& m, Value object, Protocol protocol) {
    String* name = m.intern(protocolDunderName(protocol));
    return name != nullptr && findMember(m, classOf(m, object), name).kind != MemberKind::None;
}

UserProtocol protocolOf(Mutator& m, Value object) {
    if (has(m, object, Protocol::HasNext)) return UserProtocol::HasNext;
    return definesDunder(m, object, Protocol::Next) ? UserProtocol::Python : UserProtocol::Plain;
}

Value wrapUser(Mutator& m, Value object) {
    Iterator* it = newIterator(m, IteratorKind::User, object);
    if (it != nullptr) it->limit = static_cast<int64_t>(protocolOf(m, object));
    return valueOrException(it);
}

/// The value under `name` of a Map or in a field of an object; undef if there is none.
Value part(Mutator& m, Value result, const char* name) {
    String* key = m.intern(name);
    NOODLE_TRY_PTR(key);
    if (Map* map = result.as<Map>()) return mapGet(m, map, Value::ofObject(key));
    Instance* object = result.as<Instance>();
    return object == nullptr ? Value::undef() : getField(object, symbolOf(m, key));
}

/// Reads {value, done}. A Map with other keys is an element that happens to have a key "done".
bool isIterationResult(Mutator& m, Value result, Value& done, Value& value) {
    Map* map = result.as<Map>();
    if (map == nullptr && !result.isKind(ObjectKind::Instance)) return false;
    done = part(m, result, "done");
    if (!done.isBool()) return false;
    value = part(m, result, "value");
    if (map != nullptr) return map->count == (value.isUndef() ? 1u : 2u);
    return !value.isUndef() || done.isTrue();
}

}  // namespace

bool takeStopIteration(Mutator& m) {
    Instance* error = m.pending().as<Instance>();
    if (error == nullptr || !isSubclass(error->cls, m.types().stopIteration)) return false;
    m.takePending();
    return true;
}

Value userIterator(Mutator& m, Value object, bool pairs) {
    if (has(m, object, Protocol::Iterator)) {
        const Value it = callProtocol(m, object, Protocol::Iterator, {});
        NOODLE_TRY(it);
        const bool isObject = it.isKind(ObjectKind::Instance) || it.isKind(ObjectKind::Native);
        if (isObject && has(m, it, Protocol::Next)) return wrapUser(m, it);
        if (!identical(it, object) && !it.isNull()) return getIterator(m, it, pairs);
        return throwTypeError(m, joined("iterator() of ", typeNameOf(m, object),
                                        " must give an iterator, not ", typeNameOf(m, it)));
    }
    if (has(m, object, Protocol::Next)) return wrapUser(m, object);
    if (!has(m, object, Protocol::Get) || !definesDunder(m, object, Protocol::Get)) return Value::undef();
    return valueOrException(newIterator(m, IteratorKind::Generic, object));
}

Value userNext(Mutator& m, Iterator* it) {
    const Value object = it->source;
    const UserProtocol protocol = static_cast<UserProtocol>(it->limit);
    if (protocol == UserProtocol::HasNext) {
        const Value answer = callProtocol(m, object, Protocol::HasNext, {});
        NOODLE_TRY(answer);
        const std::optional<bool> more = truthOf(m, answer);
        if (!more.has_value()) return Value::exception();
        if (!*more) return finishIterator(m, it);
    }
    const Value result = callProtocol(m, object, Protocol::Next, {});
    if (result.isException()) return takeStopIteration(m) ? finishIterator(m, it) : result;
    Value done, value;
    if (protocol != UserProtocol::Plain || !isIterationResult(m, result, done, value)) return result;
    if (done.isTrue()) return finishIterator(m, it);
    return value.isUndef() ? Value::null() : value;
}

Value genericNext(Mutator& m, Iterator* it) {
    const Value object = it->source;
    if (has(m, object, Protocol::Length)) {
        const Value size = length(m, object);
        NOODLE_TRY(size);
        if (it->position >= toInt64(size)) return finishIterator(m, it);
    }
    const Value index = makeInt(m, it->position);
    NOODLE_TRY(index);
    const Value v = callProtocol(m, object, Protocol::Get, std::span<const Value>(&index, 1));
    if (v.isException()) {
        Instance* error = m.pending().as<Instance>();
        if (error == nullptr || !isSubclass(error->cls, m.types().indexError)) return v;
        m.takePending();
        return finishIterator(m, it);
    }
    ++it->position;
    return v;
}

}  // namespace noodle
