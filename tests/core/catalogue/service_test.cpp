// Services of the catalogue.
#include "core/catalogue/service.h"

#include <doctest/doctest.h>

#include "core/work/project.h"
#include "tests/core/support/test_firm.h"

using namespace pupitre;

TEST_CASE("[SVC-08] service: a name is enough; price and description may stay empty") {
    TestFirm firm;
    Service service;
    service.id = firm.fresh<Service>();
    CHECK(code_of(firm.create(service)) == RefusalCode::field_required);
    service.name = "Bilan annuel";
    REQUIRE(firm.create(service).ok());
    CHECK(firm.db.get(service.id).periodicity == Periodicity::never);
    service.price = Money{120000, Currency::eur};
    service.periodicity = Periodicity::yearly;
    CHECK(firm.change(
                  firm.db.get(service.id),
                  [&] {
                      Service priced = firm.db.get(service.id);
                      priced.price = service.price;
                      priced.periodicity = service.periodicity;
                      return priced;
                  }(),
                  firm.anna)
              .ok());
}

TEST_CASE("[SVC-24] service: one in use is not deleted but archived") {
    TestFirm firm;
    Service service;
    service.name = "Bilan annuel";
    const ServiceId id = firm.add(service);
    Project project;
    project.title = "Bilan 2026";
    project.service = id;
    firm.add(project);
    CHECK(code_of(firm.remove(id)) == RefusalCode::row_in_use);
    CHECK(firm.set(id, &Service::archived, true).ok());
}
