// Compressed forms of files, by brotli and zlib.
#include "server-stub/static/compress.h"

#include <brotli/encode.h>
#include <zlib.h>

namespace pupitre::host {

// The build makes the best forms; here the host must start within a second.
static constexpr int brotli_quality = 5;
static constexpr int gzip_level = 6;
static constexpr int gzip_window_bits = 15 + 16;  // 16 more asks zlib for the gzip format.
static constexpr int gzip_memory_level = 8;

std::string brotli_form(std::string_view content) {
    std::size_t size = BrotliEncoderMaxCompressedSize(content.size());
    std::string out(size, '\0');
    const auto* input = reinterpret_cast<const std::uint8_t*>(content.data());
    auto* output = reinterpret_cast<std::uint8_t*>(out.data());
    if (BrotliEncoderCompress(brotli_quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC, content.size(), input, &size,
                              output) == BROTLI_FALSE) {
        return {};
    }
    out.resize(size);
    return out;
}

std::string gzip_form(std::string_view content) {
    z_stream stream{};
    if (deflateInit2(&stream, gzip_level, Z_DEFLATED, gzip_window_bits, gzip_memory_level, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        return {};
    }
    std::string out(deflateBound(&stream, content.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return result == Z_STREAM_END ? out : std::string{};
}

}  // namespace pupitre::host
