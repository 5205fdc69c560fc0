// Binary form of a value: one byte for the kind, then the content.
#include "core/schema/value.h"

#include "core/base/bytes.h"

namespace pupitre {

namespace {

enum Kind : std::uint8_t { kind_absent, kind_false, kind_true, kind_number, kind_text, kind_id, kind_date, kind_money };

struct Writer {
    std::string& out;

    void kind(Kind kind) const { out.push_back(static_cast<char>(kind)); }
    void operator()(std::monostate) const { kind(kind_absent); }
    void operator()(bool yes) const { kind(yes ? kind_true : kind_false); }
    void operator()(std::int64_t number) const {
        kind(kind_number);
        append_signed(out, number);
    }
    void operator()(const std::string& text) const {
        kind(kind_text);
        append_text(out, text);
    }
    void operator()(Id128 id) const {
        kind(kind_id);
        append_id(out, id);
    }
    void operator()(Date date) const {
        kind(kind_date);
        append_signed(out, date.days());
    }
    void operator()(Money money) const {
        kind(kind_money);
        out.push_back(static_cast<char>(money.currency));
        append_signed(out, money.minor);
    }
};

}  // namespace

void append_value(std::string& out, const Value& value) { std::visit(Writer{out}, value); }

Value read_value(ByteReader& reader) {
    switch (reader.byte()) {
    case kind_absent: return {};
    case kind_false: return false;
    case kind_true: return true;
    case kind_number: return reader.signed_number();
    case kind_text: return std::string(reader.text());
    case kind_id: return reader.id();
    case kind_date: {
        const std::int64_t days = reader.signed_number();
        if (days < date_min.days() || days > date_max.days()) break;
        return Date::from_days(static_cast<std::int32_t>(days));
    }
    case kind_money: {
        const std::uint8_t currency = reader.byte();
        const std::int64_t minor = reader.signed_number();
        if (currency >= currency_names.size()) break;
        return Money{minor, static_cast<Currency>(currency)};
    }
    default: break;
    }
    reader.raw(reader.left() + 1);  // Fails the reader: the kind is unknown.
    return {};
}

}  // namespace pupitre
