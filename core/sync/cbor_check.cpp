// One pass, no recursion: a stack of fixed size holds how many items are still to come at each level.
//
//   item = head content      head = kind:3 bits, info:5 bits      info 24 to 27: a number of 1, 2, 4 or 8 bytes follows
#include "core/sync/cbor_check.h"

#include <array>

#include "core/base/text_fold.h"

namespace pupitre {

namespace {

enum Kind : std::uint8_t { unsigned_number, negative_number, bytes_kind, text_kind, array_kind, map_kind, tag, simple };

class CborScan {
public:
    explicit CborScan(std::string_view bytes) : bytes_(bytes) {}

    std::optional<Error> run() {
        open_.front() = 1;
        while (true) {
            while (open_[depth_] == 0) {
                if (depth_ == 0) return at_ == bytes_.size() ? std::nullopt : fail(ErrorCode::malformed);
                --depth_;
            }
            --open_[depth_];
            if (auto error = item()) return error;
        }
    }

private:
    [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }
    [[nodiscard]] std::optional<Error> fail(ErrorCode code) const {
        return Error{code, "cbor", static_cast<std::int64_t>(at_)};
    }

    std::optional<Error> item() {
        if (left() == 0) return fail(ErrorCode::truncated);
        const auto head = static_cast<std::uint8_t>(bytes_[at_++]);
        const std::uint8_t info = head & 31u;
        std::uint64_t argument = info;
        if (info > 27) return fail(ErrorCode::malformed);  // Reserved, or a length that is not known beforehand.
        if (info >= 24) {
            const std::size_t size = std::size_t{1} << (info - 24u);
            if (left() < size) return fail(ErrorCode::truncated);
            argument = 0;
            for (std::size_t i = 0; i < size; ++i) {
                argument = (argument << 8) | static_cast<std::uint8_t>(bytes_[at_++]);
            }
        }
        switch (static_cast<Kind>(head >> 5u)) {
        case unsigned_number:
        case negative_number:
        case simple: return std::nullopt;
        case bytes_kind:
        case text_kind: return content(argument, (head >> 5u) == text_kind);
        case array_kind: return open(argument, 1);
        case map_kind: return open(argument, 2);
        case tag: break;
        }
        return fail(ErrorCode::malformed);
    }

    std::optional<Error> content(std::uint64_t size, bool is_text) {
        if (size > left()) return fail(ErrorCode::truncated);
        const std::string_view part = bytes_.substr(at_, static_cast<std::size_t>(size));
        if (is_text && !is_utf8(part)) return fail(ErrorCode::malformed);
        at_ += part.size();
        return std::nullopt;
    }

    std::optional<Error> open(std::uint64_t items, std::uint64_t each) {
        // Each item has at least one byte.
        if (items > left() / each) return fail(ErrorCode::truncated);
        if (depth_ + 1 >= open_.size()) return fail(ErrorCode::too_large);
        open_[++depth_] = items * each;
        return std::nullopt;
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::array<std::uint64_t, cbor_depth_max + 1> open_{};  // Items still to come at each level.
};

}  // namespace

std::optional<Error> check_cbor(std::string_view bytes) { return CborScan(bytes).run(); }

}  // namespace pupitre
