// The browser application's files as a browser gets them.
#include <brotli/decode.h>
#include <doctest/doctest.h>
#include <zlib.h>

#include "tests/host/support/test_host.h"

namespace pupitre::host {
namespace {

std::string from_brotli(const std::string& bytes) {
    std::string out(1'000'000, '\0');
    std::size_t size = out.size();
    const auto result = BrotliDecoderDecompress(bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                                &size, reinterpret_cast<std::uint8_t*>(out.data()));
    out.resize(result == BROTLI_DECODER_RESULT_SUCCESS ? size : 0);
    return out;
}

std::string from_gzip(const std::string& bytes) {
    std::string out(1'000'000, '\0');
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const bool whole = inflate(&stream, Z_FINISH) == Z_STREAM_END;
    out.resize(whole ? stream.total_out : 0);
    inflateEnd(&stream);
    return out;
}

}  // namespace

TEST_CASE("static files: plain, brotli and gzip give the same content") {
    TestHost host;
    HttpClient client(host.port());
    const Reply plain = client.get("/");
    CHECK(plain.status == 200);
    CHECK(plain.header("content-type") == "text/html; charset=utf-8");
    CHECK(plain.header("content-encoding").empty());
    CHECK(plain.body.starts_with("<!doctype html>"));

    const Reply brotli = client.get("/", {{"Accept-Encoding", "gzip, deflate, br, zstd"}});
    CHECK(brotli.header("content-encoding") == "br");
    CHECK(brotli.header("vary") == "Accept-Encoding");
    CHECK(brotli.body.size() < plain.body.size());
    CHECK(from_brotli(brotli.body) == plain.body);

    const Reply gzip = client.get("/", {{"Accept-Encoding", "br;q=0, gzip;q=0.5"}});
    CHECK(gzip.header("content-encoding") == "gzip");
    CHECK(from_gzip(gzip.body) == plain.body);
}

TEST_CASE("static files: forms that the build made are taken as they are") {
    const TempFolder folder;
    write_assets(folder);
    folder.write("index.html.br", "made by the build");
    AssetStore assets;
    REQUIRE(assets.load(folder.path()));
    HttpRequest request;
    request.path = "/";
    request.headers = {{"accept-encoding", "br"}};
    CHECK(*assets.respond(request).body == "made by the build");
    request.path = "/index.html.br";
    CHECK(assets.respond(request).status == 404);
}

TEST_CASE("static files: what may change is asked for again, what carries a hash is kept for ever") {
    TestHost host;
    HttpClient client(host.port());
    const Reply page = client.get("/index.html");
    CHECK(page.header("cache-control") == "no-cache");
    CHECK(client.get("/service-worker.js").header("cache-control") == "no-cache");
    const Reply wasm = client.get("/desk.0123abcd.wasm");
    CHECK(wasm.header("cache-control") == "public, max-age=31536000, immutable");
    CHECK(wasm.header("content-type") == "application/wasm");

    const std::string tag = page.header("etag");
    REQUIRE_FALSE(tag.empty());
    const Reply same = client.get("/index.html", {{"If-None-Match", tag}});
    CHECK(same.status == 304);
    CHECK(same.body.empty());
    CHECK(same.header("etag") == tag);
    CHECK(client.get("/index.html", {{"If-None-Match", "\"other\""}}).status == 200);
}

TEST_CASE("static files: names with a hash or build id") {
    CHECK(never_changes("/desk.0123abcd.wasm"));
    CHECK(never_changes("/build/9f8e7d6c5b4a/desk.mjs"));
    CHECK(never_changes("/fonts/inter-0a1b2c3d.woff2"));
    CHECK_FALSE(never_changes("/index.html"));
    CHECK_FALSE(never_changes("/service-worker.js"));
    CHECK_FALSE(never_changes("/facade.js"));
    CHECK_FALSE(never_changes("/deadbeef.js"));
}

TEST_CASE("static files: HEAD has the headers only, and the connection goes on") {
    TestHost host;
    const Socket socket(host.port());
    std::string rest;
    socket.send("HEAD /index.html HTTP/1.1\r\nHost: x\r\n\r\n");
    const Reply head = read_reply(socket, rest, false);
    CHECK(head.status == 200);
    CHECK(head.header("content-length") != "0");
    CHECK(rest.empty());
    socket.send("GET /service-worker.js HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(read_reply(socket, rest).body == "// the service worker");
}

TEST_CASE("static files: no path leads out of the folder") {
    TestHost host;
    HttpClient client(host.port());
    for (const char* path : {"/../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd",
                             "/./index.html", "/assets/../index.html", "/..\\..\\etc\\passwd", "/index.html%00.js"}) {
        CAPTURE(path);
        const int status = client.get(path).status;
        CHECK((status == 404 || status == 400));
    }
}

TEST_CASE("every answer carries the headers that protect the page") {
    TestHost host;
    HttpClient client(host.port());
    for (const char* path : {"/", "/nowhere", "/health", "/api/session"}) {
        CAPTURE(path);
        const Reply reply = client.get(path);
        CHECK(reply.header("content-security-policy").find("'wasm-unsafe-eval'") != std::string::npos);
        CHECK(reply.header("content-security-policy").find("frame-ancestors 'none'") != std::string::npos);
        CHECK(reply.header("content-security-policy").find("unsafe-inline") == std::string::npos);
        CHECK(reply.header("x-content-type-options") == "nosniff");
        CHECK(reply.header("referrer-policy") == "no-referrer");
    }
}

}  // namespace pupitre::host
