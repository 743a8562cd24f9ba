// print, input, debug, and the OutputStream class of sys.stdout and sys.stderr.
#include <unistd.h>

#include "runtime/builtins/args.h"
#include "runtime/builtins/function_tables.h"
#include "runtime/builtins/io_errors.h"
#include "runtime/builtins/native_classes.h"
#include "runtime/builtins/state.h"
#include "runtime/builtins/streams.h"
#include "runtime/entry/member.h"
#include "runtime/entry/text.h"

namespace noodle {

namespace {

/// The payload is the stream in BuiltinState, which outlives no use of it.
const NativeType kOutputType = {.name = "OutputStream", .destroy = [](void*) {}, .trace = nullptr};

OutputStream* streamOf(Mutator& m, const Args& args, const char* function) {
    auto* stream = static_cast<OutputStream*>(nativePayload(args.self, kOutputType));
    if (stream == nullptr) throwExpected(m, function, "an OutputStream", args.self);
    return stream;
}

/// Standard output goes first, so that a terminal shows both in the order of writing.
void emit(Mutator& m, OutputStream& stream, std::string_view text) {
    BuiltinState& state = builtinState(m);
    if (&stream == &state.err) state.out.flush();
    stream.write(text);
}

Value write(Mutator& m, Args args) {
    OutputStream* stream = streamOf(m, args, "write");
    NOODLE_TRY_PTR(stream);
    if (Bytes* bytes = args[0].as<Bytes>()) {
        emit(m, *stream, bytesView(bytes));
        return makeInt(m, static_cast<int64_t>(bytes->length));
    }
    String* s = nullptr;
    std::string_view text;
    ArgReader in(m, "write", args);
    NOODLE_REQUIRE(in.string(0, "text", s) && in.text(0, "text", text));
    emit(m, *stream, text);
    return Value::ofInt48(s->length);
}

Value writeLine(Mutator& m, Args args) {
    OutputStream* stream = streamOf(m, args, "writeLine");
    NOODLE_TRY_PTR(stream);
    std::string line;
    NOODLE_REQUIRE(appendStr(m, line, args[0]));
    line += '\n';
    emit(m, *stream, line);
    return Value::null();
}

Value flush(Mutator& m, Args args) {
    OutputStream* stream = streamOf(m, args, "flush");
    NOODLE_TRY_PTR(stream);
    stream->flush();
    return Value::null();
}

Value isatty(Mutator& m, Args args) {
    OutputStream* stream = streamOf(m, args, "isatty");
    NOODLE_TRY_PTR(stream);
    return Value::ofBool(stream->isTerminal());
}

Value fileno(Mutator& m, Args args) {
    OutputStream* stream = streamOf(m, args, "fileno");
    NOODLE_TRY_PTR(stream);
    return Value::ofInt48(stream->descriptor());
}

constexpr NativeSpec kOutputMembers[] = {
    {"write", "text", write}, {"writeLine", "value", writeLine}, {"flush", "", flush},
    {"isatty", "", isatty},   {"isTerminal", "", isatty},        {"fileno", "", fileno},
};

Value makeOutput(Mutator& m, OutputStream& stream) {
    Class* cls = nativeClass(m, NativeClassId::OutputStream);
    NOODLE_TRY_PTR(cls);
    return valueOrException(newNativeObject(m, kOutputType, cls, &stream));
}

/// str() of each value with `sep` between, and `end`.
bool formatLine(Mutator& m, const Args& args, std::string& line) {
    ArgReader in(m, "print", args);
    std::string_view sep = " ", end = "\n";
    if (!in.optText(1, "sep", sep) || !in.optText(2, "end", end)) return false;
    List* values = args[0].cast<List>();
    for (uint64_t i = 0; i < values->length; ++i) {
        if (i > 0) line += sep;
        Value v = listGet(m, values, i);
        if (v.isException() || !appendStr(m, line, v)) return false;
    }
    line += end;
    return true;
}

Value print(Mutator& m, Args args) {
    BuiltinState& state = builtinState(m);
    // A toString() that prints must not find the buffer in use.
    std::string line = std::move(state.scratch);
    line.clear();
    bool ok = formatLine(m, args, line);
    if (ok) {
        if (args.get(3).isNull()) {
            state.out.write(line);
        } else {
            ok = writeTo(m, args[3], line);
        }
    }
    if (ok && args[4].isTrue()) state.out.flush();
    state.scratch = std::move(line);
    // A program whose reader has gone must not go on for ever.
    if (ok && state.out.broken()) return throwIoError(m, state.out.error(), "write", "standard output");
    return ok ? Value::null() : Value::exception();
}

Value input(Mutator& m, Args args) {
    BuiltinState& state = builtinState(m);
    if (!args.get(0).isNull()) {
        std::string prompt;
        NOODLE_REQUIRE(appendStr(m, prompt, args[0]));
        state.out.write(prompt);
    }
    std::string line;
    auto got = readInputLine(m, line);
    NOODLE_REQUIRE(got.has_value());
    if (!*got) return throwError(m, m.types().ioError, "input(): end of input");
    return valueOrException(newStringLossy(m, line));
}

Value debug(Mutator& m, Args args) {
    std::string line = "debug:";
    List* values = args[0].cast<List>();
    for (uint64_t i = 0; i < values->length; ++i) {
        Value v = listGet(m, values, i);
        NOODLE_TRY(v);
        line += ' ';
        NOODLE_REQUIRE(appendRepr(m, line, v));
    }
    line += '\n';
    emit(m, builtinState(m).err, line);
    return values->length == 1 ? listGet(m, values, 0) : Value::null();
}

constexpr NativeSpec kTable[] = {
    {"print", "...values, sep=, end=, file=, flush=", print},
    {"input", "prompt=", input},
    {"debug", "...values", debug},
};

}  // namespace

bool writeTo(Mutator& m, Value target, std::string_view text) {
    if (auto* stream = static_cast<OutputStream*>(nativePayload(target, kOutputType))) {
        emit(m, *stream, text);
        return true;
    }
    Value argument = valueOrException(newStringLossy(m, text));
    String* name = m.intern("write");
    if (argument.isException() || name == nullptr) return false;
    return !callMethod(m, target, name, std::span<const Value>(&argument, 1)).isException();
}

Value makeStdout(Mutator& m) {
    return makeOutput(m, builtinState(m).out);
}
Value makeStderr(Mutator& m) {
    return makeOutput(m, builtinState(m).err);
}

const NativeClassSpec& outputStreamClassSpec() {
    static const NativeClassSpec spec = {"OutputStream", nullptr, kOutputMembers};
    return spec;
}

std::span<const NativeSpec> printFunctions() {
    return kTable;
}

}  // namespace noodle
