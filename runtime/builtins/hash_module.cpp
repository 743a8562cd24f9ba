// Module _hash: what module hash (stdlib/hash.nc) is built on: digests, running ones too, and checksums.
#include <xxhash.h>

#include "runtime/builtins/encoding.h"
#include "runtime/builtins/hash_algorithms.h"
#include "runtime/builtins/module_tables.h"
#include "runtime/builtins/native_classes.h"

namespace noodle {

namespace {

const NativeType kHasherType = {
    .name = "Hasher",
    .destroy = [](void* payload) { delete static_cast<HashState*>(payload); },
    .trace = nullptr,
};

std::unique_ptr<HashState> stateNamed(const ArgReader& in) {
    std::string_view name;
    if (!in.text(0, "algorithm", name)) return nullptr;
    auto state = newHashState(name);
    if (state == nullptr)
        in.invalid(joined("there is no algorithm \"", name, "\" (", hashAlgorithmNames(), ")"));
    return state;
}

/// digest(algorithm, data): bytes
Value digest(Mutator& m, Args args) {
    ArgReader in(m, "digest", args);
    std::string_view data;
    auto state = stateNamed(in);
    NOODLE_REQUIRE(state != nullptr && readData(m, in, args, 1, "data", data));
    state->update(data);
    return valueOrException(makeBytes(m, state->digest()));
}

Value wrap(Mutator& m, std::unique_ptr<HashState> state) {
    Class* cls = nativeClass(m, NativeClassId::Hasher);
    NOODLE_TRY_PTR(cls);
    return valueOrException(newNativeObject(m, kHasherType, cls, state.release()));
}

Value begin(Mutator& m, Args args) {
    auto state = stateNamed(ArgReader(m, "Hasher", args));
    NOODLE_TRY_PTR(state);
    return wrap(m, std::move(state));
}

HashState* stateOf(Mutator& m, const Args& args, const char* function) {
    auto* state = static_cast<HashState*>(nativePayload(args[0], kHasherType));
    if (state == nullptr) throwExpected(m, function, "a running hash", args[0]);
    return state;
}

Value update(Mutator& m, Args args) {
    HashState* state = stateOf(m, args, "update");
    std::string_view data;
    NOODLE_REQUIRE(state != nullptr && readData(m, ArgReader(m, "update", args), args, 1, "data", data));
    state->update(data);
    return Value::null();
}

Value result(Mutator& m, Args args) {
    HashState* state = stateOf(m, args, "digest");
    NOODLE_TRY_PTR(state);
    return valueOrException(makeBytes(m, state->digest()));
}

Value copy(Mutator& m, Args args) {
    HashState* state = stateOf(m, args, "copy");
    NOODLE_TRY_PTR(state);
    return wrap(m, state->copy());
}

Value blockSize(Mutator& m, Args args) {
    auto state = stateNamed(ArgReader(m, "blockSize", args));
    NOODLE_TRY_PTR(state);
    return makeInt(m, static_cast<int64_t>(state->blockBytes()));
}

Value crc32(Mutator& m, Args args) {
    ArgReader in(m, "crc32", args);
    std::string_view data;
    int64_t before = 0;
    NOODLE_REQUIRE(readData(m, in, args, 0, "data", data) && in.optInteger(1, "before", before));
    return makeInt(m, static_cast<int64_t>(crc32Of(data, static_cast<uint32_t>(before))));
}

/// The 64 bits as an int, which is signed.
template <XXH64_hash_t (*function)(const void*, size_t, XXH64_hash_t)>
Value checksum(Mutator& m, Args args) {
    ArgReader in(m, nullptr, args);
    std::string_view data;
    int64_t seed = 0;
    NOODLE_REQUIRE(readData(m, in, args, 0, "data", data) && in.optInteger(1, "seed", seed));
    return makeInt(m, static_cast<int64_t>(function(data.data(), data.size(), static_cast<uint64_t>(seed))));
}

Value checksum32(Mutator& m, Args args) {
    ArgReader in(m, "xxh32", args);
    std::string_view data;
    int64_t seed = 0;
    NOODLE_REQUIRE(readData(m, in, args, 0, "data", data) && in.optInteger(1, "seed", seed));
    return makeInt(m, int64_t{XXH32(data.data(), data.size(), static_cast<uint32_t>(seed))});
}

constexpr NativeSpec kTable[] = {
    {"digest", "algorithm, data", digest},
    {"begin", "algorithm", begin},
    {"update", "state, data", update},
    {"result", "state", result},
    {"copy", "state", copy},
    {"blockSize", "algorithm", blockSize},
    {"crc32", "data, before=", crc32},
    {"xxh64", "data, seed=", checksum<XXH64>},
    {"xxh3", "data, seed=", checksum<XXH3_64bits_withSeed>},
    {"xxh32", "data, seed=", checksum32},
};

}  // namespace

const NativeClassSpec& hasherClassSpec() {
    static const NativeClassSpec spec = {"HashState", nullptr, {}};
    return spec;
}

const NativeModule& hashModule() {
    static const NativeModule module = {"_hash", kTable, {}};
    return module;
}

}  // namespace noodle
