// Field table and rules of notes.
#include "core/crm/note.h"

#include "core/firm/firm.h"

namespace pupitre {

namespace {

void complete_note(const Database&, const Context& by, void* row) {
    auto& note = *static_cast<Note*>(row);
    note.author = by.actor;
    if (note.written_at == 0) note.written_at = by.now_ms;
}

}  // namespace

std::span<const Field> Note::fields() {
    static constexpr Field rows[] = {
        field<&Note::id>("id"),
        field<&Note::client>("client", Edit::hidden, Need::required).to(Client::table, OnDelete::cascade),
        field<&Note::author>("author").to(TeamMember::table),
        instant_field<&Note::written_at>("written_at"),
        field<&Note::text>("text", Edit::long_text, Need::required).with_search(),
        field<&Note::pinned>("pinned", Edit::yes_no),
    };
    static_assert(std::size(rows) == member_count<Note>(), "Every member needs a row.");
    return rows;
}

EntityRules note_rules() {
    EntityRules rules;
    rules.info = &entity_info<Note>();
    rules.complete = complete_note;
    return rules;
}

}  // namespace pupitre
