// Members of bytes: a mutable (or frozen) array of 0..255. Searching takes bytes or one byte value.
#include <cstring>

#include "runtime/builtins/collections.h"
#include "runtime/builtins/encoding.h"
#include "runtime/builtins/functional.h"
#include "runtime/builtins/member_tables.h"
#include "runtime/builtins/string_members.h"
#include "runtime/entry/conversions.h"
#include "runtime/entry/member.h"

namespace noodle {

namespace {

Bytes* selfBytes(Mutator& m, const Args& args, const char* function) {
    return receiver<Bytes>(m, args, function, "bytes");
}
Bytes* changeableBytes(Mutator& m, const Args& args, const char* function) {
    return changeable<Bytes>(m, args, function, kBytesFrozen, "bytes");
}

/// Makes room for `length` bytes and sets the length. New bytes are whatever the caller writes.
bool resize(Mutator& m, Bytes* bytes, uint64_t length) {
    uint64_t capacity = bytes->store != nullptr ? bytes->store->byteCapacity : 0;
    if (length > capacity) {
        uint64_t wanted = std::max<uint64_t>(length, capacity + capacity / 2 + 16);
        Raw* store = allocateObject<Raw>(m, wanted);
        if (store == nullptr) return false;
        store->byteCapacity = wanted;
        if (bytes->length > 0) std::memcpy(store->bytes(), bytes->store->bytes(), bytes->length);
        bytes->store = store;
        m.heap().writeBarrier(bytes, store);
    }
    bytes->length = length;
    return true;
}

/// A byte value argument.
bool readByte(Mutator& m, const ArgReader& in, uint32_t i, const char* name, uint8_t& out) {
    int64_t value = 0;
    if (!in.integer(i, name, value)) return false;
    static_cast<void>(m);
    if (value < 0 || value > 255) {
        in.invalid(joined("a byte must be 0 to 255, got ", value));
        return false;
    }
    out = static_cast<uint8_t>(value);
    return true;
}

/// Bytes, or one byte value in `single`.
bool readNeedle(Mutator& m, const ArgReader& in, const Args& args, uint32_t i, char& single,
                std::string_view& out) {
    if (Bytes* bytes = args[i].as<Bytes>()) {
        out = bytesView(bytes);
        return true;
    }
    uint8_t byte = 0;
    if (!isInt(args[i])) return in.mismatch(i, "sub", "bytes or an int");
    if (!readByte(m, in, i, "sub", byte)) return false;
    single = static_cast<char>(byte);
    out = std::string_view(&single, 1);
    return true;
}

Value length(Mutator& m, Args args) {
    Bytes* bytes = selfBytes(m, args, "length");
    NOODLE_TRY_PTR(bytes);
    return makeInt(m, static_cast<int64_t>(bytes->length));
}

Value isEmpty(Mutator& m, Args args) {
    Bytes* bytes = selfBytes(m, args, "isEmpty");
    NOODLE_TRY_PTR(bytes);
    return Value::ofBool(bytes->length == 0);
}

Value decode(Mutator& m, Args args) {
    Bytes* bytes = selfBytes(m, args, "decode");
    NOODLE_TRY_PTR(bytes);
    ArgReader in(m, "decode", args);
    std::string_view encoding = "utf-8", errors = "strict";
    NOODLE_REQUIRE(in.optText(0, "encoding", encoding) && in.optText(1, "errors", errors));
    return decodeText(m, bytesView(bytes), encoding, errors);
}

Value toHex(Mutator& m, Args args) {
    Bytes* bytes = selfBytes(m, args, "hex");
    NOODLE_TRY_PTR(bytes);
    constexpr char kHex[] = "0123456789abcdef";
    std::string out;
    for (char c : bytesView(bytes)) {
        auto byte = static_cast<unsigned char>(c);
        out += kHex[byte >> 4];
        out += kHex[byte & 15];
    }
    return stringValue(m, out);
}

Value fromHex(Mutator& m, Args args) {
    ArgReader in(m, "fromHex", args);
    std::string_view text;
    NOODLE_REQUIRE(in.text(0, "text", text));
    std::string out;
    int half = -1;
    for (char c : text) {
        if (c == ' ' || c == '\n' || c == '\t') continue;
        int digit = c >= '0' && c <= '9'                 ? c - '0'
                    : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                         : -1;
        if (digit < 0) return in.invalid("only hexadecimal digits and blanks are allowed");
        if (half >= 0) out += static_cast<char>(half * 16 + digit);
        half = half >= 0 ? -1 : digit;
    }
    if (half >= 0) return in.invalid("an even number of hexadecimal digits is expected");
    return valueOrException(makeBytes(m, out));
}

Value slice(Mutator& m, Args args) {
    NOODLE_TRY_PTR(selfBytes(m, args, "slice"));
    return getSlice(m, args.self, args.get(0), args.get(1), args.get(2));
}

Value find(Mutator& m, Args args) {
    Bytes* bytes = selfBytes(m, args, "find");
    NOODLE_TRY_PTR(bytes);
    ArgReader in(m, "find", args);
    char single = 0;
    std::string_view needle;
    int64_t start = 0;
    NOODLE_REQUIRE(readNeedle(m, in, args, 0, single, needle) && in.optInteger(1, "start", start));
    auto from = static_cast<size_t>(clampIndex(start, static_cast<int64_t>(bytes->length)));
    size_t hit = findText(bytesView(bytes), needle, from);
    return makeInt(m, hit == std::string_view::npos ? -1 : static_cast<int64_t>(hit));
}

Value contains(Mutator& m, Args args) {
    Value at = find(m, Args{args.data, args.count, args.self});
    return at.isException() ? at : Value::ofBool(!identical(at, Value::ofInt48(-1)));
}

Value count(Mutator& m, Args args) {
    Bytes* bytes = selfBytes(m, args, "count");
    NOODLE_TRY_PTR(bytes);
    ArgReader in(m, "count", args);
    char single = 0;
    std::string_view needle;
    NOODLE_REQUIRE(readNeedle(m, in, args, 0, single, needle));
    if (needle.empty()) return makeInt(m, static_cast<int64_t>(bytes->length) + 1);
    int64_t n = 0;
    for (size_t at = 0; (at = findText(bytesView(bytes), needle, at)) != std::string_view::npos;
         at += needle.size())
        ++n;
    return makeInt(m, n);
}

template <bool atEnd>
Value hasAffix(Mutator& m, Args args) {
    Bytes* bytes = selfBytes(m, args, atEnd ? "endsWith" : "startsWith");
    NOODLE_TRY_PTR(bytes);
    Bytes* affix = args[0].as<Bytes>();
    NOODLE_REQUIRE(affix != nullptr ||
                   ArgReader(m, atEnd ? "endsWith" : "startsWith", args).mismatch(0, "affix", "bytes"));
    std::string_view all = bytesView(bytes), part = bytesView(affix);
    return Value::ofBool(atEnd ? all.ends_with(part) : all.starts_with(part));
}

Value split(Mutator& m, Args args) {
    Bytes* bytes = selfBytes(m, args, "split");
    NOODLE_TRY_PTR(bytes);
    ArgReader in(m, "split", args);
    char single = 0;
    std::string_view sep;
    NOODLE_REQUIRE(readNeedle(m, in, args, 0, single, sep));
    if (sep.empty()) return in.invalid("the separator is empty");
    List* out = newList(m);
    NOODLE_TRY_PTR(out);
    for (size_t from = 0;;) {
        size_t hit = findText(bytesView(bytes), sep, from);
        size_t end = hit == std::string_view::npos ? bytes->length : hit;
        Value piece = valueOrException(makeBytes(m, bytesView(bytes).substr(from, end - from)));
        NOODLE_TRY(piece);
        NOODLE_REQUIRE(listAppend(m, out, piece));
        if (hit == std::string_view::npos) return Value::ofObject(out);
        from = hit + sep.size();
    }
}

Value append(Mutator& m, Args args) {
    Bytes* bytes = changeableBytes(m, args, "append");
    NOODLE_TRY_PTR(bytes);
    uint8_t byte = 0;
    NOODLE_REQUIRE(readByte(m, ArgReader(m, "append", args), 0, "byte", byte) &&
                   resize(m, bytes, bytes->length + 1));
    bytes->store->bytes()[bytes->length - 1] = byte;
    return Value::null();
}

Value extend(Mutator& m, Args args) {
    Bytes* bytes = changeableBytes(m, args, "extend");
    NOODLE_TRY_PTR(bytes);
    Value added = toBytesValue(m, args[0]);
    NOODLE_TRY(added);
    std::string_view more = bytesView(added.cast<Bytes>());
    uint64_t old = bytes->length;
    NOODLE_REQUIRE(resize(m, bytes, old + more.size()));
    if (!more.empty()) std::memcpy(bytes->store->bytes() + old, more.data(), more.size());
    return Value::null();
}

Value pop(Mutator& m, Args args) {
    Bytes* bytes = changeableBytes(m, args, "pop");
    NOODLE_TRY_PTR(bytes);
    if (bytes->length == 0) return throwIndexError(m, "pop() from empty bytes");
    uint64_t index = bytes->length - 1;
    ArgReader in(m, "pop", args);
    if (in.has(0)) {
        auto given = readIndex(m, in, 0, bytes->length, "bytes");
        NOODLE_REQUIRE(given.has_value());
        index = *given;
    }
    uint8_t* data = bytes->store->bytes();
    uint8_t byte = data[index];
    std::memmove(data + index, data + index + 1, bytes->length - index - 1);
    --bytes->length;
    return Value::ofInt48(byte);
}

Value clear(Mutator& m, Args args) {
    Bytes* bytes = changeableBytes(m, args, "clear");
    NOODLE_TRY_PTR(bytes);
    bytes->length = 0;
    return Value::null();
}

Value copy(Mutator& m, Args args) {
    Bytes* bytes = selfBytes(m, args, "copy");
    NOODLE_TRY_PTR(bytes);
    return valueOrException(makeBytes(m, bytesView(bytes)));
}

Value toList(Mutator& m, Args args) {
    return valueOrException(toListValue(m, args.self));
}

constexpr NativeSpec kTable[] = {
    {"length", "", length, NativeSpec::kGetter},
    {"isEmpty", "", isEmpty},
    {"decode", "encoding=, errors=", decode},
    {"hex", "", toHex},
    {"fromHex", "text", fromHex, NativeSpec::kStatic},
    {"fromhex", "text", fromHex, NativeSpec::kStatic},
    {"slice", "start=, end=, step=", slice},
    {"indexOf", "sub, start=", find},
    {"find", "sub, start=", find},
    {"contains", "sub", contains},
    {"count", "sub", count},
    {"startsWith", "prefix", hasAffix<false>},
    {"startswith", "prefix", hasAffix<false>},
    {"endsWith", "suffix", hasAffix<true>},
    {"endswith", "suffix", hasAffix<true>},
    {"split", "sep", split},
    {"append", "byte", append},
    {"push", "byte", append},
    {"extend", "bytes", extend},
    {"pop", "index=", pop},
    {"clear", "", clear},
    {"copy", "", copy},
    {"toList", "", toList},
    {"freeze", "", freezeMember},
    {"isFrozen", "", isFrozenMember},
    {"iterator", "", iteratorMember},
};

}  // namespace

std::span<const NativeSpec> bytesMembers() {
    return kTable;
}

}  // namespace noodle
