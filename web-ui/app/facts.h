// The session's state as the plain values that screens understand.
#pragma once

#include "core/text/catalogue.h"
#include "web-ui/app/deeds.h"
#include "web-ui/device/session.h"
#include "web-ui/screens/pending.h"
#include "web-ui/screens/screen.h"
#include "web-ui/screens/sign_in.h"
#include "web-ui/screens/sync_words.h"

namespace pupitre::ui {

/// Message key of what keeps a device from taking the firm's data for the first time: there is nothing to save yet.
std::string first_storage_problem(StoreFault fault);

SyncFacts sync_facts(const Session& session);
PendingFacts pending_facts(const Session& session);

struct Saved {
    SaveStage stage = SaveStage::none;
    std::string words;
};
/// How far the last change made here has come.
Saved saved_state(const Session& session, const Deeds& deeds, const Texts& texts, std::int32_t utc_offset_minutes);

/// Why a sign-in did not work, in words.
std::string sign_in_problem(SignIn outcome, std::int64_t wait_s, const Texts& texts);

/// What the host has not received, as a file for people and for support.
std::string export_pending(const Session& session);

}  // namespace pupitre::ui
