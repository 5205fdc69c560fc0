// Which words for which state. The gravest one is said first.
#include "web-ui/screens/sync_words.h"

#include "core/text/format.h"

namespace pupitre::ui {

namespace {

std::int64_t waiting(const SyncFacts& facts) { return static_cast<std::int64_t>(facts.unsaved + facts.pending); }

std::string up_to_date(const SyncFacts& facts, const Texts& texts, std::int32_t utc_offset_minutes) {
    if (facts.confirmed_ms == 0) return std::string(texts.label("shell.sync.never"));
    return texts.format("shell.sync.up_to_date", {format_time(facts.confirmed_ms, utc_offset_minutes)});
}

}  // namespace

StateWords sync_line(const SyncFacts& facts, const Texts& texts, std::int32_t utc_offset_minutes) {
    if (!facts.storage_problem.empty()) return {Tone::bad, std::string(texts.label("shell.sync.not_saved"))};
    if (facts.unsaved > 0 && facts.slow_storage) return {Tone::warn, std::string(texts.label("shell.sync.saving"))};
    if (facts.to_settle + facts.broken > 0) {
        return {Tone::bad,
                texts.count("shell.sync.to_settle", static_cast<std::int64_t>(facts.to_settle + facts.broken))};
    }
    if (facts.sign_in_needed) return {Tone::warn, std::string(texts.label("shell.sync.sign_in"))};
    const std::string contact = up_to_date(facts, texts, utc_offset_minutes);
    const std::string count = waiting(facts) > 0 ? texts.count("shell.sync.pending", waiting(facts)) : std::string();
    if (!facts.online) {
        const std::string state(texts.label("shell.sync.offline"));
        return {Tone::warn, count.empty() ? state + " · " + contact : count + " · " + contact};
    }
    if (!count.empty()) return {Tone::warn, count + " · " + contact};
    return {Tone::ok, contact};
}

std::optional<OfflineCard> offline_card(const SyncFacts& facts, const Texts& texts) {
    if (facts.online) return std::nullopt;
    const std::int64_t count = waiting(facts);
    return OfflineCard{
        std::string(texts.label("shell.sync.offline")),
        count > 0 ? texts.count("shell.offline.pending", count) : std::string(texts.label("shell.offline.nothing"))};
}

std::vector<Strip> sync_strips(const SyncFacts& facts, const Texts& texts) {
    std::vector<Strip> strips;
    const auto add = [&](std::string id, Tone tone, Icon icon, std::string_view words_key, std::string_view action_key,
                         Intent intent) {
        const std::string action = action_key.empty() ? std::string() : std::string(texts.label(action_key));
        strips.push_back({std::move(id), tone, icon, std::string(texts.label(words_key)), action, std::move(intent)});
    };
    if (!facts.storage_problem.empty()) {
        add("storage", Tone::bad, Icon::warning, facts.storage_problem, "shell.strip.save_pending", ExportPending{});
    }
    if (facts.must_reload) {
        add("reload", Tone::warn, Icon::refresh, "shell.strip.must_reload", "shell.strip.reload", ReloadPage{});
    } else if (facts.update_waiting) {
        add("update", Tone::accent, Icon::install, "shell.strip.update", "shell.strip.reload", ApplyUpdate{});
    } else if (facts.upgrade_needed) {
        add("upgrade", Tone::warn, Icon::refresh, "shell.strip.upgrade", "shell.strip.reload", ReloadPage{});
    }
    if (facts.sign_in_needed) {
        add("sign_in", Tone::warn, Icon::lock, "shell.strip.sign_in", "shell.strip.sign_in_action", SignInAgain{});
    }
    if (facts.repairing) add("repairing", Tone::warn, Icon::database, "shell.strip.repairing", {}, SyncNow{});
    return strips;
}

}  // namespace pupitre::ui
