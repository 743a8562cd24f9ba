// The tracer: which references each heap layout holds, and how long an object is. Must know every field of
// every layout in runtime/value/layout.h; used by marking and by verify(). Not for language-level iteration.
#pragma once

#include "runtime/gc/heap.h"

namespace noodle {

/// Kinds that hold no references: marking need not visit them.
constexpr bool isLeafKind(ObjectKind kind) {
    switch (kind) {
        case ObjectKind::Raw:
        case ObjectKind::BoxedInt:
        case ObjectKind::BigInt:
        case ObjectKind::Range:
            return true;
        default:
            return false;
    }
}

/// Bytes of the object itself, header included; its cell may be bigger.
size_t objectBytes(const HeapObject* o);
/// True if C++ code may hold only the end address of such an object's tail while walking it backwards.
bool mayBeHeldByEnd(ObjectKind kind);

template <typename Visitor>
void traceValues(const Value* values, uint64_t count, Visitor& visitor) {
    for (uint64_t i = 0; i < count; ++i) visitor.mark(values[i]);
}

template <typename Visitor>
void traceString(String* s, Visitor& visitor) {
    if ((s->flags & String::kSlice) != 0) {
        visitor.markObject(static_cast<StringSlice*>(s)->parent);
    } else if ((s->flags & String::kRope) != 0) {
        visitor.markObject(static_cast<StringRope*>(s)->left);
        visitor.markObject(static_cast<StringRope*>(s)->right);
    } else if ((s->flags & String::kCrumbs) != 0) {
        visitor.markObject(*crumbsWord(s));
    }
}

/// Calls visitor.mark(Value) / visitor.markObject(HeapObject*) for each reference in `o`. The targets of
/// WeakRefs and the payloads of Natives are the caller's business.
template <typename Visitor>
void traceReferences(HeapObject* o, Visitor& visitor) {
    switch (o->kind) {
        case ObjectKind::Free:
        case ObjectKind::Raw:
        case ObjectKind::BoxedInt:
        case ObjectKind::BigInt:
        case ObjectKind::Range:
        case ObjectKind::WeakRef:
            break;
        case ObjectKind::ValueStore: {
            auto* store = static_cast<ValueStore*>(o);
            traceValues(store->values(), store->capacity, visitor);
            break;
        }
        case ObjectKind::Cell:
            visitor.mark(static_cast<Cell*>(o)->value);
            break;
        case ObjectKind::String:
            traceString(static_cast<String*>(o), visitor);
            break;
        case ObjectKind::Bytes:
            visitor.markObject(static_cast<Bytes*>(o)->store);
            break;
        case ObjectKind::List:
            visitor.markObject(static_cast<List*>(o)->store);
            break;
        case ObjectKind::Tuple:
            traceValues(static_cast<Tuple*>(o)->elements(), o->aux, visitor);
            break;
        case ObjectKind::Map:
        case ObjectKind::Set: {
            auto* table = static_cast<HashBase*>(o);
            visitor.markObject(table->entries);
            visitor.markObject(table->index);
            break;
        }
        case ObjectKind::Function: {
            auto* f = static_cast<Function*>(o);
            visitor.markObject(reinterpret_cast<HeapObject*>(f->homeClass));
            visitor.markObject(f->attributes);
            traceValues(f->upvalues(), f->aux, visitor);
            break;
        }
        case ObjectKind::NativeFunction:
            visitor.mark(static_cast<NativeFunction*>(o)->data);
            break;
        case ObjectKind::BoundMethod:
            visitor.mark(static_cast<BoundMethod*>(o)->receiver);
            visitor.mark(static_cast<BoundMethod*>(o)->method);
            break;
        case ObjectKind::PartialCall:
            visitor.mark(static_cast<PartialCall*>(o)->callee);
            traceValues(static_cast<PartialCall*>(o)->bound(), o->aux, visitor);
            break;
        case ObjectKind::Class: {
            auto* c = static_cast<Class*>(o);
            visitor.markObject(c->super);
            visitor.markObject(c->members);
            visitor.markObject(c->memberCache);
            visitor.markObject(c->interfaces);
            visitor.markObject(reinterpret_cast<HeapObject*>(c->module));
            visitor.mark(c->construct);
            visitor.markObject(c->variants);
            break;
        }
        case ObjectKind::Instance: {
            auto* i = static_cast<Instance*>(o);
            visitor.markObject(i->cls);
            visitor.markObject(i->overflow);
            traceValues(i->inlineFields(), i->aux, visitor);
            break;
        }
        case ObjectKind::EnumValue: {
            auto* e = static_cast<EnumValue*>(o);
            visitor.markObject(e->cls);
            visitor.markObject(e->name);
            visitor.mark(e->value);
            traceValues(e->payload(), e->aux, visitor);
            break;
        }
        case ObjectKind::Iterator:
            visitor.mark(static_cast<Iterator*>(o)->source);
            visitor.mark(static_cast<Iterator*>(o)->function);
            break;
        case ObjectKind::Coroutine: {
            auto* c = static_cast<Coroutine*>(o);
            visitor.markObject(c->function);
            visitor.markObject(c->frame);
            visitor.mark(c->delegate);
            visitor.markObject(reinterpret_cast<HeapObject*>(c->task));
            visitor.mark(c->queue);
            break;
        }
        case ObjectKind::Task: {
            auto* t = static_cast<Task*>(o);
            visitor.mark(t->result);
            visitor.markObject(t->frame);
            visitor.markObject(t->waiters);
            visitor.mark(t->waitingOn);
            visitor.markObject(t->name);
            break;
        }
        case ObjectKind::Module: {
            auto* module = static_cast<Module*>(o);
            visitor.markObject(module->name);
            visitor.markObject(module->slots);
            visitor.markObject(module->exports);
            visitor.markObject(module->constants);
            break;
        }
        case ObjectKind::Success:
            visitor.mark(static_cast<Success*>(o)->value);
            break;
        case ObjectKind::Slice:
            visitor.mark(static_cast<Slice*>(o)->start);
            visitor.mark(static_cast<Slice*>(o)->end);
            visitor.mark(static_cast<Slice*>(o)->step);
            break;
        case ObjectKind::Native:
            visitor.markObject(static_cast<Native*>(o)->cls);
            traceValues(static_cast<Native*>(o)->fields, 2, visitor);
            break;
    }
}

}  // namespace noodle
