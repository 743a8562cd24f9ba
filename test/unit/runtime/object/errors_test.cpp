#include <catch2/catch.hpp>

#include "test_mutator.h"

using namespace noodle;

TEST_CASE("a thrown error is pending with message and one trace") {
    TestMutator m;
    CHECK(throwTypeError(m, "no such luck").isException());
    REQUIRE(m.hasPending());
    Value error = m.takePending();
    CHECK(isError(error));
    CHECK(errorMessage(m, error) == "no such luck");
    CHECK(classOf(m, error) == m.types().typeError);
    CHECK(m.traces == 1);
    CHECK(throwAny(m, error).isException());
    CHECK(m.traces == 1);
    CHECK(identical(m.takePending(), error));
}

TEST_CASE("what is no error is wrapped, a class is instantiated, a cause is chained") {
    TestMutator m;
    throwAny(m, Value::ofObject(newString(m, "plain text")));
    Value error = m.takePending();
    CHECK(classOf(m, error) == m.types().error);
    CHECK(errorMessage(m, error) == "plain text");
    CHECK(getField(error.cast<Instance>(), errorFields().value).isKind(ObjectKind::String));

    throwAny(m, integer(7), error);
    Value chained = m.takePending();
    CHECK(errorMessage(m, chained) == "7");
    CHECK(identical(getField(chained.cast<Instance>(), errorFields().cause), error));

    throwAny(m, Value::ofObject(m.types().valueError));
    CHECK(classOf(m, m.takePending()) == m.types().valueError);
}

TEST_CASE("a KeyError keeps its key and shows it quoted") {
    TestMutator m;
    throwKeyError(m, Value::ofObject(newString(m, "na\"me")));
    Value error = m.takePending();
    CHECK(errorMessage(m, error) == "\"na\\\"me\"");
    CHECK(getField(error.cast<Instance>(), symbolFor("key")).isKind(ObjectKind::String));
    throwKeyError(m, integer(5));
    CHECK(m.takeError() == "KeyError: 5");
}

TEST_CASE("some errors are caught only by their own name") {
    TestMutator m;
    auto own = [&](Class* cls) { return isUncatchableByBase(m, Value::ofObject(newError(m, cls, ""))); };
    CHECK(own(m.types().cancelledError));
    CHECK(own(m.types().outOfMemoryError));
    CHECK(own(m.types().exitError));
    CHECK_FALSE(own(m.types().keyError));
    CHECK_FALSE(own(m.types().error));
    CHECK(isSubclass(m.types().keyError, m.types().error));
}

TEST_CASE("an error can be made when memory is gone, again and again") {
    TestMutator m({.limitBytes = 2 << 20});
    ValueVector hog(m.heap());
    while (String* s = newString(m, std::string(500, 'x'))) hog.push(Value::ofObject(s));
    CHECK(m.takeError() == "OutOfMemoryError: out of memory");
    while (newCell(m, Value::null()) != nullptr) hog.push(Value::ofObject(newString(m, "y")));
    m.takePending();
    for (int i = 0; i < 500; ++i) {
        hog.push(throwTypeError(m, "some message that needs memory for itself"));
        hog.pop();
        REQUIRE(m.hasPending());
        hog.push(m.takePending());
    }
    throwOutOfMemory(m);
    CHECK(m.takeError() == "OutOfMemoryError: out of memory");
    hog.clear();
    CHECK(newString(m, std::string(500, 'x')) != nullptr);
    m.heap().verify();
}

TEST_CASE("an isolate can be created under a tiny limit and stress") {
    TestMutator m({.limitBytes = 1, .stress = true});
    // The blocks that creation has begun may be filled; a new one is refused.
    ValueVector hog(m.heap());
    while (List* list = newList(m)) {
        hog.push(Value::ofObject(list));
        REQUIRE(hog.size() < 2000);
    }
    CHECK(m.takeError() == "OutOfMemoryError: out of memory");
}
