// What was done, read from the ledger for one member: pages of history, and what takes a command back. Nothing of a scope
// that this member does not see is told, nor that it exists. Used on the firm's thread only.
#pragma once

#include "core/sync/past_messages.h"
#include "server-stub/firm/authority.h"

namespace pupitre::host {

Stored<PastAnswer> history_for(const Authority& authority, const HistoryQuestion& question, TeamMemberId reader);

/// For its author, and for whoever manages the firm.
Stored<PastAnswer> undo_for(const Authority& authority, const UndoQuestion& question, TeamMemberId reader);

}  // namespace pupitre::host
