// Operators. What the operands are is known from how they were made, from facts, or assumed from the profile;
// where the profile has nothing, one operand tells about the other, and ints are the last guess. A guess that
// fails often makes the site stubborn: it then goes through the runtime.
#include <bit>

#include "runtime/entry/arith.h"
#include "runtime/entry/compare.h"
#include "vm/jit/lift/lifter.h"
#include "vm/load/profile.h"

namespace noodle::jit {

using bc::Opcode;

namespace {

uint8_t seenOf(Rep rep) {
    switch (rep) {
        case Rep::Int:
            return kSeenInt;
        case Rep::Float:
            return kSeenFloat;
        case Rep::Bool:
            return kSeenBool;
        default:
            return 0;
    }
}

constexpr uint8_t kInts = kSeenInt | kSeenBigger;
bool onlyInts(uint8_t seen) {
    return seen != 0 && (seen & ~kInts) == 0;
}
bool onlyFloats(uint8_t seen) {
    return seen == kSeenFloat;
}
bool onlyNumbers(uint8_t seen) {
    return seen != 0 && (seen & ~(kInts | kSeenFloat)) == 0;
}

Opcode plainForm(Opcode op) {
    switch (op) {
        case Opcode::AddInt:
        case Opcode::AddFloat:
            return Opcode::Add;
        case Opcode::SubInt:
        case Opcode::SubFloat:
            return Opcode::Sub;
        case Opcode::MulInt:
        case Opcode::MulFloat:
            return Opcode::Mul;
        case Opcode::DivFloat:
            return Opcode::Div;
        case Opcode::EqInt:
            return Opcode::Eq;
        case Opcode::NeInt:
            return Opcode::Ne;
        case Opcode::LtInt:
        case Opcode::LtFloat:
            return Opcode::Lt;
        case Opcode::LeInt:
        case Opcode::LeFloat:
            return Opcode::Le;
        case Opcode::GtInt:
        case Opcode::GtFloat:
            return Opcode::Gt;
        case Opcode::GeInt:
        case Opcode::GeFloat:
            return Opcode::Ge;
        default:
            return op;
    }
}

BinaryOp generalOp(Opcode op) {
    switch (op) {
        case Opcode::Add:
            return BinaryOp::Add;
        case Opcode::Sub:
            return BinaryOp::Sub;
        case Opcode::Mul:
            return BinaryOp::Mul;
        case Opcode::Div:
            return BinaryOp::Div;
        case Opcode::FloorDiv:
            return BinaryOp::FloorDiv;
        case Opcode::Mod:
            return BinaryOp::Mod;
        case Opcode::Pow:
            return BinaryOp::Pow;
        case Opcode::BitAnd:
            return BinaryOp::BitAnd;
        case Opcode::BitXor:
            return BinaryOp::BitXor;
        case Opcode::Shl:
            return BinaryOp::Shl;
        case Opcode::Shr:
            return BinaryOp::Shr;
        default:
            return BinaryOp::UShr;
    }
}

Relation relationOf(Opcode op) {
    switch (op) {
        case Opcode::Lt:
            return Relation::Lt;
        case Opcode::Le:
            return Relation::Le;
        case Opcode::Gt:
            return Relation::Gt;
        case Opcode::Ge:
            return Relation::Ge;
        case Opcode::Eq:
            return Relation::Eq;
        default:
            return Relation::Ne;
    }
}

CompareOp generalCompare(Opcode op) {
    switch (op) {
        case Opcode::Lt:
            return CompareOp::Lt;
        case Opcode::Le:
            return CompareOp::Le;
        case Opcode::Gt:
            return CompareOp::Gt;
        case Opcode::Ge:
            return CompareOp::Ge;
        case Opcode::Eq:
            return CompareOp::Eq;
        default:
            return CompareOp::Ne;
    }
}

uint8_t provenType(Opcode op) {
    if (plainForm(op) == op) return 0;
    switch (op) {
        case Opcode::AddFloat:
        case Opcode::SubFloat:
        case Opcode::MulFloat:
        case Opcode::DivFloat:
        case Opcode::LtFloat:
        case Opcode::LeFloat:
        case Opcode::GtFloat:
        case Opcode::GeFloat:
            return kSeenFloat;
        default:
            return kSeenInt;
    }
}

/// What the operands of a site are taken for, one bit set each; 0: nothing is known.
struct Operands {
    uint8_t left, right;
};
/// What the front end has proven of the operands of a typed form.
Operands proven(Opcode op) {
    return {provenType(op), provenType(op)};
}
Operands expected(const Scope& scope, const bc::Instruction& in, Rep left, Rep right) {
    Operands seen{0, 0};
    if (const FunctionProfile* profile = scope.fs->profile.get()) {
        const OperandTypes& types = profile->site(in.operand('x'));
        seen = {types.left, types.right};
    }
    if (left != Rep::Word) seen.left = seenOf(left);
    if (right != Rep::Word) seen.right = seenOf(right);
    if (seen.left == 0) seen.left = seen.right;
    if (seen.right == 0) seen.right = seen.left;
    return seen;
}

}  // namespace

/// Whether the operands were strings, as far as was seen.
bool Lifter::areStrings(uint8_t left, uint8_t right, const Node* a, const Node* b) const {
    auto isString = [&](uint8_t types, const Node* node) {
        const Fact* fact = find(node, Fact::Kind::Object);
        return types == kSeenString ||
               (fact != nullptr && fact->what == static_cast<uint64_t>(ObjectKind::String));
    };
    return isString(left, a) && isString(right, b);
}

void Lifter::liftBinary(const bc::Instruction& in) {
    Opcode op = plainForm(in.op);
    Node* b = top(0);
    Node* a = top(1);
    Operands seen = expected(*scope_, in, knownRep(a), knownRep(b));
    // The compiler of the front end has proven the typed forms; of others nothing is assumed without a sign.
    if (seen.left == 0) seen = proven(in.op);
    if (isStubborn() && (knownRep(a) == Rep::Word || knownRep(b) == Rep::Word))
        seen = {kSeenOther, kSeenOther};
    if (onlyInts(seen.left) && onlyInts(seen.right) && op != Opcode::Div && op != Opcode::Pow) {
        Node* x = toInt(a);
        Node* y = toInt(b);
        if (liftIntOp(op, x, y)) return;
    } else if (onlyNumbers(seen.left) && onlyNumbers(seen.right)) {
        // An operand that was seen as both, beside a float, counts as a float either way.
        bool mixed = !onlyFloats(seen.left) && !onlyFloats(seen.right);
        bool division = op == Opcode::Div;
        if ((!mixed || division) &&
            (op == Opcode::Add || op == Opcode::Sub || op == Opcode::Mul || op == Opcode::Div)) {
            Node* x = onlyFloats(seen.left) ? toFloat(a) : toNumber(a);
            Node* y = onlyFloats(seen.right) ? toFloat(b) : toNumber(b);
            if (liftFloatOp(op, x, y)) return;
        }
    }
    if (op == Opcode::Add && areStrings(seen.left, seen.right, a, b)) {
        guardKind(a, ObjectKind::String);
        guardKind(b, ObjectKind::String);
        Node* text = callEntry("concat", {a, b});
        drop(2);
        learn(text, Fact::Kind::Object, nullptr, static_cast<uint64_t>(ObjectKind::String));
        return push(text);
    }
    if (op == Opcode::BitOr) return liftByInterpreter(in);  // may be a pipe
    Node* result = callEntry("binary", {a, b}, static_cast<int64_t>(generalOp(op)));
    drop(2);
    push(result);
}

bool Lifter::liftIntOp(Opcode op, Node* a, Node* b) {
    NodeKind kind;
    bool fails = true;
    switch (op) {
        case Opcode::Add:
            kind = NodeKind::AddInt;
            break;
        case Opcode::Sub:
            kind = NodeKind::SubInt;
            break;
        case Opcode::Mul:
            kind = NodeKind::MulInt;
            break;
        case Opcode::FloorDiv:
            kind = NodeKind::FloorDivInt;
            break;
        case Opcode::Mod:
            kind = NodeKind::ModInt;
            break;
        case Opcode::Shl:
            kind = NodeKind::ShlInt;
            break;
        case Opcode::Shr:
            kind = NodeKind::ShrInt;
            break;
        case Opcode::UShr:
            kind = NodeKind::UShrInt;
            break;
        case Opcode::BitAnd:
            kind = NodeKind::AndInt;
            fails = false;
            break;
        case Opcode::BitOr:
            kind = NodeKind::OrInt;
            fails = false;
            break;
        case Opcode::BitXor:
            kind = NodeKind::XorInt;
            fails = false;
            break;
        default:
            return false;
    }
    Node* raw = fails ? guard(kind, {a, b}) : emit(kind, {a, b});
    drop(2);
    push(box(raw));
    return true;
}

bool Lifter::liftFloatOp(Opcode op, Node* a, Node* b) {
    Node* raw = nullptr;
    switch (op) {
        case Opcode::Add:
            raw = emit(NodeKind::AddFloat, {a, b});
            break;
        case Opcode::Sub:
            raw = emit(NodeKind::SubFloat, {a, b});
            break;
        case Opcode::Mul:
            raw = emit(NodeKind::MulFloat, {a, b});
            break;
        case Opcode::Div:
            raw = guard(NodeKind::DivFloat, {a, b});
            break;
        default:
            return false;
    }
    drop(2);
    push(box(raw));
    return true;
}

void Lifter::pushTest(Node* condition) {
    push(box(condition));
}

void Lifter::liftEquality(bool wanted, Node* a, Node* b) {
    Node* null = wordConst(Value::null());
    Node* condition = nullptr;
    if (a == null || b == null) {
        // Nothing but null equals null.
        condition = emit(NodeKind::SameWord, {escape(a), escape(b)});
    } else {
        Node* word = callEntry("compare", {a, b}, static_cast<int64_t>(CompareOp::Eq));
        condition = emit(NodeKind::SameWord, {word, wordConst(Value::trueValue())});
    }
    if (!wanted) condition = emit(NodeKind::NotBool, {condition});
    drop(2);
    pushTest(condition);
}

void Lifter::liftCompare(const bc::Instruction& in) {
    Opcode op = plainForm(in.op);
    Node* b = top(0);
    Node* a = top(1);
    Operands seen = expected(*scope_, in, knownRep(a), knownRep(b));
    const bool equality = op == Opcode::Eq || op == Opcode::Ne;
    Node* null = wordConst(Value::null());
    if (equality && (a == null || b == null)) return liftEquality(op == Opcode::Eq, a, b);
    if (seen.left == 0) seen = proven(in.op);
    if (isStubborn() && (knownRep(a) == Rep::Word || knownRep(b) == Rep::Word))
        seen = {kSeenOther, kSeenOther};
    Node* condition = nullptr;
    if (onlyInts(seen.left) && onlyInts(seen.right)) {
        Node* x = toInt(a);
        condition = emit(NodeKind::CompareInt, {x, toInt(b)});
    } else if (onlyNumbers(seen.left) && onlyNumbers(seen.right) &&
               (onlyFloats(seen.left) || onlyFloats(seen.right)) &&
               (knownRep(a) != Rep::Int || a->kind == NodeKind::ConstWord) &&
               (knownRep(b) != Rep::Int || b->kind == NodeKind::ConstWord)) {
        // An int beyond 53 bits compares exactly with a float: only small constants are taken for one.
        Node* x = onlyFloats(seen.left) ? toFloat(a) : toNumber(a);
        condition = emit(NodeKind::CompareFloat, {x, onlyFloats(seen.right) ? toFloat(b) : toNumber(b)});
    } else if (areStrings(seen.left, seen.right, a, b)) {
        guardKind(a, ObjectKind::String);
        guardKind(b, ObjectKind::String);
        // No code of the program runs: what is known of the heap stays so.
        FrameState* state = stateOfCall();
        condition = emit(NodeKind::CompareStrings, {escape(a), escape(b)});
        condition->state = state;
    } else if (equality) {
        return liftEquality(op == Opcode::Eq, a, b);
    } else {
        Node* word = callEntry("compare", {a, b}, static_cast<int64_t>(generalCompare(op)));
        condition = emit(NodeKind::SameWord, {word, wordConst(Value::trueValue())});
    }
    if (condition->kind == NodeKind::CompareInt || condition->kind == NodeKind::CompareFloat ||
        condition->kind == NodeKind::CompareStrings)
        condition->imm = static_cast<int64_t>(relationOf(op));
    drop(2);
    pushTest(condition);
}

void Lifter::liftUnary(const bc::Instruction& in) {
    switch (in.op) {
        case Opcode::IncLocal: {
            Node* word = local(in.operand('s'));
            Rep rep = knownRep(word);
            Node* step = intConst(static_cast<int32_t>(in.operand('i')));
            if (rep == Rep::Float) {
                Node* sum = emit(NodeKind::AddFloat, {toFloat(word), emit(NodeKind::IntToFloat, {step})});
                local(in.operand('s')) = box(sum);
                return;
            }
            if (isStubborn() && rep == Rep::Word) {
                Node* sum = callEntry("binary", {word, box(step)}, static_cast<int64_t>(BinaryOp::Add));
                local(in.operand('s')) = sum;
                return;
            }
            Node* sum = guard(NodeKind::AddInt, {toInt(word), step});
            local(in.operand('s')) = box(sum);
            return;
        }
        case Opcode::Not: {
            Node* condition = toBool(top(0));
            drop(1);
            return pushTest(emit(NodeKind::NotBool, {condition}));
        }
        case Opcode::ToBool: {
            Node* condition = toBool(top(0));
            drop(1);
            return pushTest(condition);
        }
        case Opcode::IsNull: {
            Node* condition = emit(NodeKind::SameWord, {escape(top(0)), wordConst(Value::null())});
            drop(1);
            return pushTest(condition);
        }
        case Opcode::IsUndef: {
            Node* condition = emit(NodeKind::IsUndef, {escape(top(0))});
            drop(1);
            return pushTest(condition);
        }
        case Opcode::Is: {
            Node* null = wordConst(Value::null());
            if (top(0) != null && top(1) != null) return liftByInterpreter(in);
            Node* condition = emit(NodeKind::SameWord, {escape(top(1)), escape(top(0))});
            drop(2);
            return pushTest(condition);
        }
        default:
            break;
    }
    Node* a = top(0);
    Rep rep = knownRep(a);
    uint8_t seen = seenOf(rep);
    if (seen == 0 && scope_->fs->profile != nullptr) seen = scope_->fs->profile->site(in.operand('x')).left;
    if (isStubborn() && rep == Rep::Word) seen = kSeenOther;
    if (in.op == Opcode::Neg && onlyFloats(seen)) {
        Node* raw = emit(NodeKind::NegFloat, {toFloat(a)});
        drop(1);
        return push(box(raw));
    }
    if (in.op == Opcode::Neg && onlyInts(seen)) {
        Node* raw = guard(NodeKind::NegInt, {toInt(a)});
        drop(1);
        return push(box(raw));
    }
    if (in.op == Opcode::BitNot && onlyInts(seen)) {
        Node* raw = emit(NodeKind::NotInt, {toInt(a)});
        drop(1);
        return push(box(raw));
    }
    UnaryOp op = in.op == Opcode::Neg ? UnaryOp::Neg : in.op == Opcode::Pos ? UnaryOp::Pos : UnaryOp::BitNot;
    Node* result = callEntry("unary", {a}, static_cast<int64_t>(op));
    drop(1);
    push(result);
}

}  // namespace noodle::jit
