// What a batch did is read from the queue: its commands are the last ones there.
#include "web-ui/app/deeds.h"

namespace pupitre::ui {

namespace {

std::vector<NamedCommand> named(std::vector<Act> acts) {
    std::vector<NamedCommand> commands;
    commands.reserve(acts.size());
    for (Act& act : acts) commands.push_back({std::move(act.name), std::move(act.args)});
    return commands;
}

}  // namespace

DeedResult Deeds::carry_out(Do deed) { return continue_with(0, std::move(deed)); }

DeedResult Deeds::continue_with(std::uint64_t action, Do deed) {
    DeedResult result;
    result.action = action;
    if (deed.acts.empty()) return result;
    Done done;
    result.refusal = submit(named(std::move(deed.acts)), done);
    if (result.refusal) return result;
    result.kept = done.kept;
    if (action != 0) {
        history_.extend(action, done.commands, done.changes);
    } else {
        result.action = history_.add(deed.title, session_->now_ms(), std::move(done.commands), done.changes);
    }
    return result;
}

DeedResult Deeds::turn(std::uint64_t action) {
    DeedResult result;
    result.action = action;
    std::vector<NamedCommand> commands;
    for (Json& args : history_.turning_args(action)) commands.push_back({"undo", std::move(args)});
    if (commands.empty()) return result;
    Done done;
    result.refusal = submit(std::move(commands), done);
    if (result.refusal) return result;
    result.kept = done.kept;
    history_.turned(action, std::move(done.commands), done.changes);
    return result;
}

void Deeds::break_off(std::uint64_t action) {
    const UserAction* begun = history_.find(action);
    if (begun == nullptr) return;
    if (session_->take_back(begun->commands))
        history_.forget(action);
    else
        static_cast<void>(turn(action));
}

std::optional<Refusal> Deeds::submit(std::vector<NamedCommand> commands, Done& done) {
    const std::size_t count = commands.size();
    if (auto refused = session_->submit_all(std::move(commands))) return std::move(refused->refusal);
    const std::size_t first = session_->pending_count() - count;
    for (std::size_t place = first; place < first + count; ++place) {
        const PendingCommand& pending = session_->pending(place);
        done.commands.push_back(pending.queued.command.id);
        if (count > 1) done.collected.push_back(pending.changes);
        done.kept += pending.conflicts.size();
    }
    done.changes = count > 1 ? std::span<const ChangeSet>(done.collected)
                             : std::span<const ChangeSet>(&session_->pending(first).changes, 1);
    last_command_ = done.commands.back();
    last_at_ms_ = session_->now_ms();
    return std::nullopt;
}

}  // namespace pupitre::ui
