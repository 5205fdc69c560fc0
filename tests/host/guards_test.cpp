// Limits as plain values with a clock given: request rates and guessing of passwords.
#include <doctest/doctest.h>

#include "server-stub/auth/login_guard.h"
#include "server-stub/http/rate_limiter.h"
#include "server-stub/http/security.h"

namespace pupitre::host {

TEST_CASE("rate limiter: so many at once, then so many per second, each address for itself") {
    RateLimiter limiter(2, 3);
    CHECK(limiter.take("a", 0));
    CHECK(limiter.take("a", 0));
    CHECK(limiter.take("a", 0));
    CHECK_FALSE(limiter.take("a", 0));
    CHECK(limiter.take("b", 0));
    CHECK(limiter.take("a", 500));
    CHECK_FALSE(limiter.take("a", 500));
    CHECK(limiter.take("a", 60'000));
}

TEST_CASE("login guard: wrong passwords lead to a wait that doubles, up to a limit") {
    LoginLimits limits;
    limits.per_account_and_address = 3;
    limits.first_wait_ms = 1'000;
    limits.longest_wait_ms = 3'000;
    LoginGuard guard(limits);
    CHECK(guard.attempt("anna", "1", 0) == 0);
    CHECK(guard.attempt("anna", "1", 0) == 0);
    CHECK(guard.attempt("anna", "1", 0) == 0);
    CHECK(guard.attempt("anna", "1", 0) == 1'000);
    CHECK(guard.attempt("anna", "1", 999) == 1);
    CHECK(guard.attempt("anna", "1", 1'000) == 0);
    CHECK(guard.attempt("anna", "1", 1'000) == 2'000);
    CHECK(guard.attempt("anna", "1", 3'000) == 0);
    CHECK(guard.attempt("anna", "1", 3'000) == 3'000);
}

TEST_CASE("login guard: somebody else's address is not locked with the guesser's, and success forgives") {
    LoginLimits limits;
    limits.per_account_and_address = 2;
    LoginGuard guard(limits);
    CHECK(guard.attempt("anna", "guesser", 0) == 0);
    CHECK(guard.attempt("anna", "guesser", 0) == 0);
    CHECK(guard.attempt("anna", "guesser", 0) > 0);
    CHECK(guard.attempt("anna", "office", 0) == 0);
    guard.succeeded("anna", "office");
    CHECK(guard.attempt("anna", "office", 0) == 0);
}

TEST_CASE("login guard: one address that tries many accounts is slowed down") {
    LoginLimits limits;
    limits.per_address = 4;
    LoginGuard guard(limits);
    for (const char* account : {"a", "b", "c", "d"}) CHECK(guard.attempt(account, "1", 0) == 0);
    CHECK(guard.attempt("e", "1", 0) > 0);
    CHECK(guard.attempt("e", "2", 0) == 0);
}

TEST_CASE("request path: decoded, without the query; malformed ones are refused") {
    CHECK(decoded_path("/a%20b?q=1") == "/a b");
    CHECK(decoded_path("/%C3%A9") == "/é");
    CHECK_FALSE(decoded_path("relative").has_value());
    CHECK_FALSE(decoded_path("/%").has_value());
    CHECK_FALSE(decoded_path("/%4").has_value());
    CHECK_FALSE(decoded_path("/%zz").has_value());
    CHECK_FALSE(decoded_path("/a%00b").has_value());
    CHECK_FALSE(decoded_path("http://elsewhere/").has_value());
}

TEST_CASE("origin: our own page and programs that are no browsers; nobody else") {
    const auto with = [](Headers headers) {
        HttpRequest request;
        request.headers = std::move(headers);
        request.headers.emplace_back("host", "localhost:8080");
        return request;
    };
    const std::vector<std::string> none;
    CHECK(same_origin(with({}), none));
    CHECK(same_origin(with({{"origin", "http://localhost:8080"}}), none));
    CHECK(same_origin(with({{"sec-fetch-site", "same-origin"}}), none));
    CHECK_FALSE(same_origin(with({{"origin", "http://localhost:9090"}}), none));
    CHECK_FALSE(same_origin(with({{"origin", "https://elsewhere.example"}}), none));
    CHECK_FALSE(same_origin(with({{"origin", "null"}}), none));
    CHECK_FALSE(same_origin(with({{"sec-fetch-site", "cross-site"}}), none));
    const std::vector<std::string> pinned = {"https://pupitre.example"};
    CHECK(same_origin(with({{"origin", "https://pupitre.example"}}), pinned));
    CHECK_FALSE(same_origin(with({{"origin", "http://localhost:8080"}}), pinned));
}

}  // namespace pupitre::host
