// A value or the reason why there is none. Used instead of exceptions everywhere in the core.
// Knows nothing of the domain.
#pragma once

#include <cassert>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace pupitre {

/// What can be wrong with data that comes from outside the core. The names are stored and sent: they stay for ever.
enum class ErrorCode : std::uint8_t {
    malformed,        // Not in the expected form.
    truncated,        // Ends before it should.
    checksum,         // Was changed on its way or on the disk.
    too_large,        // Over one of our explicit limits.
    unknown_version,  // Written by a newer version.
    unknown_name,     // A table, field or command that this version does not know.
    wrong_type,       // A value of another type than the field's.
    out_of_range,     // A number or a date outside the permitted range.
};

/// The error's stored name, for example "malformed".
constexpr const char* error_name(ErrorCode code) {
    switch (code) {
    case ErrorCode::malformed: return "malformed";
    case ErrorCode::truncated: return "truncated";
    case ErrorCode::checksum: return "checksum";
    case ErrorCode::too_large: return "too_large";
    case ErrorCode::unknown_version: return "unknown_version";
    case ErrorCode::unknown_name: return "unknown_name";
    case ErrorCode::wrong_type: return "wrong_type";
    case ErrorCode::out_of_range: return "out_of_range";
    }
    assert(false);
    return "";
}

/// Why outside data was refused: the kind, which part (a field key, a column …), and where (a byte or row, -1 if unknown).
struct Error {
    ErrorCode code = ErrorCode::malformed;
    std::string where;
    std::int64_t position = -1;

    bool operator==(const Error&) const = default;
};

/// Either a T or an E. Ask `ok()` before reading.
template <class T, class E = Error>
class Result {
public:
    Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
    Result(E error) : content_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return content_.index() == 0; }
    explicit operator bool() const { return ok(); }

    const T& value() const& { return *std::get_if<0>(&content_); }
    T& value() & { return *std::get_if<0>(&content_); }
    T&& value() && { return std::move(*std::get_if<0>(&content_)); }
    const E& error() const { return *std::get_if<1>(&content_); }

    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

private:
    std::variant<T, E> content_;
};

}  // namespace pupitre
