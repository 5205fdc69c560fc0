// What services are made of, and what waits for what in them.
#include "core/catalogue/service_item.h"

#include <doctest/doctest.h>

#include "tests/core/support/rebuild.h"
#include "tests/core/support/service_firm.h"

using namespace pupitre;

TEST_CASE("[SVC-04][SVC-07] service: one block of tasks and requests in their order, with all that describes it") {
    ServiceFirm firm;
    const auto items = items_of(firm.db, firm.arrival);
    REQUIRE(items.size() == 3);
    CHECK(items[0]->id == firm.open_file);
    CHECK(items[1]->id == firm.letter);
    CHECK(items[2]->kind == ServiceItemKind::client_request);
    CHECK(items[2]->answer == ExpectedAnswer::file);
    REQUIRE(firm.give("service_item.move", move_args(firm.papers.value, firm.open_file.value)).ok());
    CHECK(items_of(firm.db, firm.arrival).front()->id == firm.papers);
    // Nothing of it outlives it.
    REQUIRE(firm.remove(firm.arrival).ok());
    CHECK(firm.db.table<ServiceItem>().size() == 0);
    CHECK(firm.db.table<ServiceItemDependency>().size() == 0);
}

TEST_CASE("[SVC-06] service: the catalogue is the firm's, changed by those who manage it and seen by all") {
    ServiceFirm firm;
    CHECK(code_of(firm.create(ServiceFirm::service_named("Autre"), firm.bruno)) == RefusalCode::not_permitted);
    CHECK(code_of(firm.create(ServiceFirm::item_titled(firm.arrival, "Autre"), firm.bruno)) ==
          RefusalCode::not_permitted);
    CHECK(scope_of(entity_info<Service>(), &firm.db.get(firm.arrival)) == ScopeId{});
    CHECK(scope_of(entity_info<ServiceItem>(), &firm.db.get(firm.letter)) == ScopeId{});
}

TEST_CASE("service item: what must not be") {
    ServiceFirm firm;
    CHECK(code_of(firm.set(firm.letter, &ServiceItem::title, std::string{})) == RefusalCode::field_required);
    CHECK(code_of(firm.set(firm.letter, &ServiceItem::delay_days, -1)) == RefusalCode::invalid_value);
    CHECK(code_of(firm.set(firm.letter, &ServiceItem::delay_days, delay_days_max + 1)) == RefusalCode::invalid_value);
    CHECK(code_of(firm.set(firm.letter, &ServiceItem::estimate_minutes, -1)) == RefusalCode::invalid_value);
    const Attempt nobody = firm.set(firm.letter, &ServiceItem::role, DefaultRole::person);
    CHECK(code_of(nobody) == RefusalCode::field_required);
    CHECK(field_of(nobody) == "person");
    const ServiceId other = firm.add(ServiceFirm::service_named("Autre"));
    CHECK(code_of(firm.set(firm.letter, &ServiceItem::service, other)) == RefusalCode::invalid_value);
    for (std::size_t count = 3; count < service_items_max; ++count)
        firm.add(ServiceFirm::item_titled(firm.arrival, "Point " + std::to_string(count)));
    ServiceItem last = ServiceFirm::item_titled(firm.arrival, "De trop");
    last.id = firm.fresh<ServiceItem>();
    CHECK(code_of(firm.create(last)) == RefusalCode::too_many);
}

TEST_CASE("[SVC-15] service item: tasks and requests wait for each other; a circle is refused with its path") {
    ServiceFirm firm;
    firm.waits(firm.papers, firm.letter);  // A request waits for a task …
    const ServiceItemId check = firm.add(ServiceFirm::item_titled(firm.arrival, "Vérifier les pièces"));
    firm.waits(check, firm.papers);     // … and a task for the request …
    firm.waits(check, firm.open_file);  // … and for another task as well.
    CHECK(waits_of(firm.db, check).size() == 2);
    const Attempt circle = firm.try_wait(firm.open_file, check);
    REQUIRE(code_of(circle) == RefusalCode::reference_cycle);
    // By the shortest way.
    CHECK(circle.error().detail == "Ouvrir le dossier → Vérifier les pièces → Ouvrir le dossier");
    const Attempt longer = firm.try_wait(firm.letter, check);
    REQUIRE(code_of(longer) == RefusalCode::reference_cycle);
    CHECK(longer.error().detail ==
          "Envoyer la lettre de mission → Vérifier les pièces → Pièces d’identité → Envoyer la lettre de mission");
    CHECK(code_of(firm.try_wait(check, check)) == RefusalCode::reference_cycle);
    CHECK(code_of(firm.try_wait(check, firm.papers)) == RefusalCode::row_exists);
    const ServiceId other = firm.add(ServiceFirm::service_named("Autre"));
    CHECK(code_of(firm.try_wait(check, firm.add(ServiceFirm::item_titled(other, "Ailleurs")))) ==
          RefusalCode::invalid_value);
    ServiceItemDependency foreign;
    foreign.id = firm.fresh<ServiceItemDependency>();
    foreign.item = firm.papers;
    foreign.waits_for = firm.open_file;
    CHECK(code_of(firm.create(foreign)) == RefusalCode::invalid_value);
    const Hash128 before = firm.db.digest();
    const Attempt removed = firm.remove(firm.papers);
    REQUIRE(removed.ok());
    CHECK(waits_of(firm.db, check).size() == 1);
    CHECK(equals_rebuild(firm.db));
    CHECK(firm.undo(removed->changes).empty());
    CHECK(firm.db.digest() == before);
}

TEST_CASE(
    "[SVC-12] delay: from the start, the end of the wait or the period's end, in days or the firm's business days") {
    // Christmas 2026 is a Friday; the firm is closed on holidays and at weekends.
    BusinessCalendarRules rules;
    rules.region = HolidayRegion::fr;
    const BusinessCalendar calendar = *BusinessCalendar::make(rules);
    const DelayDays from{day_of(12, 24), day_of(12, 31), day_of(12, 25)};
    const auto due = [&](Delay delay, std::int32_t days) { return due_after(delay, days, from, calendar); };
    CHECK(due(Delay::none, 3) == std::nullopt);
    CHECK(due(Delay::days_after_start, 3) == day_of(12, 27));
    CHECK(due(Delay::business_days_after_start, 2) == day_of(12, 29));
    CHECK(due(Delay::business_days_after_start, 0) == day_of(12, 24));
    CHECK(due(Delay::days_after_wait, 1) == day_of(12, 26));
    CHECK(due(Delay::business_days_after_wait, 0) == day_of(12, 28));
    CHECK(due(Delay::business_days_after_wait, 1) == day_of(12, 28));
    CHECK(due(Delay::days_before_end, 10) == day_of(12, 21));
    CHECK(due(Delay::business_days_before_end, 4) == day_of(12, 24));
    CHECK(due(Delay::days_after_end, 15) == day_of(1, 15, 2027));
    CHECK(due(Delay::business_days_after_end, 1) == day_of(1, 4, 2027));
    const DelayDays waiting{day_of(12, 24), day_of(12, 31), std::nullopt};
    CHECK(due_after(Delay::days_after_wait, 1, waiting, calendar) == std::nullopt);
    CHECK(due_after(Delay::days_after_end, 5, {date_max, date_max, std::nullopt}, calendar) == std::nullopt);
}

TEST_CASE("[SVC-10] service: its rhythm is a rule of the common recurrence; a custom one must be readable") {
    ServiceFirm firm;
    REQUIRE(firm.set(firm.arrival, &Service::periodicity, Periodicity::monthly).ok());
    CHECK(recurrence_of(firm.db.get(firm.arrival)) == "RSCALE=GREGORIAN;FREQ=MONTHLY;INTERVAL=1;SKIP=BACKWARD");
    const Attempt empty = firm.set(firm.arrival, &Service::periodicity, Periodicity::custom);
    CHECK(code_of(empty) == RefusalCode::field_required);
    CHECK(field_of(empty) == "rule");
    Service custom = firm.db.get(firm.arrival);
    custom.periodicity = Periodicity::custom;
    custom.rule = "tous les jeudis";
    CHECK(code_of(firm.change(firm.db.get(firm.arrival), custom, firm.anna)) == RefusalCode::invalid_value);
    custom.rule = "FREQ=HOURLY";
    CHECK(code_of(firm.change(firm.db.get(firm.arrival), custom, firm.anna)) == RefusalCode::invalid_value);
    custom.rule = "FREQ=WEEKLY;BYDAY=TH";
    REQUIRE(firm.change(firm.db.get(firm.arrival), custom, firm.anna).ok());
    CHECK(recurrence_of(firm.db.get(firm.arrival)) == "FREQ=WEEKLY;BYDAY=TH");
}

TEST_CASE("checklist: one point a line, empty lines left out") {
    CHECK(checklist_lines(" Statuts \r\n\nKbis\n") == std::vector<std::string>{"Statuts", "Kbis"});
    CHECK(checklist_lines("").empty());
}

TEST_CASE("service bundle: its services in their order, without archived ones; deleting one keeps the services") {
    ServiceFirm firm;
    const ServiceId vat = firm.add(ServiceFirm::service_named("TVA"));
    ServiceBundle bundle;
    bundle.name = "Nouveau client";
    const ServiceBundleId id = firm.add(bundle);
    const auto put_in = [&](ServiceId service) {
        ServiceBundleItem item;
        item.id = service_bundle_item_id(id, service);
        item.bundle = id;
        item.service = service;
        return firm.create(item);
    };
    REQUIRE(put_in(vat).ok());
    REQUIRE(put_in(firm.arrival).ok());
    CHECK(code_of(put_in(vat)) == RefusalCode::row_exists);
    CHECK(services_of(firm.db, id) == std::vector{vat, firm.arrival});
    REQUIRE(firm.set(vat, &Service::archived, true).ok());
    CHECK(services_of(firm.db, id) == std::vector{firm.arrival});
    ServiceBundleItem foreign;
    foreign.id = firm.fresh<ServiceBundleItem>();
    foreign.bundle = id;
    foreign.service = vat;
    CHECK(code_of(firm.create(foreign)) == RefusalCode::invalid_value);
    REQUIRE(firm.remove(id).ok());
    CHECK(firm.db.find(firm.arrival) != nullptr);
    CHECK(firm.db.table<ServiceBundleItem>().size() == 0);
}
