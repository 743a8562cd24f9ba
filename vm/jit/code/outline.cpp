#include "vm/jit/code/outline.h"

#include <algorithm>
#include <string_view>

namespace noodle::jit {

ExitPoint::Kind exitKindOf(const Node* node) {
    switch (node->kind) {
        case NodeKind::Leave:
            return std::string_view(static_cast<const char*>(node->ptr)) == kLoopIsOver
                       ? ExitPoint::Kind::Expected
                       : ExitPoint::Kind::Unreached;
        case NodeKind::UnboxInt:
        case NodeKind::AddInt:
        case NodeKind::SubInt:
        case NodeKind::MulInt:
        case NodeKind::NegInt:
            return ExitPoint::Kind::Int;
        case NodeKind::UnboxFloat:
        case NodeKind::UnboxNumber:
            return ExitPoint::Kind::Operand;
        default:
            return ExitPoint::Kind::Other;
    }
}

const char* exitReasonOf(const Node* cause) {
    if (cause == nullptr) return "an error is handled here";
    return cause->kind == NodeKind::Leave ? static_cast<const char*>(cause->ptr) : infoOf(cause->kind).name;
}

namespace {

ExitValue place(const Node* node, std::vector<const Node*>& live, const FrameState& innermost) {
    ExitValue at;
    if (node == nullptr) return at;
    if (node->kind == NodeKind::Virtual) {
        for (size_t i = 0; i < innermost.objects.size(); ++i) {
            if (innermost.objects[i].id != node) continue;
            at.form = ExitValue::Form::Object;
            at.index = static_cast<uint32_t>(i);
            return at;
        }
        return at;  // it is gone: nobody reads the word
    }
    switch (node->kind) {
        case NodeKind::ConstWord:
            at.word = static_cast<uint64_t>(node->imm);
            return at;
        case NodeKind::BoxInt:
        case NodeKind::BoxFloat:
        case NodeKind::BoxBool:
            node = node->inputs[0];
            break;
        default:
            break;
    }
    auto found = std::find(live.begin(), live.end(), node);
    at.index = static_cast<uint32_t>(found - live.begin());
    if (found == live.end()) live.push_back(node);
    at.form = node->rep == Rep::Int     ? ExitValue::Form::Int
              : node->rep == Rep::Float ? ExitValue::Form::Float
              : node->rep == Rep::Bool  ? ExitValue::Form::Bool
                                        : ExitValue::Form::Word;
    return at;
}

}  // namespace

ExitPoint describe(const Outline::Exit& from, std::vector<const Node*>& live) {
    ExitPoint exit;
    exit.throwing = from.throwing;
    exit.reason = exitReasonOf(from.cause);
    exit.kind = from.kind;
    const FrameState& innermost = *from.state;
    for (const FrameState* frame = from.state; frame != nullptr; frame = frame->caller) {
        ExitFrame made;
        made.state = frame->function;
        made.offset = frame->offset;
        made.construct = frame->construct;
        made.closure = place(frame->closure, live, innermost);
        if (frame->construct) made.receiver = place(frame->receiver, live, innermost);
        for (const Node* v : frame->values) made.values.push_back(place(v, live, innermost));
        exit.frames.insert(exit.frames.begin(), std::move(made));
    }
    for (const VirtualObject& object : innermost.objects) {
        ExitObject made;
        made.kind = object.kind;
        for (const Node* part : object.parts) made.parts.push_back(place(part, live, innermost));
        exit.objects.push_back(std::move(made));
    }
    return exit;
}

void fillTables(NativeUnit& unit, const Outline& outline) {
    for (const Outline::Exit& exit : outline.exits) {
        std::vector<const Node*> live;
        unit.exits.push_back(describe(exit, live));
    }
    for (const FrameState* state : outline.places) {
        std::vector<CallPlace>& places = unit.places.emplace_back();
        for (; state != nullptr; state = state->caller)
            places.push_back({state->function, state->offset == 0 ? 0 : state->offset - 1});
    }
}

void nameUnit(NativeUnit& unit, const Graph& graph, std::vector<Value> roots) {
    unit.state = graph.function;
    unit.loop = graph.loop;
    unit.bytecodeBytes = static_cast<uint32_t>(graph.function->proto->def->code.size());
    unit.roots = std::move(roots);
}

}  // namespace noodle::jit
