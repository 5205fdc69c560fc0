// Tasks that come again: made once wherever they are made, from the task before, at the right time.
#include <doctest/doctest.h>

#include "core/domain/advance.h"
#include "core/work/series_commands.h"
#include "tests/core/support/dates.h"
#include "tests/core/support/rebuild.h"
#include "tests/core/support/test_firm.h"

using namespace pupitre;

namespace {

WorkSeries settings_of(std::string rule, Placing placing = Placing::next) {
    WorkSeries settings;
    settings.rule = std::move(rule);
    settings.placing = placing;
    return settings;
}

/// A firm with a client and one task, "TVA", due on Tuesday 24 November 2026, with a checklist of two.
struct WithVat : TestFirm {
    ClientId durand;
    TaskId vat;

    WithVat() {
        Client client;
        client.name = "Durand";
        durand = add(client);
        Task task;
        task.client = durand;
        task.title = "TVA · déclaration CA3";
        task.description = "Vérifier la récupération";
        task.assignee = bruno;
        task.due_on = date_of("2026-11-24");
        task.estimate_minutes = 45;
        vat = add(task);
        for (const char* text : {"Ventes rapprochées", "Télédéclaration envoyée"}) {
            ChecklistItem item;
            item.task = vat;
            item.text = text;
            item.done = true;
            add(item);
        }
    }

    Attempt repeat(WorkSeries settings) {
        return give(std::string(RepeatTask::name), RepeatTask{vat, std::move(settings)}.to_json());
    }
    WorkSeriesId series() { return db.get(vat).series; }
    Attempt complete(TaskId task) { return give(std::string(CompleteTask::name), CompleteTask{task}.to_json()); }
    Attempt on_day(std::string_view iso, std::string name, Json args) {
        Command order = command(std::move(name), std::move(args));
        order.today = date_of(iso);
        return give(order, anna);
    }
    Attempt advance(std::string_view iso) {
        return on_day(iso, std::string(AdvanceTime::name), AdvanceTime{date_of(iso)}.to_json());
    }
    /// The due dates of all tasks of the series, in the order of their nominal dates; closed ones in brackets.
    std::string due_dates() {
        std::vector<const Task*> tasks;
        db.for_each_with<&Task::series>(series(), [&](const Task& task) { tasks.push_back(&task); });
        std::sort(tasks.begin(), tasks.end(),
                  [](const Task* a, const Task* b) { return a->occurrence_on < b->occurrence_on; });
        std::string text;
        for (const Task* task : tasks) {
            if (!text.empty()) text += ' ';
            const std::string date = to_iso(*task->due_on);
            text += is_open(task->status) ? date : '[' + date + ']';
        }
        return text;
    }
    TaskId latest() { return latest_task(db, db.get(series()))->id; }
};

Json order_of(WorkSeriesId series) { return PauseSeries{series}.to_json(); }

}  // namespace

TEST_CASE("series of tasks: what is done comes again with its checklist reset, for the same client and person") {
    WithVat firm;
    REQUIRE(firm.repeat(settings_of("FREQ=MONTHLY;BYMONTHDAY=24")).ok());
    CHECK(firm.due_dates() == "2026-11-24");
    REQUIRE(firm.complete(firm.vat).ok());
    CHECK(firm.due_dates() == "[2026-11-24] 2026-12-24");
    REQUIRE(firm.complete(firm.latest()).ok());
    // 24 January 2027 is a Sunday.
    CHECK(firm.due_dates() == "[2026-11-24] [2026-12-24] 2027-01-25");
    const Task& next = firm.db.get(firm.latest());
    CHECK(next.id.value == occurrence_id(firm.series().value, date_of("2027-01-24")));
    CHECK(next.title == "TVA · déclaration CA3");
    CHECK(next.description == "Vérifier la récupération");
    CHECK(next.client == firm.durand);
    CHECK(next.assignee == firm.bruno);
    CHECK(next.estimate_minutes == 45);
    CHECK(next.status == WorkStatus::to_do);
    CHECK_FALSE(next.completed_on.has_value());
    const auto items = checklist_of(firm.db, next.id);
    REQUIRE(items.size() == 2);
    CHECK(items[0]->text == "Ventes rapprochées");
    CHECK_FALSE(items[0]->done);
    CHECK_FALSE(items[1]->done);
    CHECK(equals_rebuild(firm.db));
}

TEST_CASE(
    "series of tasks: finished by its state, or cancelled, it comes again too; taken up and finished anew, only once") {
    WithVat firm;
    REQUIRE(firm.repeat(settings_of("FREQ=MONTHLY;BYMONTHDAY=24")).ok());
    REQUIRE(firm.set(firm.vat, &Task::status, WorkStatus::done).ok());
    CHECK(firm.due_dates() == "[2026-11-24] 2026-12-24");
    REQUIRE(firm.set(firm.latest(), &Task::status, WorkStatus::cancelled).ok());
    CHECK(firm.due_dates() == "[2026-11-24] [2026-12-24] 2027-01-25");
    REQUIRE(firm.set(firm.vat, &Task::status, WorkStatus::to_do).ok());
    REQUIRE(firm.complete(firm.vat).ok());
    CHECK(firm.due_dates() == "[2026-11-24] [2026-12-24] 2027-01-25");
}

TEST_CASE("series of tasks: undo takes the next one back with the completion, and the repeating with the command") {
    WithVat firm;
    const Hash128 at_first = firm.db.digest();
    const Attempt repeated = firm.repeat(settings_of("FREQ=MONTHLY;BYMONTHDAY=24"));
    REQUIRE(repeated.ok());
    const Hash128 before = firm.db.digest();
    const Attempt done = firm.complete(firm.vat);
    REQUIRE(done.ok());
    CHECK(firm.undo(done->changes).empty());
    CHECK(firm.db.digest() == before);
    REQUIRE(firm.complete(firm.vat).ok());
    CHECK(firm.due_dates() == "[2026-11-24] 2026-12-24");
    WithVat other;
    const Attempt again = other.repeat(settings_of("FREQ=MONTHLY;BYMONTHDAY=24"));
    CHECK(other.undo(again->changes).empty());
    CHECK(other.db.digest() == at_first);
}

TEST_CASE("series of tasks: two devices that finish it offline make one row, with the same content as the host") {
    WithVat host;
    WithVat device;
    for (WithVat* firm : {&host, &device}) {
        REQUIRE(firm->repeat(settings_of("FREQ=MONTHLY;BYMONTHDAY=24")).ok());
        REQUIRE(firm->complete(firm->vat).ok());
    }
    CHECK(host.db.digest() == device.db.digest());
    // The other device's command comes to the host after the first: it changes nothing more.
    const Attempt second =
        host.give(host.command(std::string(CompleteTask::name), CompleteTask{host.vat}.to_json()), host.bruno);
    REQUIRE(second.ok());
    CHECK(second->changes.empty());
    CHECK(host.db.digest() == device.db.digest());
    CHECK(host.repeat(settings_of("FREQ=MONTHLY;BYMONTHDAY=24"))->changes.empty());
    CHECK(code_of(host.repeat(settings_of("FREQ=DAILY"))) == RefusalCode::row_exists);
}

TEST_CASE("series of tasks: from completion, devices that finish on different days still mean one next task") {
    WithVat host;
    WorkSeries settings = settings_of("FREQ=MONTHLY", Placing::as_is);
    settings.from_completion = true;
    REQUIRE(host.repeat(settings).ok());
    REQUIRE(host.on_day("2026-11-30", std::string(CompleteTask::name), CompleteTask{host.vat}.to_json()).ok());
    CHECK(host.due_dates() == "[2026-11-24] 2026-12-30");
    const TaskId next = host.latest();
    REQUIRE(host.on_day("2026-12-02", std::string(CompleteTask::name), CompleteTask{host.vat}.to_json()).ok());
    CHECK(host.due_dates() == "[2026-11-24] 2026-12-30");
    // Finished early: what follows is reckoned from that day, and is a task of its own.
    REQUIRE(host.on_day("2026-12-01", std::string(CompleteTask::name), CompleteTask{next}.to_json()).ok());
    CHECK(host.due_dates() == "[2026-11-24] [2026-12-30] 2027-01-01");
}

TEST_CASE(
    "[PRJ-20] series of tasks: made on its start day when time advances, once, however often and wherever that is "
    "said") {
    WithVat firm;
    WorkSeries settings = settings_of("FREQ=MONTHLY;BYMONTHDAY=24");
    settings.creation = Creation::days_before;
    settings.lead_days = 10;
    REQUIRE(firm.repeat(settings).ok());
    REQUIRE(firm.complete(firm.vat).ok());
    CHECK(firm.due_dates() == "[2026-11-24]");
    CHECK_FALSE(wants_advance(firm.db, date_of("2026-12-13")));
    CHECK(firm.advance("2026-12-13")->changes.empty());
    CHECK(wants_advance(firm.db, date_of("2026-12-14")));
    REQUIRE(firm.advance("2026-12-14").ok());
    CHECK(firm.due_dates() == "[2026-11-24] 2026-12-24");
    CHECK(firm.advance("2026-12-14")->changes.empty());
    // Nobody looked for three months: what is due stands there, each once.
    REQUIRE(firm.advance("2027-03-20").ok());
    CHECK(firm.due_dates() == "[2026-11-24] 2026-12-24 2027-01-25 2027-02-24 2027-03-24");
    CHECK(equals_rebuild(firm.db));
}

TEST_CASE("[PRJ-20] series of tasks: the next one comes when the one before is done, on its due date at the latest") {
    WithVat firm;
    REQUIRE(firm.repeat(settings_of("FREQ=WEEKLY;BYDAY=TU")).ok());
    REQUIRE(firm.advance("2026-11-30").ok());
    CHECK(firm.due_dates() == "2026-11-24");
    REQUIRE(firm.advance("2026-12-01").ok());
    CHECK(firm.due_dates() == "2026-11-24 2026-12-01");
    // A day that the author has not reached is not advanced to.
    CHECK(firm.on_day("2026-12-01", std::string(AdvanceTime::name), AdvanceTime{date_of("2027-12-01")}.to_json())
              ->changes.empty());
    CHECK(code_of(firm.give(std::string(AdvanceTime::name), AdvanceTime{test_day}.to_json(), firm.chloe)) ==
          RefusalCode::not_permitted);
    CHECK(code_of(firm.give(std::string(AdvanceTime::name), Json::object())) == RefusalCode::malformed_arguments);
}

TEST_CASE("series of tasks: one command makes a bounded number, the next ones the rest") {
    WithVat firm;
    REQUIRE(firm.repeat(settings_of("FREQ=DAILY", Placing::as_is)).ok());
    const auto made = [&](const Attempt& attempt) {
        std::int64_t tasks = 0;
        for (const RowChange& change : attempt->changes.rows) {
            if (change.table == domain_schema().index_of<Task>()) ++tasks;
        }
        return tasks;
    };
    CHECK(made(firm.advance("2027-03-01")) == series_tasks_at_once);
    CHECK(made(firm.advance("2027-03-01")) == 97 - series_tasks_at_once);
    CHECK(firm.advance("2027-03-01")->changes.empty());
}

TEST_CASE("[PRJ-17] series of tasks: never ends, ends on a date, after a number, or when somebody ends it") {
    const auto dates = [](std::string rule) {
        WithVat firm;
        REQUIRE(firm.repeat(settings_of(std::move(rule), Placing::as_is)).ok());
        REQUIRE(firm.advance("2027-04-30").ok());
        return firm.due_dates();
    };
    CHECK(dates("FREQ=MONTHLY;BYMONTHDAY=24") == "2026-11-24 2026-12-24 2027-01-24 2027-02-24 2027-03-24 2027-04-24");
    CHECK(dates("FREQ=MONTHLY;BYMONTHDAY=24;UNTIL=20270124") == "2026-11-24 2026-12-24 2027-01-24");
    CHECK(dates("FREQ=MONTHLY;BYMONTHDAY=24;COUNT=2") == "2026-11-24 2026-12-24");
    WithVat firm;
    REQUIRE(firm.repeat(settings_of("FREQ=MONTHLY;BYMONTHDAY=24", Placing::as_is)).ok());
    const Attempt ended = firm.give(std::string(EndSeries::name), order_of(firm.series()));
    REQUIRE(ended.ok());
    REQUIRE(firm.complete(firm.vat).ok());
    CHECK(firm.due_dates() == "[2026-11-24]");
    CHECK(firm.give(std::string(EndSeries::name), order_of(firm.series()))->changes.empty());
    CHECK(firm.undo(ended->changes).empty());
    REQUIRE(firm.advance("2026-12-01").ok());
    CHECK(firm.due_dates() == "[2026-11-24] 2026-12-24");
}

TEST_CASE("series of tasks: skipping keeps the task as cancelled and goes on; moving changes one date only") {
    WithVat firm;
    REQUIRE(firm.repeat(settings_of("FREQ=MONTHLY;BYMONTHDAY=24")).ok());
    const auto skip = [&](std::string_view iso) {
        return firm.give(std::string(SkipOccurrence::name), SkipOccurrence{firm.series(), date_of(iso)}.to_json());
    };
    const auto move = [&](std::string_view iso, std::string_view to) {
        return firm.give(std::string(MoveOccurrence::name),
                         MoveOccurrence{firm.series(), date_of(iso), date_of(to)}.to_json());
    };
    REQUIRE(skip("2026-12-24").ok());  // Not made yet.
    CHECK(firm.due_dates() == "2026-11-24");
    const Hash128 before = firm.db.digest();
    const Attempt skipped = skip("2026-11-24");
    REQUIRE(skipped.ok());
    CHECK(firm.due_dates() == "[2026-11-24] 2027-01-25");
    CHECK(firm.db.get(firm.vat).status == WorkStatus::cancelled);
    CHECK(firm.undo(skipped->changes).empty());
    CHECK(firm.db.digest() == before);
    REQUIRE(move("2026-11-24", "2026-11-27").ok());
    CHECK(firm.db.get(firm.vat).due_on == date_of("2026-11-27"));
    CHECK(firm.db.get(firm.vat).occurrence_on == date_of("2026-11-24"));
    REQUIRE(move("2027-01-24", "2027-01-20").ok());
    REQUIRE(firm.complete(firm.vat).ok());
    CHECK(firm.due_dates() == "[2026-11-27] 2027-01-20");
    CHECK(code_of(skip("2026-12-25")) == RefusalCode::invalid_value);
    CHECK(code_of(move("2026-12-25", "2026-12-26")) == RefusalCode::invalid_value);
}

TEST_CASE("series of tasks: a pause leaves dates out") {
    WithVat firm;
    REQUIRE(firm.repeat(settings_of("FREQ=WEEKLY;BYDAY=TU")).ok());
    REQUIRE(firm.on_day("2026-11-25", std::string(PauseSeries::name), order_of(firm.series())).ok());
    CHECK(firm.on_day("2026-11-26", std::string(PauseSeries::name), order_of(firm.series()))->changes.empty());
    REQUIRE(firm.advance("2026-12-31").ok());
    CHECK(firm.due_dates() == "2026-11-24");
    REQUIRE(firm.on_day("2027-01-04", std::string(ResumeSeries::name), order_of(firm.series())).ok());
    REQUIRE(firm.advance("2027-01-12").ok());
    CHECK(firm.due_dates() == "2026-11-24 2027-01-05 2027-01-12");
    CHECK(firm.on_day("2027-01-12", std::string(ResumeSeries::name), order_of(firm.series()))->changes.empty());
}

TEST_CASE("series of tasks: a changed rule holds for what follows; finished and present tasks stay") {
    WithVat firm;
    REQUIRE(firm.repeat(settings_of("FREQ=MONTHLY;BYMONTHDAY=24")).ok());
    REQUIRE(firm.complete(firm.vat).ok());
    REQUIRE(firm.set(firm.series(), &WorkSeries::rule, std::string("FREQ=MONTHLY;BYMONTHDAY=10")).ok());
    // This one only: the task itself.
    REQUIRE(firm.set(firm.latest(), &Task::title, std::string("TVA de novembre")).ok());
    CHECK(firm.due_dates() == "[2026-11-24] 2026-12-24");
    CHECK(firm.db.get(firm.vat).title == "TVA · déclaration CA3");
    REQUIRE(firm.complete(firm.latest()).ok());
    CHECK(firm.due_dates() == "[2026-11-24] [2026-12-24] 2027-01-11");
    CHECK(code_of(firm.set(firm.series(), &WorkSeries::rule, std::string("FREQ=HOURLY"))) ==
          RefusalCode::invalid_value);
    CHECK(code_of(firm.set(firm.series(), &WorkSeries::rule, std::string("tous les mois"))) ==
          RefusalCode::invalid_value);
    CHECK(code_of(firm.set(firm.series(), &WorkSeries::lead_days, 1'000)) == RefusalCode::invalid_value);
}

TEST_CASE("series of tasks: a due date that was moved off a closed day is the date of the rule") {
    WithVat firm;
    // Due on Friday because the 22nd is a Sunday: the next one is not on that Sunday again.
    REQUIRE(firm.set(firm.vat, &Task::due_on, std::optional{date_of("2026-11-20")}).ok());
    REQUIRE(firm.repeat(settings_of("FREQ=MONTHLY;BYMONTHDAY=22", Placing::previous)).ok());
    CHECK(firm.db.get(firm.vat).occurrence_on == date_of("2026-11-22"));
    REQUIRE(firm.complete(firm.vat).ok());
    CHECK(firm.due_dates() == "[2026-11-20] 2026-12-22");
}

TEST_CASE("series of tasks: going to another client, the series goes along; a deleted task does not come back") {
    WithVat firm;
    REQUIRE(firm.repeat(settings_of("FREQ=MONTHLY;BYMONTHDAY=24")).ok());
    Client client;
    client.name = "Lefèvre";
    const ClientId lefevre = firm.add(client);
    REQUIRE(firm.give(std::string(SkipOccurrence::name), SkipOccurrence{firm.series(), date_of("2026-12-24")}.to_json())
                .ok());
    REQUIRE(firm.set(firm.vat, &Task::client, lefevre).ok());
    CHECK(firm.db.get(firm.series()).client == lefevre);
    CHECK(firm.db.get(exception_id(firm.series(), date_of("2026-12-24"))).client == lefevre);
    REQUIRE(firm.complete(firm.vat).ok());
    CHECK(firm.db.get(firm.latest()).client == lefevre);
    REQUIRE(firm.give("task.delete", delete_args(firm.latest().value)).ok());
    REQUIRE(firm.advance("2026-12-01").ok());
    CHECK(firm.due_dates() == "[2026-11-24] 2027-02-24");
    CHECK(equals_rebuild(firm.db));
}

TEST_CASE("series of tasks: who may, and what is missing, is said") {
    WithVat firm;
    const std::string repeat(RepeatTask::name);
    const Json args = RepeatTask{firm.vat, settings_of("FREQ=DAILY")}.to_json();
    CHECK(code_of(firm.give(repeat, args, firm.chloe)) == RefusalCode::not_permitted);
    CHECK(code_of(firm.give(repeat, Json::object())) == RefusalCode::malformed_arguments);
    CHECK(code_of(firm.give(repeat, RepeatTask{{{9, 9}}, settings_of("FREQ=DAILY")}.to_json())) ==
          RefusalCode::row_not_found);
    CHECK(code_of(firm.repeat(settings_of(""))) == RefusalCode::field_required);
    CHECK(code_of(firm.repeat(settings_of("FREQ=HOURLY"))) == RefusalCode::invalid_value);
    REQUIRE(firm.set(firm.vat, &Task::due_on, std::optional<Date>{}).ok());
    CHECK(code_of(firm.repeat(settings_of("FREQ=DAILY"))) == RefusalCode::field_required);
    for (const std::string_view name :
         {SkipOccurrence::name, MoveOccurrence::name, EndSeries::name, PauseSeries::name, ResumeSeries::name}) {
        CAPTURE(name);
        const Json order = MoveOccurrence{{{9, 9}}, test_day, test_day}.to_json();
        CHECK(code_of(firm.give(std::string(name), Json::object())) == RefusalCode::malformed_arguments);
        CHECK(code_of(firm.give(std::string(name), order)) == RefusalCode::row_not_found);
        CHECK(code_of(firm.give(std::string(name), order, firm.chloe)) == RefusalCode::not_permitted);
    }
}
