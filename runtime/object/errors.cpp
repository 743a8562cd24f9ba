#include "runtime/object/errors.h"

#include "runtime/base/check.h"
#include "runtime/object/caches.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

void captureOnce(Mutator& m, Instance* error) {
    const ErrorFields& fields = errorFields();
    if (getField(error, fields.places).isUndef() && getField(error, fields.trace).isUndef())
        m.captureTrace(Value::ofObject(error));
}

/// Throws what newError gave; null: the failure to make it is pending already.
Value throwNew(Mutator& m, Instance* error) {
    NOODLE_TRY_PTR(error);
    captureOnce(m, error);
    return m.throwValue(Value::ofObject(error));
}

/// Repr of a value without calling language code: enough for a message.
std::string describeKey(Mutator& m, Value key) {
    if (auto* s = key.as<String>()) {
        std::string text = "\"";
        for (char c : view(m, s)) {
            if (c == '"' || c == '\\') text += '\\';
            if (c == '\n') {
                text += "\\n";
            } else {
                text += c;
            }
        }
        return text + "\"";
    }
    if (isInt(key)) return std::to_string(toInt64(key));
    if (key.isDouble()) return formatDouble(key.asDouble());
    if (key.isBool()) return key.isTrue() ? "true" : "false";
    if (key.isNull()) return "null";
    if (auto* tuple = key.as<Tuple>()) {
        std::string text = "(";
        for (uint32_t i = 0; i < tuple->size(); ++i) {
            Value element = tuple->elements()[i];
            if (i != 0) text += ", ";
            text += element.isKind(ObjectKind::Tuple) ? "(...)" : describeKey(m, element);
        }
        return text + (tuple->size() == 1 ? ",)" : ")");
    }
    if (auto* e = key.as<EnumValue>())
        return std::string(className(e->cls)) + "." + std::string(view(m, e->name));
    return "<" + std::string(className(classOf(m, key))) + ">";
}

/// `value` as an error instance: itself, an instance of the class, or an Error that keeps it. Exception: what
/// failed.
Value toError(Mutator& m, Value value) {
    if (isError(value)) return value;
    if (auto* cls = value.as<Class>(); cls != nullptr && (cls->flags & Class::kError) != 0) {
        Value made = m.call(value, {});
        if (made.isException() || isError(made)) return made;
        value = made;
    }
    std::string message;
    if (auto* s = value.as<String>()) {
        message = view(m, s);
    } else if (value.isObject() && !isInt(value)) {
        // Its text may need language code (toString), which Error's own constructor knows how to get.
        Value made = m.call(Value::ofObject(m.types().error), {&value, 1});
        if (made.isException() || isError(made)) return made;
        message = describeKey(m, value);
    } else {
        message = describeKey(m, value);
    }
    Instance* error = newError(m, m.types().error, message);
    if (error == nullptr || !setField(m, error, errorFields().value, value)) return throwOutOfMemory(m);
    return Value::ofObject(error);
}

}  // namespace

const ErrorFields& errorFields() {
    static const ErrorFields fields{symbolFor("message"), symbolFor("cause"), symbolFor("location"),
                                    symbolFor("trace"),   symbolFor("value"), symbolFor("$places")};
    return fields;
}

Instance* newError(Mutator& m, Class* cls, std::string_view message) {
    Heap::ReserveScope reserve(m.heap());
    Instance* error = newInstance(m, cls);
    if (error == nullptr) return nullptr;
    String* text = newStringLossy(m, message);
    if (text == nullptr || !setField(m, error, errorFields().message, Value::ofObject(text))) return nullptr;
    return error;
}

Value throwError(Mutator& m, Class* cls, std::string_view message) {
    Heap::ReserveScope reserve(m.heap());
    return throwNew(m, newError(m, cls, message));
}

Value throwTypeError(Mutator& m, std::string_view message) {
    return throwError(m, m.types().typeError, message);
}
Value throwValueError(Mutator& m, std::string_view message) {
    return throwError(m, m.types().valueError, message);
}
Value throwIndexError(Mutator& m, std::string_view message) {
    return throwError(m, m.types().indexError, message);
}

Value throwKeyError(Mutator& m, Value key, std::string_view text) {
    Heap::ReserveScope reserve(m.heap());
    Instance* error = newError(m, m.types().keyError, text.empty() ? describeKey(m, key) : std::string(text));
    static const Symbol* const keyField = symbolFor("key");
    if (error != nullptr && !setField(m, error, keyField, key)) return Value::exception();
    return throwNew(m, error);
}

Value throwOutOfMemory(Mutator& m) {
    Mutator::Caches& caches = m.caches();
    Instance* last = caches.outOfMemory;
    NOODLE_CHECK(last != nullptr, "out of memory while the isolate is being created");
    // Nothing on this path may come back here: the instance is made by hand and shares the prepared one's
    // message, and a trace that itself runs out of memory falls to the prepared one.
    if (caches.inOutOfMemory) return m.throwValue(Value::ofObject(last));
    caches.inOutOfMemory = true;
    Heap::ReserveScope reserve(m.heap());
    Class* cls = last->cls;
    const uint32_t fields = cls->rootShape->fieldCount;
    auto* error = m.heap().allocate<Instance>(size_t{fields} * sizeof(Value));
    if (error != nullptr) {
        error->aux = fields;
        error->cls = cls;
        error->shape = cls->rootShape;
        for (uint32_t i = 0; i < fields; ++i) error->inlineFields()[i] = Value::undef();
        setFieldAt(m, error, 0, fieldAt(last, 0));
        m.captureTrace(Value::ofObject(error));
    }
    caches.inOutOfMemory = false;
    return m.throwValue(Value::ofObject(error != nullptr ? error : last));
}

Value throwStackOverflow(Mutator& m) {
    return throwError(m, m.types().stackOverflowError, "the call stack is too deep");
}

namespace {

Value renderedField(Mutator& m, Instance* error, const Symbol* name) {
    Value v = getField(error, name);
    if (v.isUndef()) {
        completeError(m, error);
        v = getField(error, name);
    }
    return v.isUndef() ? Value::null() : v;
}

}  // namespace

Value errorTrace(Mutator& m, Instance* error) {
    return renderedField(m, error, errorFields().trace);
}
Value errorLocation(Mutator& m, Instance* error) {
    return renderedField(m, error, errorFields().location);
}
void completeError(Mutator& m, Instance* object) {
    if ((object->cls->flags & Class::kError) == 0) return;
    if (!getField(object, errorFields().places).isUndef()) m.renderTrace(object);
}

bool isError(Value v) {
    auto* object = v.as<Instance>();
    return object != nullptr && (object->cls->flags & Class::kError) != 0;
}

std::string errorMessage(Mutator& m, Value error) {
    auto* object = error.as<Instance>();
    if (object == nullptr) return {};
    Value message = getField(object, errorFields().message);
    if (auto* s = message.as<String>()) return std::string(view(m, s));
    return message.isUndef() || message.isNull() ? std::string() : describeKey(m, message);
}

bool isUncatchableByBase(Mutator& m, Value error) {
    auto* object = error.as<Instance>();
    if (object == nullptr) return false;
    const CoreTypes& t = m.types();
    for (Class* own :
         {t.cancelledError, t.limitError, t.outOfMemoryError, t.interruptError, t.exitError, t.panicError}) {
        if (isSubclass(object->cls, own)) return true;
    }
    return false;
}

bool isPanic(Mutator& m, Value error) {
    auto* object = error.as<Instance>();
    return object != nullptr && object->cls == m.types().panicError;
}

Value throwAny(Mutator& m, Value value, Value cause) {
    Value error = toError(m, value);
    NOODLE_TRY(error);
    auto* instance = error.cast<Instance>();
    if (!cause.isUndef()) {
        if (!isError(cause) && !cause.isNull()) {
            cause = toError(m, cause);
            NOODLE_TRY(cause);
        }
        if (!setField(m, instance, errorFields().cause, cause)) return Value::exception();
    }
    captureOnce(m, instance);
    return m.throwValue(error);
}

}  // namespace noodle
