#include "runtime/entry/big_work.h"

#include <catch2/catch.hpp>
#include <random>

#include "runtime/entry/bigint.h"
#include "test/unit/runtime/entry/test_mutator.h"

using namespace noodle;
namespace mp = boost::multiprecision;

namespace {

Big randomBig(std::mt19937_64& random, unsigned limbs) {
    Big n = 1;
    for (unsigned i = 0; i < limbs; ++i) n = (n << 64) + random();
    return n;
}

}  // namespace

TEST_CASE("products and quotients in pieces are those of the library") {
    TestMutator m;
    BigWork work(m);
    std::mt19937_64 random(1);
    for (auto [n, k] : {std::pair{3u, 2u}, {900u, 850u}, {3000u, 20u}, {5000u, 450u}, {4001u, 4000u}}) {
        const Big a = randomBig(random, n), b = -randomBig(random, k);
        Big product, quotient, remainder, q, r;
        REQUIRE(work.multiply(a, b, product));
        CHECK(product == a * b);
        REQUIRE(work.divide(product + 5, b, quotient, remainder));
        mp::divide_qr(Big(product + 5), b, q, r);
        CHECK(quotient == q);
        CHECK(remainder == r);
    }
    CHECK(m.polls > 3);
}

TEST_CASE("long divisions take the dividend in pieces") {
    TestMutator m;
    BigWork work(m);
    std::mt19937_64 random(2);
    const Big a = randomBig(random, 9000), b = randomBig(random, 4100);
    Big quotient, remainder;
    REQUIRE(work.divide(a, b, quotient, remainder));
    CHECK(quotient * b + remainder == a);
    CHECK((remainder >= 0 && remainder < b));
    CHECK(m.polls > 3);
}

TEST_CASE("powers, roots, gcd and modular powers") {
    TestMutator m;
    BigWork work(m);
    std::mt19937_64 random(3);
    Big out;
    REQUIRE(work.power(Big(7), 20'000, out));
    CHECK(out == mp::pow(Big(7), 20'000));
    REQUIRE(work.power(Big(7), 0, out));
    CHECK(out == 1);
    for (unsigned limbs : {1u, 20u, 500u}) {
        const Big n = randomBig(random, limbs);
        REQUIRE(work.squareRoot(n, out));
        CHECK(out == mp::sqrt(n));
        REQUIRE(work.squareRoot(n * n, out));
        CHECK(out == n);
        REQUIRE(work.squareRoot(n * n - 1, out));
        CHECK(out == n - 1);
    }
    const Big common = randomBig(random, 300);
    REQUIRE(work.gcd(common * 1'000'003, common * 999'983 * randomBig(random, 200), out));
    CHECK(out % common == 0);
    const Big modulus = randomBig(random, 60), base = randomBig(random, 50), exponent = randomBig(random, 20);
    REQUIRE(work.powerMod(base, exponent, modulus, out));
    CHECK(out == mp::powm(base, exponent, modulus));
}

TEST_CASE("digits there and back in every base") {
    TestMutator m;
    std::mt19937_64 random(4);
    for (int base : {2, 3, 10, 16, 36}) {
        for (unsigned limbs : {0u, 1u, 700u}) {
            const Big n = randomBig(random, limbs) << 4000;
            std::string text;
            REQUIRE(BigWork(m).digits(n, base, text));
            CHECK(text[0] != '0');
            const Value back = bigintFromText(m, text, base);
            std::string again;
            REQUIRE(appendBigInt(m, again, back, base));
            CHECK(again == text);
            if (base == 10) CHECK(text == n.str());
        }
    }
    std::string zero;
    REQUIRE(BigWork(m).digits(Big(0), 7, zero));
    CHECK(zero == "0");
}

TEST_CASE("a stop request ends every long operation") {
    std::mt19937_64 random(5);
    const Big a = randomBig(random, 6000), b = randomBig(random, 5000);
    Big out, rest;
    std::string text;
    auto stops = [&](auto operation) {
        TestMutator m;
        m.stopAt = 1;
        BigWork work(m);
        return !operation(work) && m.hasPending();
    };
    CHECK(stops([&](BigWork& work) { return work.multiply(a, b, out); }));
    CHECK(stops([&](BigWork& work) { return work.divide(a * b, b, out, rest); }));
    CHECK(stops([&](BigWork& work) { return work.power(a, 50, out); }));
    CHECK(stops([&](BigWork& work) { return work.gcd(a, b, out); }));
    CHECK(stops([&](BigWork& work) { return work.squareRoot(a, out); }));
    CHECK(stops([&](BigWork& work) { return work.digits(a, 10, text); }));
}
