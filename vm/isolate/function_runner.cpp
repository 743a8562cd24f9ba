#include "vm/isolate/function_runner.h"

#include "runtime/builtins/state.h"
#include "runtime/entry/text.h"
#include "runtime/loop/loop.h"

namespace noodle {

FunctionRunner::Stopped FunctionRunner::stopped() {
    builtinState(isolate_).out.flush();
    const Value error = isolate_.takePending();
    if (isolate_.isExit(error)) return {kStatusFailed, "the program called exit\n"};
    return {isolate_.statusOf(error), isolate_.describeError(error)};
}

FunctionRunner::Stopped FunctionRunner::changed(const Callee& callee, Value now) {
    std::string text;
    if (!appendRepr(isolate_, text, now)) return stopped();
    return {kStatusFailed, "the answer changed: first " + callee.answer + ", then " + text + "\n"};
}

FunctionRunner::Outcome FunctionRunner::start(std::shared_ptr<const CodeUnit> unit) {
    isolate_.enterThread();
    Linker& linker = isolate_.linker();
    state_ = linker.instantiate(std::move(unit));
    if (state_ == nullptr) return stopped();
    linker.setStarted(state_);
    if (linker.runOnce(*state_).isException()) return stopped();
    if (EventLoop::of(isolate_).runAll().isException()) return stopped();
    builtinState(isolate_).out.flush();
    return std::nullopt;
}

std::vector<FunctionRunner::Callee> FunctionRunner::callees() const {
    std::vector<Callee> found;
    const CodeUnit& unit = state_->unit();
    const auto& variables = unit.module().variables;
    for (uint32_t i = 0; i < variables.size(); ++i) {
        const Function* function = state_->module()->slots->values()[i].as<Function>();
        if (function == nullptr || FunctionState::of(function).unit != state_) continue;
        if (function->info->requiredCount != 0 || function->info->has(FunctionInfo::kGenerator)) continue;
        found.push_back(Callee{.name = std::string(unit.text(variables[i].name)), .variable = i});
    }
    return found;
}

FunctionRunner::Outcome FunctionRunner::call(const Callee& callee, uint64_t times) {
    const Value function = state_->module()->slots->values()[callee.variable];
    const bool comparable = callee.answered && !callee.first.isUndef();
    Value result = Value::null();
    for (uint64_t i = 0; i < times; ++i) {
        result = isolate_.call(function, {});
        if (Task* task = result.as<Task>()) result = isolate_.runUntilDone(task);
        if (result.isException()) return stopped();
        if (comparable && !result.isObject() && result.bits() != callee.first.bits())
            return changed(callee, result);
    }
    last_ = result;
    return std::nullopt;
}

FunctionRunner::Outcome FunctionRunner::checkAnswer(Callee& callee) {
    const Value last = last_;
    last_ = Value::null();
    std::string text;
    if (!appendRepr(isolate_, text, last)) return stopped();
    if (callee.answered && text != callee.answer) return changed(callee, last);
    if (!callee.answered) {
        callee.answered = true;
        callee.answer = std::move(text);
        if (!last.isObject()) callee.first = last;
    }
    if (EventLoop::of(isolate_).runAll().isException()) return stopped();
    builtinState(isolate_).out.flush();
    return std::nullopt;
}

}  // namespace noodle
