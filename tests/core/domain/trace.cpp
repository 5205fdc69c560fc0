// What of a trace's results is hashed.
#include "tests/core/domain/trace.h"

namespace pupitre::tests {

Trace::Trace(const Registry& registry, std::uint64_t seed) :
    registry_(registry), maker_(registry, seed), dice_(~seed), db_(registry.schema()) {
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
    for (int number = 0; number < commands; ++number) step();
}

Hash128 Trace::digest() const {
    Hash128 all = so_far_;
    all += db_.digest();
    return all;
}

void Trace::step() {
    const Command command = maker_.next(db_);
    const Role role = dice_.one_in(2) ? Role::authority : Role::replica;
    Context context = context_for(db_, author_, command, role);
    // Whatever becomes of the author's own row: mostly everything is allowed, now and then little.
    constexpr std::uint32_t every_right = 7;
    context.rights = dice_.one_in(10) ? static_cast<std::uint32_t>(dice_.below(8)) : every_right;
    const Attempt attempt = execute(db_, registry_, context, command);

    outcomes_.clear();
    outcomes_.add_text(command.name);
    if (attempt) {
        outcomes_.add_text(encode(registry_.schema(), attempt->changes));
        outcomes_.add_number(static_cast<std::int64_t>(attempt->conflicts.size()));
        ++accepted_[command.name];
        maker_.remember(attempt->changes);
    } else {
        outcomes_.add_text(refusal_name(attempt.error().code));
        outcomes_.add_text(attempt.error().field);
        ++refused_[std::string(refusal_name(attempt.error().code))];
    }
    outcomes_.add_text(to_text(so_far_));  // The order counts.
    so_far_ = outcomes_.finish();
}

}  // namespace pupitre::tests
