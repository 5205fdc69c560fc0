// Sentences from the catalogue of messages, put together.
#include "web-ui/screens/services/service_words.h"

#include <algorithm>

#include "core/calendar/recurrence/parse.h"
#include "core/text/format.h"
#include "core/text/recurrence_text.h"

namespace pupitre::ui {

namespace {

std::string stored_name(Delay delay) { return std::string(enum_names<Delay>[static_cast<std::size_t>(delay)]); }

std::string who_words(const Desk& desk, const ServiceItem& item) {
    const TeamMember* person = item.role == DefaultRole::person ? desk.db.find(item.person) : nullptr;
    if (person != nullptr) return person->full_name();
    const std::string_view role = enum_names<DefaultRole>[static_cast<std::size_t>(item.role)];
    return std::string(desk.texts.label("services.role." + std::string(role)));
}

}  // namespace

std::string delay_words(Delay delay, std::int32_t days, const Texts& texts) {
    if (delay == Delay::none) return {};
    return texts.count("services.delay." + stored_name(delay), days);
}

std::string item_words(const Desk& desk, const ServiceItem& item) {
    const Texts& texts = desk.texts;
    const bool task = item.kind == ServiceItemKind::task;
    std::vector<std::string> parts = {std::string(texts.label(task ? "services.task" : "services.request")),
                                      delay_words(item.delay, item.delay_days, texts)};
    // The usual needs no words.
    if (task && item.role != DefaultRole::responsible) parts.push_back(who_words(desk, item));
    std::string waits;
    for (const ServiceItem* other : waits_of(desk.db, item.id)) {
        if (!waits.empty()) waits += ", ";
        waits += texts.format("services.quoted", {other->title});
    }
    if (!waits.empty()) parts.push_back(texts.format("services.waits_for", {waits}));
    return in_one_line(parts);
}

std::string rhythm_words(const Service& service, const Texts& texts) {
    if (service.periodicity == Periodicity::custom) {
        const auto rule = parse_rule_leniently(service.rule);
        if (rule) return capitalised(rule_text(rule->rule, {}, texts.language()));
    }
    const std::string_view name = enum_names<Periodicity>[static_cast<std::size_t>(service.periodicity)];
    return std::string(texts.label("services.rhythm." + std::string(name)));
}

std::string contents_words(const Database& db, ServiceId service, const Texts& texts) {
    std::int64_t tasks = 0;
    std::int64_t requests = 0;
    db.for_each_with<&ServiceItem::service>(
        service, [&](const ServiceItem& item) { ++(item.kind == ServiceItemKind::task ? tasks : requests); });
    if (tasks + requests == 0) return std::string(texts.label("services.no_items"));
    std::string words = tasks > 0 ? texts.count("services.tasks", tasks) : std::string{};
    if (requests == 0) return words;
    if (!words.empty()) words += ", ";
    return words + texts.count("services.requests", requests);
}

std::string service_words(const Desk& desk, const Service& service) {
    return in_one_line({rhythm_words(service, desk.texts), price_words(service.price, service.internal, desk.texts),
                        contents_words(desk.db, service.id, desk.texts)});
}

std::string span_words(std::optional<Date> from, std::optional<Date> to, const Texts& texts) {
    if (!from || !to) return {};
    return format_date(*from, texts.language()) + " – " + format_date(*to, texts.language());
}

std::string price_words(std::optional<Money> price, bool internal, const Texts& texts) {
    if (internal) return std::string(texts.label("services.not_billed"));
    return price ? format_money(*price, texts.language()) : std::string(texts.label("services.no_price"));
}

std::string in_one_line(const std::vector<std::string>& parts) {
    std::string line;
    for (const std::string& part : parts) {
        if (part.empty()) continue;
        if (!line.empty()) line += " · ";
        line += part;
    }
    return line;
}

std::vector<const Service*> services_in(const Database& db, ServiceCategoryId category, bool with_archived) {
    std::vector<const Service*> services;
    db.for_each<Service>([&](const Service& service) {
        if (service.category == category && (with_archived || !service.archived)) services.push_back(&service);
    });
    std::stable_sort(services.begin(), services.end(), [](const Service* a, const Service* b) {
        return a->archived != b->archived ? b->archived : a->position < b->position;
    });
    return services;
}

std::vector<const ServiceCategory*> categories_of(const Database& db) {
    std::vector<const ServiceCategory*> categories;
    db.for_each<ServiceCategory>([&](const ServiceCategory& category) { categories.push_back(&category); });
    std::stable_sort(categories.begin(), categories.end(),
                     [](const ServiceCategory* a, const ServiceCategory* b) { return a->position < b->position; });
    return categories;
}

}  // namespace pupitre::ui
