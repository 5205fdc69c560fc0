// Lists that follow the database: the same as if they were made anew after every change.
#include "core/query/list_index.h"

#include <limits>

#include <doctest/doctest.h>

#include "core/base/text_fold.h"
#include "tests/core/domain/command_maker.h"
#include "tests/core/support/sample.h"

using namespace pupitre;

namespace {

ListSource source() {
    return {sample_schema().index_of<Sample>(),
            [](const Database& db, const void* row) {
                const auto& sample = *static_cast<const Sample*>(row);
                std::string text = fold(sample.name);
                db.for_each_with<&Part::owner>(sample.id, [&](const Part& part) { text += ' ' + fold(part.text); });
                return text;
            },
            {sample_schema().index_of<Part>()}};
}

ListOrder by_name(bool descending = false) {
    return {"name",
            [](const Database&, const ListedRow& row) { return text_key(static_cast<const Sample*>(row.row)->name); },
            descending};
}

ListFilter only_open() {
    return {"open", [](const Database&, const ListedRow& row) { return static_cast<const Sample*>(row.row)->open; }};
}

Sample named(std::uint64_t number, std::string name, bool open = true) {
    Sample sample;
    sample.id = {{7, number}};
    sample.name = std::move(name);
    sample.open = open;
    return sample;
}

std::string numbers(const std::vector<Id128>& ids) {
    std::string out;
    for (const Id128 id : ids) out += (out.empty() ? "" : " ") + std::to_string(id.low);
    return out;
}

}  // namespace

TEST_CASE("list: search, filter and order, kept up to date") {
    Database db(sample_schema());
    Changes changes(db);
    changes.put(named(1, "Lefèvre"));
    changes.put(named(2, "Durand"));
    changes.put(named(3, "Émile Martin", false));
    changes.put(named(4, ""));
    ListIndex list(source());
    CHECK(numbers(list.rows(db)) == "1 2 3 4");
    list.set_order(by_name());
    CHECK(numbers(list.rows(db)) == "2 3 1 4");
    list.set_order(by_name(true));
    CHECK(numbers(list.rows(db)) == "4 1 3 2");
    list.set_filter(only_open());
    CHECK(numbers(list.rows(db)) == "4 1 2");
    list.set_search("dur");
    CHECK(numbers(list.rows(db)) == "2");
    CHECK(list.total() == 4);
    changes.put(named(5, "Dürr"));
    CHECK(numbers(list.rows(db)) == "5 2");
    list.set_search("durand");
    CHECK(numbers(list.rows(db)) == "2");
    list.set_search("du");
    CHECK(numbers(list.rows(db)) == "5 2");
    changes.erase(SampleId{{7, 2}});
    CHECK(numbers(list.rows(db)) == "5");
    list.set_search("");
    list.set_filter({});
    CHECK(numbers(list.rows(db)) == "4 1 3 5");
}

TEST_CASE("list: what belongs to a row is found with it") {
    Database db(sample_schema());
    Changes changes(db);
    changes.put(named(1, "Lefèvre"));
    ListIndex list(source());
    list.set_search("moreau");
    CHECK(list.rows(db).empty());
    changes.put(Part{PartId{{8, 1}}, SampleId{{7, 1}}, "Anne Moreau"});
    CHECK(numbers(list.rows(db)) == "1");
    changes.put(Part{PartId{{8, 1}}, SampleId{{7, 2}}, "Anne Moreau"});
    changes.put(named(2, "Durand"));
    CHECK(numbers(list.rows(db)) == "2");
}

TEST_CASE("list: after any changes it is as if made anew") {
    tests::Dice dice(51);
    Database db(sample_schema());
    Changes changes(db);
    ListIndex list(source());
    const char* const names[] = {"Durand", "Lefèvre", "Émile", "martin", "", "Œuvre"};
    const char* const searches[] = {"", "d", "du", "dur", "e", "em", "oeuvre x", "martin"};
    bool descending = false;
    bool filtered = false;
    std::string search;
    for (int step = 0; step < 3'000; ++step) {
        CAPTURE(step);
        const std::uint64_t number = 1 + dice.below(60);
        switch (dice.below(8)) {
        case 0:
            if (db.find(SampleId{{7, number}}) != nullptr) changes.erase(SampleId{{7, number}});
            break;
        case 1: changes.put(Part{PartId{{8, number}}, SampleId{{7, 1 + dice.below(60)}}, names[dice.below(6)]}); break;
        case 2: list.set_search(search = searches[dice.below(8)]); break;
        case 3: list.set_order(by_name(descending = dice.one_in(2))); break;
        case 4: list.set_filter((filtered = dice.one_in(2)) ? only_open() : ListFilter{}); break;
        default: changes.put(named(number, names[dice.below(6)], dice.one_in(2))); break;
        }
        if (!dice.one_in(3)) continue;
        ListIndex anew(source());
        anew.set_search(search);
        if (step > 200) anew.set_order(by_name(descending));
        if (step > 200) list.set_order(by_name(descending));
        if (filtered) anew.set_filter(only_open());
        const std::string expected = numbers(anew.rows(db));
        if (step > 200) REQUIRE(numbers(list.rows(db)) == expected);
    }
}

TEST_CASE("list: keys sort as their values do, absent ones last") {
    CHECK(text_key("Émile") < text_key("Zoé"));
    CHECK(text_key("zoé") < text_key(""));
    CHECK(number_key(-5) < number_key(3));
    CHECK(number_key(std::numeric_limits<std::int64_t>::min()) < number_key(-1));
    CHECK(number_key(0) < number_key(std::numeric_limits<std::int64_t>::max()));
    CHECK(value_key(Value{date_min}) < value_key(Value{date_max}));
    CHECK(value_key(Value{Money{-1, Currency::eur}}) < value_key(Value{Money{1, Currency::eur}}));
    CHECK(value_key(Value{date_max}) < value_key(Value{}));
}
