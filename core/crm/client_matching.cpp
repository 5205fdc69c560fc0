// One function per way to recognise a client, in the order of their weight.
#include "core/crm/client_matching.h"

#include <algorithm>

#include "core/base/text_fold.h"

namespace pupitre {
namespace {

std::string name_key(std::string_view name, std::string_view postcode) {
    std::string key = fold(name);
    key.push_back('\n');
    return key.append(postcode);
}

std::string name_key(const ClientIdentity& identity) { return name_key(identity.name, identity.postcode); }

bool contradict(const std::string& a, const std::string& b) { return !a.empty() && !b.empty() && a != b; }

bool names_as_parent(const ClientIdentity& child, const ClientIdentity& parent) {
    if (child.parent.empty()) return false;
    return child.parent == parent.reference || fold(child.parent) == fold(parent.name);
}

// Places of one company share its SIREN: lines with different SIRETs, a line and its parent, or two lines of different
// names that both name a parent are no duplicates of each other.
bool are_branches(const ClientIdentity& a, const ClientIdentity& b) {
    if (contradict(a.siret, b.siret)) return true;
    if (names_as_parent(a, b) || names_as_parent(b, a)) return true;
    return !a.parent.empty() && !b.parent.empty() && name_key(a) != name_key(b);
}

// Two companies can share a name: another SIREN, or another reference where no postcode confirms it, says so.
bool are_namesakes(const ClientIdentity& a, const ClientIdentity& b) {
    return contradict(a.siren, b.siren) || (a.postcode.empty() && contradict(a.reference, b.reference));
}

}  // namespace

ClientIdentity identity_of(const ClientRecord& record) {
    return {.reference = record[SheetColumn::reference],
            .name = record[SheetColumn::name],
            .postcode = record[SheetColumn::postcode],
            .siren = record[SheetColumn::siren],
            .siret = record[SheetColumn::siret],
            .parent = record[SheetColumn::parent]};
}

ClientMatcher::ClientMatcher(const Database& db) : db_(&db) {
    names_.reserve(db.table<Client>().size());
    db.for_each<Client>([&](const Client& client) {
        const Address* address = main_address(db, client.id);
        names_.emplace_back(name_key(client.name, address == nullptr ? std::string() : address->postcode), client.id);
    });
    std::sort(names_.begin(), names_.end());
}

void ClientMatcher::claim(std::size_t place, ClientId client, ClientIdentity line) {
    const std::size_t at = lines_.size();
    if (!line.reference.empty()) by_reference_.emplace(line.reference, at);
    if (!line.siren.empty()) by_siren_.emplace(line.siren, at);
    by_name_.emplace(name_key(line), at);
    by_client_.emplace(client, at);
    lines_.push_back({place, client, std::move(line)});
}

std::optional<std::size_t> ClientMatcher::line_of(ClientId client) const {
    const auto found = by_client_.find(client);
    return found == by_client_.end() ? std::nullopt : std::optional(lines_[found->second].place);
}

ClientMatcher::Match ClientMatcher::match(const ClientIdentity& line) const {
    for (const auto way : {&ClientMatcher::match_reference, &ClientMatcher::match_siren, &ClientMatcher::match_name}) {
        const Match found = (this->*way)(line);
        if (!found.client.is_nil() || found.is_repetition()) return found;
    }
    return {};
}

ClientMatcher::Match ClientMatcher::match_reference(const ClientIdentity& line) const {
    if (line.reference.empty()) return {};
    const auto earlier = by_reference_.find(line.reference);
    if (earlier != by_reference_.end()) return repetition(lines_[earlier->second]);
    const auto ids = db_->ids_with<&Client::reference>(line.reference);
    if (ids.empty()) return {};
    const auto claimed = by_client_.find({ids.front()});
    if (claimed != by_client_.end()) return repetition(lines_[claimed->second]);
    return {.client = {ids.front()}, .repeated = {}, .repeats = {}};
}

ClientMatcher::Match ClientMatcher::match_siren(const ClientIdentity& line) const {
    if (line.siren.empty()) return {};
    std::vector<ClientId> candidates;
    for (const Id128 id : db_->ids_with<&Client::siren>(line.siren)) candidates.push_back({id});
    const Match found = match_among(line, candidates, true);
    if (!found.client.is_nil() || found.is_repetition()) return found;
    const auto earlier = by_siren_.find(line.siren);
    if (earlier == by_siren_.end() || are_branches(line, lines_[earlier->second].identity)) return {};
    return repetition(lines_[earlier->second]);
}

ClientMatcher::Match ClientMatcher::match_name(const ClientIdentity& line) const {
    const std::string key = name_key(line);
    std::vector<ClientId> candidates;
    for (auto at = std::lower_bound(names_.begin(), names_.end(), std::pair{key, ClientId{}});
         at != names_.end() && at->first == key; ++at) {
        candidates.push_back(at->second);
    }
    const Match found = match_among(line, candidates, false);
    if (!found.client.is_nil() || found.is_repetition()) return found;
    const auto earlier = by_name_.find(key);
    if (earlier == by_name_.end() || are_namesakes(line, lines_[earlier->second].identity)) return {};
    return repetition(lines_[earlier->second]);
}

// A candidate is the same client if the references do not contradict each other and no line has claimed it; one of the
// same name comes first. Otherwise the line repeats a candidate.
ClientMatcher::Match ClientMatcher::match_among(const ClientIdentity& line, const std::vector<ClientId>& candidates,
                                                bool same_siren) const {
    Match repeated;
    ClientId same;
    bool same_is_named = false;
    for (const ClientId id : candidates) {
        const ClientIdentity other = identity_of(record_of(*db_, client_bundle(*db_, id)));
        if (same_siren ? are_branches(line, other) : are_namesakes(line, other)) continue;
        const auto claimed = by_client_.find(id);
        if (contradict(line.reference, other.reference)) {
            if (!repeated.is_repetition()) repeated.repeated = id;
        } else if (claimed != by_client_.end()) {
            if (!repeated.is_repetition()) repeated = repetition(lines_[claimed->second]);
        } else {
            const bool named = name_key(line) == name_key(other);
            if (same.is_nil() || (named && !same_is_named)) same = id;
            same_is_named = same_is_named || named;
        }
    }
    if (same.is_nil()) return repeated;
    return {.client = same, .repeated = {}, .repeats = {}};
}

ClientId ClientMatcher::named(const std::string& text) const {
    const auto line = by_reference_.find(text);
    if (line != by_reference_.end()) return lines_[line->second].client;
    const auto ids = db_->ids_with<&Client::reference>(text);
    if (!ids.empty()) return {ids.front()};

    ClientId found;
    const std::string start = name_key(text, {});
    const auto is_second = [&](ClientId client) {
        const bool second = !found.is_nil() && found != client;
        found = client;
        return second;
    };
    for (auto at = std::lower_bound(names_.begin(), names_.end(), std::pair{start, ClientId{}});
         at != names_.end() && at->first.starts_with(start); ++at) {
        if (is_second(at->second)) return {};
    }
    for (auto at = by_name_.lower_bound(start); at != by_name_.end() && at->first.starts_with(start); ++at) {
        if (is_second(lines_[at->second].client)) return {};
    }
    return found;
}

}  // namespace pupitre
