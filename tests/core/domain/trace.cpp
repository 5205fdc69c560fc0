// How the commands of a trace are made up, and what of their results is hashed.
#include "tests/core/domain/trace.h"

#include <array>
#include <string_view>

#include "core/command/row_commands.h"
#include "core/command/undo.h"

namespace pupitre::tests {

namespace {

constexpr std::array<std::string_view, 16> texts = {"Boulangerie Martin",
                                                    "Éts Lefèvre & Fils",
                                                    "garage du nord",
                                                    "",
                                                    "12 rue des Écoles",
                                                    "0477550228",
                                                    "+33477550228",
                                                    "anna@example.org",
                                                    "732829320",
                                                    "73282932000074",
                                                    "FR44732829320",
                                                    "Société « L’Œuvre »",
                                                    "42000",
                                                    "Saint-Étienne",
                                                    "FR",
                                                    "à rappeler\nlundi"};

constexpr std::size_t remembered_max = 64;

}  // namespace

std::uint64_t Dice::roll() {
    state_ += 0x9E3779B97F4A7C15u;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30u)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27u)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31u);
}

Trace::Trace(const Registry& registry, std::uint64_t seed) : registry_(registry), dice_(seed), db_(registry.schema()) {
    TeamMember author;
    author.id = TeamMemberId{{1, 1}};
    author.first_name = "Léa";
    author.last_name = "Moreau";
    author.email = "lea@example.org";
    author.role = TeamRole::administrator;
    author_ = author.id;
    db_.load(registry.schema().index_of<TeamMember>(), &author);
}

void Trace::run(int commands) {
    for (int number = 0; number < commands; ++number) {
        const auto table = static_cast<TableIndex>(dice_.below(registry_.schema().table_count()));
        switch (dice_.below(12)) {
        case 0: remove(table); break;
        case 1: move(table); break;
        case 2: take_back(); break;
        case 3:
        case 4:
        case 5:
        case 6:
        case 7: change(table); break;
        default: create(table); break;
        }
    }
}

Hash128 Trace::digest() const {
    Hash128 all = so_far_;
    all += db_.digest();
    return all;
}

void Trace::give(std::string name, Json args) {
    now_ms_ += static_cast<std::int64_t>(dice_.below(90'000));
    Command command;
    command.id = new_id();
    command.name = std::move(name);
    command.args = std::move(args);
    command.at_ms = now_ms_;
    command.today = Date::from_days(static_cast<std::int32_t>(now_ms_ / 86'400'000));
    const Role role = dice_.one_in(2) ? Role::authority : Role::replica;
    const Attempt attempt = execute(db_, registry_, context_for(db_, author_, command, role), command);

    outcomes_.clear();
    outcomes_.add_text(command.name);
    if (attempt) {
        outcomes_.add_text(encode(registry_.schema(), attempt->changes));
        outcomes_.add_number(static_cast<std::int64_t>(attempt->conflicts.size()));
        ++accepted_[command.name];
        if (!attempt->changes.empty()) done_.push_back(attempt->changes);
        if (done_.size() > remembered_max) done_.erase(done_.begin());
    } else {
        outcomes_.add_text(refusal_name(attempt.error().code));
        outcomes_.add_text(attempt.error().field);
        ++refused_[std::string(refusal_name(attempt.error().code))];
    }
    outcomes_.add_text(to_text(so_far_));  // The order counts.
    so_far_ = outcomes_.finish();
}

void Trace::create(TableIndex table) {
    const EntityInfo& info = registry_.schema().entity(table);
    AnyRow row(info);
    for (const Field& field : info.fields.subspan(1)) {
        if (field.need == Need::required || dice_.one_in(3)) field.set(row.data(), value_for(field));
    }
    info.fields[0].set(row.data(), Value{dice_.one_in(40) ? some_row(table) : new_id()});
    give(std::string(info.table) + ".create", create_args(info, row.data()));
}

void Trace::change(TableIndex table) {
    const EntityInfo& info = registry_.schema().entity(table);
    const void* current = db_.table(table).find(some_row(table));
    if (current == nullptr) return create(table);
    if (id_of(current) == author_.value) return;  // A demoted author would be refused everything from here on.
    AnyRow after(info, current);
    for (std::uint64_t fields = 1 + dice_.below(3); fields > 0; --fields) {
        const Field& field = info.fields[1 + dice_.below(info.fields.size() - 1)];
        field.set(after.data(), value_for(field));
    }
    std::vector<FieldEdit> edits = edits_between(info, current, after.data());
    // Sometimes the author saw something else: the change comes too late and is a conflict.
    for (FieldEdit& edit : edits) {
        if (dice_.one_in(10)) edit.before = value_for(info.fields[edit.field]);
    }
    give(std::string(info.table) + ".change", change_args(info, id_of(current), edits));
}

void Trace::remove(TableIndex table) {
    const Id128 row = some_row(table);
    if (row != author_.value) give(std::string(registry_.schema().entity(table).table) + ".delete", delete_args(row));
}

void Trace::move(TableIndex table) {
    const std::string name = std::string(registry_.schema().entity(table).table) + ".move";
    if (registry_.find(name) != nullptr || dice_.one_in(20)) give(name, move_args(some_row(table), some_row(table)));
}

void Trace::take_back() {
    if (done_.empty()) return;
    const ChangeSet changes = done_[dice_.below(done_.size())];
    for (Json& args : undo_args(registry_.schema(), changes)) give("undo", std::move(args));
}

Id128 Trace::some_row(TableIndex table) {
    const Table& rows = db_.table(table);
    if (dice_.one_in(30)) return new_id();
    if (rows.size() == 0 || dice_.one_in(20)) return {};
    return id_of(rows.at(dice_.below(rows.size())));
}

Value Trace::value_for(const Field& field) {
    if (dice_.one_in(12)) return {};
    switch (field.type) {
    case FieldType::text: return Value{text_for(field)};
    case FieldType::boolean: return Value{dice_.one_in(3)};
    case FieldType::number: return Value{static_cast<std::int64_t>(1 + dice_.below(13))};
    case FieldType::choice: return Value{static_cast<std::int64_t>(dice_.below(field.choices.size()))};
    case FieldType::reference: return Value{some_row(registry_.schema().index_of(field.target))};
    case FieldType::date: return Value{Date::from_days(20'000 + static_cast<std::int32_t>(dice_.below(2'000)))};
    case FieldType::money: return Value{Money{static_cast<std::int64_t>(dice_.below(1'000'000)), Currency::eur}};
    case FieldType::instant: return Value{now_ms_ - static_cast<std::int64_t>(dice_.below(1'000'000))};
    }
    assert(false);
    return {};
}

std::string Trace::text_for(const Field& field) {
    // A checked field mostly gets a text that passes, so that rows with it come about.
    const std::string address = "p" + std::to_string(dice_.below(10'000)) + "@example.org";
    if (field.check != nullptr && field.check(address)) return address;
    const std::size_t start = dice_.below(texts.size());
    for (std::size_t step = 0; field.check != nullptr && !dice_.one_in(8) && step < texts.size(); ++step) {
        const std::string_view candidate = texts[(start + step) % texts.size()];
        if (!candidate.empty() && field.check(candidate)) return std::string(candidate);
    }
    std::string text(texts[start]);
    if (dice_.one_in(2)) text += " " + std::to_string(dice_.below(100'000));
    return text;
}

}  // namespace pupitre::tests
