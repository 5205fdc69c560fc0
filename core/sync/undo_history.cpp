// Each action is kept as what turns it over, not as what it did: an inserted row then costs its id and hash only.
#include "core/sync/undo_history.h"

#include <algorithm>
#include <iterator>

namespace pupitre {

namespace {

std::size_t bytes_of(const std::variant<std::string, std::vector<InsertedRow>>& step) {
    if (const auto* args = std::get_if<std::string>(&step)) return args->size();
    return std::get<std::vector<InsertedRow>>(step).size() * sizeof(InsertedRow);
}

}  // namespace

std::uint64_t UndoHistory::add(std::string title, std::int64_t at_ms, std::vector<Id128> commands,
                               std::span<const ChangeSet> changes) {
    Turning turning;
    prepend(turning, changes);
    if (turning.empty()) return 0;
    redo_.clear();
    actions_.push_back({++last_number_, std::move(title), at_ms, std::move(commands), false});
    turnings_.push_back(std::move(turning));
    forget_oldest();
    return last_number_;
}

void UndoHistory::extend(std::uint64_t number, std::span<const Id128> commands, std::span<const ChangeSet> changes) {
    const std::size_t place = place_of(number);
    if (place == actions_.size()) return;
    actions_[place].commands.insert(actions_[place].commands.end(), commands.begin(), commands.end());
    prepend(turnings_[place], changes);
    forget_oldest();
}

void UndoHistory::forget(std::uint64_t number) {
    const std::size_t place = place_of(number);
    if (place < actions_.size()) forget_at(place);
}

const UserAction* UndoHistory::find(std::uint64_t number) const {
    const std::size_t place = place_of(number);
    return place < actions_.size() ? &actions_[place] : nullptr;
}

const UserAction* UndoHistory::next_undo() const {
    const auto found =
        std::find_if(actions_.rbegin(), actions_.rend(), [](const auto& action) { return !action.undone; });
    return found != actions_.rend() ? &*found : nullptr;
}

const UserAction* UndoHistory::next_redo() const { return redo_.empty() ? nullptr : find(redo_.back()); }

std::vector<Json> UndoHistory::turning_args(std::uint64_t number) const {
    std::vector<Json> all;
    const std::size_t place = place_of(number);
    if (place == actions_.size()) return all;
    for (const Step& step : turnings_[place]) {
        if (const auto* args = std::get_if<std::string>(&step)) {
            all.push_back(Json::from_cbor(*args, true, false));
        } else {
            std::vector<Json> parts = undo_args(*schema_, std::get<std::vector<InsertedRow>>(step));
            std::move(parts.begin(), parts.end(), std::back_inserter(all));
        }
    }
    return all;
}

void UndoHistory::turned(std::uint64_t number, std::vector<Id128> commands, std::span<const ChangeSet> changes) {
    const std::size_t place = place_of(number);
    if (place == actions_.size()) return;
    UserAction& action = actions_[place];
    drop(turnings_[place]);
    turnings_[place].clear();
    prepend(turnings_[place], changes);
    action.commands = std::move(commands);
    action.undone = !action.undone;
    std::erase(redo_, number);
    if (action.undone) redo_.push_back(number);
    forget_oldest();
}

std::size_t UndoHistory::place_of(std::uint64_t number) const {
    const auto found =
        std::lower_bound(actions_.begin(), actions_.end(), number,
                         [](const UserAction& action, std::uint64_t wanted) { return action.number < wanted; });
    const bool there = found != actions_.end() && found->number == number;
    return there ? static_cast<std::size_t>(found - actions_.begin()) : actions_.size();
}

void UndoHistory::prepend(Turning& turning, std::span<const ChangeSet> changes) {
    // Later changes are taken back before the earlier ones on which they stand.
    for (const ChangeSet& one : changes) {
        if (std::vector<InsertedRow> inserted = only_inserted(*schema_, one); !inserted.empty()) {
            turning.emplace_front(std::move(inserted));
            bytes_ += bytes_of(turning.front());
            continue;
        }
        std::vector<Json> parts = undo_args(*schema_, one);
        for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
            std::string bytes;
            Json::to_cbor(*part, bytes);
            turning.emplace_front(std::move(bytes));
            bytes_ += bytes_of(turning.front());
        }
    }
}

void UndoHistory::drop(const Turning& turning) {
    for (const Step& step : turning) bytes_ -= bytes_of(step);
}

void UndoHistory::forget_oldest() {
    while (actions_.size() > 1 && (actions_.size() > limits_.actions_max || bytes_ > limits_.bytes_max)) forget_at(0);
}

void UndoHistory::forget_at(std::size_t place) {
    const auto offset = static_cast<std::ptrdiff_t>(place);
    drop(turnings_[place]);
    std::erase(redo_, actions_[place].number);
    actions_.erase(actions_.begin() + offset);
    turnings_.erase(turnings_.begin() + offset);
}

}  // namespace pupitre
