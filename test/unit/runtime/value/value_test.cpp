#include "runtime/value/value.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <string>

#include "runtime/value/function_info.h"

using namespace noodle;

TEST_CASE("every double keeps its bits and is no other kind of value") {
    for (double d : {0.0, -0.0, 1.5, -1e308, 5e-324, std::numeric_limits<double>::infinity(),
                     -std::numeric_limits<double>::infinity()}) {
        Value v = Value::ofDouble(d);
        CHECK(v.isDouble());
        CHECK_FALSE((v.isInt48() || v.isObject() || v.isNull()));
        CHECK(std::bit_cast<uint64_t>(v.asDouble()) == std::bit_cast<uint64_t>(d));
    }
    // The NaN that x86 itself makes, and one from outside.
    CHECK(Value::ofDouble(std::bit_cast<double>(0xFFF8'0000'0000'0000ull)).isDouble());
    CHECK(Value::ofDouble(canonicalDouble(std::bit_cast<double>(0xFFFB'0000'0000'1234ull))).isDouble());
}

TEST_CASE("48-bit ints keep their sign at the edges") {
    for (int64_t i : {int64_t{0}, int64_t{1}, int64_t{-1}, Value::kMaxInt48, Value::kMinInt48}) {
        Value v = Value::ofInt48(i);
        CHECK(v.isInt48());
        CHECK_FALSE(v.isDouble());
        CHECK(v.asInt48() == i);
    }
    CHECK_FALSE(Value::fitsInt48(Value::kMaxInt48 + 1));
    CHECK_FALSE(Value::fitsInt48(Value::kMinInt48 - 1));
}

TEST_CASE("special values are distinct") {
    CHECK(Value::ofBool(true).isTrue());
    CHECK(Value::ofBool(false).isFalse());
    CHECK(Value().isNull());
    CHECK_FALSE(Value::undef().isBool());
    CHECK_FALSE(Value::undef().isNull());
    CHECK_FALSE(identical(Value::undef(), Value::exception()));
}

TEST_CASE("kinds have names") {
    CHECK(std::string(objectKindName(ObjectKind::List)) == "List");
    CHECK(std::string(objectKindTypeName(ObjectKind::BoxedInt)) == "int");
    CHECK(std::string(objectKindName(static_cast<ObjectKind>(250))) == "invalid");
}

TEST_CASE("finishParams counts by kind") {
    FunctionInfo f;
    f.params = {{"a"},
                {"b", ParamKind::Positional, true},
                {"rest", ParamKind::Rest},
                {"k", ParamKind::KeywordOnly},
                {"o", ParamKind::Keywords}};
    f.finishParams();
    CHECK(f.requiredCount == 1);
    CHECK(f.positionalCount == 2);
    CHECK(f.restIndex == 2);
    CHECK(f.keywordsIndex == 4);
    CHECK_FALSE(f.has(FunctionInfo::kSimpleParams));
    f.params = {{"a"}, {"b"}};
    f.finishParams();
    CHECK(f.has(FunctionInfo::kSimpleParams));
    CHECK(f.restIndex == -1);
}
