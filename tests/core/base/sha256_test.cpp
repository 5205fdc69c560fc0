// SHA-256 against the examples of FIPS 180-4, in both builds.
#include "core/base/sha256.h"

#include <doctest/doctest.h>

using namespace pupitre;

TEST_CASE("sha256: the standard's examples") {
    CHECK(to_text(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(to_text(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(to_text(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(to_text(sha256(std::string(1'000'000, 'a'))) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("sha256: read from its bytes, and from nothing else") {
    const Hash256 hash = sha256("abc");
    CHECK(hash256_from_bytes(hash.view()).value() == hash);
    CHECK(hash256_from_bytes(hash.view().substr(1)).error().code == ErrorCode::malformed);
    CHECK(hash256_from_bytes(std::string(hash.view()) + "x").error().code == ErrorCode::malformed);
}
