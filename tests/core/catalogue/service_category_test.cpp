// Categories, deliverables, and what older versions wrote in their place.
#include "core/catalogue/service_category.h"

#include <doctest/doctest.h>

#include "core/domain/advance.h"
#include "tests/core/support/rebuild.h"
#include "tests/core/support/service_firm.h"

using namespace pupitre;

namespace {

ServiceCategory category_named(std::string name) {
    ServiceCategory category;
    category.name = std::move(name);
    return category;
}

struct WithCategories : ServiceFirm {
    ServiceCategoryId first = add(category_named("Administratif"));
    ServiceCategoryId second = add(category_named("Social"));

    WithCategories() { REQUIRE(set(arrival, &Service::category, first).ok()); }

    Attempt clear_out(ServiceCategoryId category, ServiceCategoryId to, TeamMemberId by) {
        return give(std::string(RemoveServiceCategory::name), RemoveServiceCategory{category, to}.to_json(), by);
    }
};

}  // namespace

TEST_CASE("[SVC-03] service category: a full one is not deleted before it is said where its services go") {
    WithCategories firm;
    CHECK(firm.db.get(firm.first).position < firm.db.get(firm.second).position);
    CHECK(code_of(firm.remove(firm.first)) == RefusalCode::row_in_use);
    CHECK(code_of(firm.clear_out(firm.first, firm.second, firm.bruno)) == RefusalCode::not_permitted);
    CHECK(code_of(firm.clear_out({{9, 9}}, firm.second, firm.anna)) == RefusalCode::row_not_found);
    CHECK(code_of(firm.clear_out(firm.first, firm.first, firm.anna)) == RefusalCode::invalid_value);
    CHECK(code_of(firm.clear_out(firm.first, {{9, 9}}, firm.anna)) == RefusalCode::reference_missing);
    const Hash128 before = firm.db.digest();
    const Attempt moved = firm.clear_out(firm.first, firm.second, firm.anna);
    REQUIRE(moved.ok());
    CHECK(firm.db.get(firm.arrival).category == firm.second);
    CHECK(firm.db.find(firm.first) == nullptr);
    CHECK(equals_rebuild(firm.db));
    CHECK(firm.undo(moved->changes).empty());
    CHECK(firm.db.digest() == before);
    REQUIRE(firm.clear_out(firm.first, {}, firm.anna).ok());
    CHECK(firm.db.get(firm.arrival).category.is_nil());
    CHECK(firm.remove(firm.second).ok());
}

TEST_CASE("[SVC-09] deliverable: the firm keeps the list, and what a service names is not deleted") {
    ServiceFirm firm;
    DeliverableType letter;
    letter.name = "Lettre";
    CHECK(code_of(firm.create(letter, firm.bruno)) == RefusalCode::not_permitted);
    const DeliverableTypeId id = firm.add(letter);
    REQUIRE(firm.set(firm.arrival, &Service::deliverable, id).ok());
    CHECK(code_of(firm.remove(id)) == RefusalCode::row_in_use);
    REQUIRE(firm.set(firm.arrival, &Service::deliverable, DeliverableTypeId{}).ok());
    CHECK(firm.remove(id).ok());
}

TEST_CASE("service category: the words of an older version become rows, once for two services and on every device") {
    ServiceFirm firm;
    Service old = ServiceFirm::service_named("TVA");
    old.category_name = "Fiscalité";
    const ServiceId vat = firm.add(old);
    old.name = "IS";
    old.category_name = "fiscalité";
    const ServiceId tax = firm.add(old);
    CHECK(wants_advance(firm.db, test_day));
    const auto advance = [&] {
        return firm.give(std::string(AdvanceTime::name), AdvanceTime{test_day}.to_json(), firm.bruno);
    };
    REQUIRE(advance().ok());
    const ServiceCategoryId category = category_of_name("Fiscalité");
    CHECK(firm.db.get(vat).category == category);
    CHECK(firm.db.get(tax).category == category);
    CHECK(firm.db.get(category).name == "Fiscalité");
    CHECK(firm.db.get(vat).category_name.empty());
    CHECK_FALSE(wants_advance(firm.db, test_day));
    CHECK(advance()->changes.empty());
}
