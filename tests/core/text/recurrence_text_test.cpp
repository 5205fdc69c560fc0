// Rules and series in words, French and English. In the tables ~ stands for a no-break space.
#include "core/text/recurrence_text.h"

#include <set>

#include <doctest/doctest.h>

#include "core/calendar/recurrence/parse.h"

using namespace pupitre;

namespace {

struct Sentence {
    std::string_view rule;
    std::string_view start;  // As DTSTART is written.
    std::string_view french;
    std::string_view english;
};

std::string readable(std::string text) {
    for (std::size_t at = text.find("\u00A0"); at != std::string::npos; at = text.find("\u00A0", at)) {
        text.replace(at, 2, "~");
    }
    return text;
}

RecurrenceRule rule_from(std::string_view text) {
    const auto rule = parse_rule_leniently(text);
    REQUIRE(rule.ok());
    return rule->rule;
}

constexpr Sentence sentences[] = {
    // Days and weeks.
    {"FREQ=DAILY", "20261124", "tous les jours", "every day"},
    {"FREQ=DAILY;INTERVAL=2", "20261124", "tous les 2~jours", "every 2~days"},
    {"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "20261124", "tous les jours", "every day"},
    {"FREQ=WEEKLY", "20261124", "chaque semaine, le mardi", "every week on Tuesday"},
    {"FREQ=WEEKLY;BYDAY=MO", "20261123", "chaque semaine, le lundi", "every week on Monday"},
    {"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "20261123", "toutes les 2~semaines, le lundi et le jeudi",
     "every 2~weeks on Monday and Thursday"},
    {"FREQ=WEEKLY;BYDAY=MO,WE,FR", "20261123", "chaque semaine, le lundi, le mercredi et le vendredi",
     "every week on Monday, Wednesday and Friday"},
    {"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "20261123", "chaque semaine, du lundi au vendredi",
     "every week from Monday to Friday"},
    {"FREQ=DAILY;BYDAY=SA,SU", "20261128", "chaque semaine, le samedi et le dimanche",
     "every week on Saturday and Sunday"},
    {"FREQ=MONTHLY;BYDAY=MO", "20261123", "chaque semaine, le lundi", "every week on Monday"},
    {"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU", "20261123",
     "toutes les 2~semaines, le lundi et le dimanche (semaines commençant le dimanche)",
     "every 2~weeks on Monday and Sunday (weeks beginning on Sunday)"},
    // Days of the month.
    {"FREQ=MONTHLY", "20261124", "tous les mois, le 24", "every month on the 24th"},
    {"FREQ=MONTHLY;BYMONTHDAY=1", "20261201", "tous les mois, le 1ᵉʳ", "every month on the 1st"},
    {"FREQ=MONTHLY;BYMONTHDAY=1,15", "20261201", "tous les mois, le 1ᵉʳ et le 15",
     "every month on the 1st and the 15th"},
    {"FREQ=MONTHLY;BYMONTHDAY=-1", "20261130", "le dernier jour de chaque mois", "the last day of each month"},
    {"FREQ=MONTHLY;BYMONTHDAY=-2", "20261130", "l’avant-dernier jour de chaque mois",
     "the 2nd to last day of each month"},
    {"FREQ=MONTHLY;BYMONTHDAY=-3", "20261130", "le 3ᵉ~jour en partant de la fin de chaque mois",
     "the 3rd to last day of each month"},
    {"FREQ=MONTHLY;BYMONTHDAY=15,-1", "20261130", "le 15 et le dernier jour de chaque mois",
     "the 15th and the last day of each month"},
    {"FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=22", "20261122", "tous les 2~mois, le 22", "every 2~months on the 22nd"},
    {"FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1", "20261130", "tous les 2~mois, le dernier jour du mois",
     "every 2~months on the last day of the month"},
    {"FREQ=MONTHLY;BYMONTHDAY=31", "20261231", "tous les mois, le 31 (seulement les mois qui l’ont)",
     "every month on the 31st (only in months that have it)"},
    {"RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD", "20261231",
     "tous les mois, le 31 (ou le dernier jour du mois)", "every month on the 31st (or the last day of the month)"},
    {"RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=30;SKIP=FORWARD", "20261230",
     "tous les mois, le 30 (ou le 1ᵉʳ du mois suivant)", "every month on the 30th (or the 1st of the following month)"},
    // The n-th weekday and business day.
    {"FREQ=MONTHLY;BYDAY=2TU", "20261208", "le 2ᵉ~mardi de chaque mois", "the 2nd~Tuesday of each month"},
    {"FREQ=MONTHLY;BYDAY=1MO,3MO", "20261207", "le 1ᵉʳ~lundi et le 3ᵉ~lundi de chaque mois",
     "the 1st~Monday and the 3rd~Monday of each month"},
    {"FREQ=MONTHLY;BYDAY=-1FR", "20261225", "le dernier vendredi de chaque mois", "the last Friday of each month"},
    {"FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "20261208", "le 2ᵉ~mardi de chaque mois", "the 2nd~Tuesday of each month"},
    {"FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR", "20261225", "tous les 2~mois, le dernier vendredi",
     "every 2~months on the last Friday"},
    {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "20261130", "le dernier jour ouvré de chaque mois",
     "the last business day of each month"},
    {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-2", "20261201",
     "le 1ᵉʳ~jour ouvré et l’avant-dernier jour ouvré de chaque mois",
     "the 1st~business day and the 2nd to last business day of each month"},
    {"FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1", "20261205", "le 1ᵉʳ~jour du week-end de chaque mois",
     "the 1st~weekend day of each month"},
    {"FREQ=MONTHLY;BYDAY=MO,WE;BYSETPOS=-1", "20261230", "le dernier jour parmi lundi et mercredi de chaque mois",
     "the last day among Monday and Wednesday of each month"},
    // Quarters and other stretches of months.
    {"FREQ=MONTHLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "20261231",
     "le dernier jour ouvré de chaque trimestre", "the last business day of each quarter"},
    {"FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", "20261231", "le dernier jour de chaque trimestre",
     "the last day of each quarter"},
    {"FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=1MO", "20270104", "le 1ᵉʳ~lundi de chaque trimestre",
     "the 1st~Monday of each quarter"},
    {"FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", "20261215", "tous les 3~mois, le 15 (mars, juin, septembre et décembre)",
     "every 3~months on the 15th (March, June, September and December)"},
    {"FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15", "20261215",
     "tous les 3~mois, le 15 (mars, juin, septembre et décembre)",
     "every 3~months on the 15th (March, June, September and December)"},
    {"FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "20261130",
     "tous les 3~mois, le dernier jour du mois (février, mai, août et novembre)",
     "every 3~months on the last day of the month (February, May, August and November)"},
    {"FREQ=MONTHLY;INTERVAL=6", "20261115", "tous les 6~mois, le 15 (mai et novembre)",
     "every 6~months on the 15th (May and November)"},
    // Years.
    {"FREQ=YEARLY", "20260501", "chaque année, le 1ᵉʳ~mai", "every year on 1~May"},
    {"FREQ=YEARLY;INTERVAL=2", "20260324", "tous les 2~ans, le 24~mars", "every 2~years on 24~March"},
    {"FREQ=MONTHLY;INTERVAL=12", "20260324", "chaque année, le 24~mars", "every year on 24~March"},
    {"RSCALE=GREGORIAN;FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;SKIP=BACKWARD", "20240229",
     "chaque année, le 29~février (le 28 les autres années)", "every year on 29~February (the 28th in other years)"},
    {"RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD", "20240229",
     "chaque année, le 29~février (le 1ᵉʳ~mars les autres années)",
     "every year on 29~February (1~March in other years)"},
    {"FREQ=YEARLY", "20240229", "chaque année, le 29~février (années bissextiles)",
     "every year on 29~February (leap years)"},
    {"FREQ=YEARLY;BYMONTH=3,6;BYMONTHDAY=15", "20260315", "chaque année, le 15~mars et le 15~juin",
     "every year on 15~March and 15~June"},
    {"FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=-1", "20260430", "chaque année, le dernier jour d’avril",
     "every year on the last day of April"},
    {"FREQ=YEARLY;BYMONTH=3;BYDAY=2TU", "20260310", "chaque année, le 2ᵉ~mardi de mars",
     "every year on the 2nd~Tuesday of March"},
    {"FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU", "20260329", "chaque année, le dernier dimanche de mars et d’octobre",
     "every year on the last Sunday of March and October"},
    {"FREQ=YEARLY;BYMONTH=8;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "20260831", "chaque année, le dernier jour ouvré d’août",
     "every year on the last business day of August"},
    {"FREQ=YEARLY;BYMONTH=1,2,5,8;BYMONTHDAY=1,10", "20260101",
     "chaque année, le 1ᵉʳ et le 10, en janvier, février, mai et août",
     "every year on the 1st and the 10th of January, February, May and August"},
    {"FREQ=YEARLY;BYDAY=20MO", "20260518", "chaque année, le 20ᵉ~lundi de l’année",
     "every year on the 20th~Monday of the year"},
    {"FREQ=YEARLY;BYYEARDAY=1,100,-1", "20260101",
     "chaque année, le 1ᵉʳ~jour, le 100ᵉ~jour et le dernier jour de l’année",
     "every year on the 1st~day, the 100th~day and the last day of the year"},
    {"FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "20260511", "chaque année, le lundi de la semaine~20",
     "every year on Monday of week~20"},
    {"FREQ=YEARLY;BYWEEKNO=-1;BYDAY=FR", "20261231", "chaque année, le vendredi de la dernière semaine",
     "every year on Friday of the last week"},
    // Ends.
    {"FREQ=MONTHLY;BYMONTHDAY=24;UNTIL=20271231", "20261124", "tous les mois, le 24, jusqu’au 31~décembre~2027",
     "every month on the 24th, until 31~December~2027"},
    {"FREQ=WEEKLY;BYDAY=MO;COUNT=12", "20261123", "chaque semaine, le lundi, 12~fois",
     "every week on Monday, 12~times"},
    {"FREQ=DAILY;COUNT=1", "20261123", "tous les jours, une seule fois", "every day, once"},
    {"FREQ=DAILY;UNTIL=20270101", "20261123", "tous les jours, jusqu’au 1ᵉʳ~janvier~2027",
     "every day, until 1~January~2027"},
    {"FREQ=DAILY;COUNT=2500", "20261123", "tous les jours, 2\u202F500~fois", "every day, 2,500~times"},
    // Times of day.
    {"FREQ=DAILY", "20261124T090000", "tous les jours, à 9~h", "every day at 09:00"},
    {"FREQ=WEEKLY;BYDAY=MO;BYHOUR=9,14;BYMINUTE=30", "20261123T093000",
     "chaque semaine, le lundi, à 9~h~30 et à 14~h~30", "every week on Monday at 09:30 and 14:30"},
    {"FREQ=DAILY;BYSECOND=5;BYMINUTE=0;BYHOUR=8", "20261123T080005", "tous les jours, à 8~h~00~min~05~s",
     "every day at 08:00:05"},
    {"FREQ=DAILY;UNTIL=20261231T180000", "20261124T090000", "tous les jours, à 9~h, jusqu’au 31~décembre~2026 à 18~h",
     "every day at 09:00, until 31~December~2026 at 18:00"},
    {"FREQ=HOURLY;INTERVAL=3", "20261124T090000", "toutes les 3~heures, à la minute~0", "every 3~hours, at minute~0"},
    {"FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10", "20261124T090000", "toutes les 20~minutes, aux heures~9 et 10",
     "every 20~minutes, at hours~9 and 10"},
    // Others, part by part.
    {"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "20261113", "tous les mois, le 13 du mois, si c’est un vendredi",
     "every month, on the 13th of the month, if it is a Friday"},
    {"FREQ=DAILY;BYMONTH=1", "20270101", "tous les jours, en janvier", "every day, in January"},
    {"FREQ=DAILY;INTERVAL=3;BYDAY=MO,TU", "20261123", "tous les 3~jours, si c’est un lundi ou un mardi",
     "every 3~days, if it is a Monday or a Tuesday"},
    {"FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "20260305", "chaque année, en mars, chaque jeudi",
     "every year, in March, on every Thursday"},
    {"FREQ=WEEKLY;BYMONTH=6,7,8;BYDAY=MO", "20260601", "chaque semaine, en juin, juillet et août, le lundi",
     "every week, in June, July and August, on Monday"},
    {"FREQ=MONTHLY;BYMONTHDAY=13,14,15;BYSETPOS=1,-1", "20260113",
     "tous les mois, le 13 du mois, le 14 du mois et le 15 du mois, seulement la 1ʳᵉ~date et la dernière date du mois",
     "every month, on the 13th of the month, the 14th of the month and the 15th of the month, only the 1st~date and "
     "the last date of the month"},
    {"FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3", "20241103",
     "tous les 4~ans, en novembre, le 2 du mois et le 3 du mois, si c’est un mardi",
     "every 4~years, in November, on the 2nd of the month and the 3rd of the month, if it is a Tuesday"},
};

struct SeriesSentence {
    std::string_view rule;
    std::string_view start;
    DuePlacing due;
    Lead lead;
    std::string_view french;
    std::string_view english;
};

constexpr SeriesSentence series_sentences[] = {
    {"FREQ=MONTHLY;BYMONTHDAY=24",
     "2026-11-24",
     {Placing::next, 0},
     {},
     "tous les mois, le 24, reporté au jour ouvré suivant",
     "every month on the 24th, moved to the next business day"},
    {"FREQ=MONTHLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
     "2026-12-31",
     {Placing::next, 0},
     {},
     "le dernier jour ouvré de chaque trimestre, reporté au jour ouvré suivant",
     "the last business day of each quarter, moved to the next business day"},
    {"FREQ=MONTHLY;BYMONTHDAY=24",
     "2026-11-24",
     {Placing::previous, 0},
     {},
     "tous les mois, le 24, avancé au jour ouvré précédent",
     "every month on the 24th, moved to the business day before"},
    {"FREQ=MONTHLY;BYMONTHDAY=-1",
     "2026-11-30",
     {Placing::modified_following, 0},
     {},
     "le dernier jour de chaque mois, reporté au jour ouvré suivant sans changer de mois",
     "the last day of each month, moved to the next business day within the month"},
    {"FREQ=MONTHLY",
     "2026-11-24",
     {Placing::nearest, 0},
     {},
     "tous les mois, le 24, déplacé au jour ouvré le plus proche",
     "every month on the 24th, moved to the nearest business day"},
    {"FREQ=DAILY", "2026-11-24", {Placing::omitted, 0}, {}, "tous les jours ouvrés", "every business day"},
    {"FREQ=DAILY;INTERVAL=3",
     "2026-11-24",
     {Placing::omitted, 0},
     {},
     "tous les 3~jours, sauf les jours fermés",
     "every 3~days, except on closed days"},
    {"FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1",
     "2026-05-01",
     {Placing::business_days_after, 2},
     {},
     "chaque année, le 2ᵉ~jour ouvré après le 1ᵉʳ~mai",
     "every year on the 2nd~business day after 1~May"},
    {"FREQ=MONTHLY;BYMONTHDAY=15",
     "2026-05-15",
     {Placing::business_days_before, 3},
     {},
     "tous les mois, le 3ᵉ~jour ouvré avant le 15",
     "every month on the 3rd~business day before the 15th"},
    {"FREQ=DAILY;INTERVAL=10",
     "2026-05-15",
     {Placing::business_days_after, 1},
     {},
     "tous les 10~jours, 1~jour ouvré plus tard",
     "every 10~days, 1~business day later"},
    {"FREQ=MONTHLY;BYMONTHDAY=1",
     "2026-12-01",
     {Placing::business_day_of_month, 5},
     {},
     "le 5ᵉ~jour ouvré de chaque mois",
     "the 5th~business day of each month"},
    {"FREQ=MONTHLY;BYMONTHDAY=1;BYMONTH=3,6,9,12",
     "2026-12-01",
     {Placing::business_day_of_month, -1},
     {},
     "le dernier jour ouvré de chaque trimestre",
     "the last business day of each quarter"},
    {"FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=5",
     "2026-05-01",
     {Placing::business_day_of_month, 2},
     {},
     "chaque année, le 2ᵉ~jour ouvré de mai",
     "every year on the 2nd~business day of May"},
    {"FREQ=MONTHLY;BYDAY=2TU",
     "2026-12-08",
     {Placing::business_day_of_month, -1},
     {},
     "le 2ᵉ~mardi de chaque mois, ramené au dernier jour ouvré du mois",
     "the 2nd~Tuesday of each month, moved to the last business day of the month"},
    {"FREQ=MONTHLY;BYMONTHDAY=24;UNTIL=20271231",
     "2026-11-24",
     {Placing::next, 0},
     {Creation::days_before, 10},
     "tous les mois, le 24, reporté au jour ouvré suivant, jusqu’au 31~décembre~2027, création 10~jours avant "
     "l’échéance",
     "every month on the 24th, moved to the next business day, until 31~December~2027, created 10~days before the due "
     "date"},
    {"FREQ=MONTHLY;BYMONTHDAY=24;COUNT=6",
     "2026-11-24",
     {},
     {Creation::business_days_before, 1},
     "tous les mois, le 24, 6~fois, création 1~jour ouvré avant l’échéance",
     "every month on the 24th, 6~times, created 1~business day before the due date"},
    {"FREQ=WEEKLY",
     "2026-11-24",
     {},
     {Creation::days_before, 0},
     "chaque semaine, le mardi, création le jour de l’échéance",
     "every week on Tuesday, created on the due date"},
};

Series series_from(const SeriesSentence& one) {
    Series series;
    series.rule = rule_from(one.rule);
    series.start = *parse_iso_date(one.start);
    series.due = one.due;
    series.lead = one.lead;
    return series;
}

}  // namespace

TEST_CASE("rule in words: one sentence by the shape of the rule, in French and in English") {
    for (const Sentence& one : sentences) {
        CAPTURE(one.rule);
        const auto written = read_written_time(one.start);
        REQUIRE(written.has_value());
        const RecurrenceStart start{written->time, written->form == TimeForm::date};
        CHECK(readable(rule_text(rule_from(one.rule), start, Language::french)) == one.french);
        CHECK(readable(rule_text(rule_from(one.rule), start, Language::english)) == one.english);
    }
}

TEST_CASE("rule in words: the due date and the creation are part of a series' sentence") {
    for (const SeriesSentence& one : series_sentences) {
        CAPTURE(one.rule);
        CHECK(readable(series_text(series_from(one), Language::french)) == one.french);
        CHECK(readable(series_text(series_from(one), Language::english)) == one.english);
    }
}

TEST_CASE("rule in words: from completion") {
    const auto text = [](std::string_view rule, Language language) {
        SeriesSentence one{rule, "2026-11-24", {Placing::next, 0}, {}, {}, {}};
        Series series = series_from(one);
        series.from_completion = true;
        return readable(series_text(series, language));
    };
    CHECK(text("FREQ=MONTHLY;INTERVAL=3", Language::french) ==
          "3~mois après l’achèvement, reporté au jour ouvré suivant");
    CHECK(text("FREQ=YEARLY", Language::french) == "1~an après l’achèvement, reporté au jour ouvré suivant");
    CHECK(text("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", Language::french) ==
          "2~semaines après l’achèvement, le lundi, reporté au jour ouvré suivant");
    CHECK(text("FREQ=DAILY;INTERVAL=10", Language::english) ==
          "10~days after completion, moved to the next business day");
}

TEST_CASE("rule in words: alone it begins with a capital") {
    CHECK(capitalised("tous les mois, le 24") == "Tous les mois, le 24");
    CHECK(capitalised("").empty());
    for (const Sentence& one : sentences) {
        CHECK(one.french[0] >= 'a');
        CHECK(one.french[0] <= 'z');
    }
}

TEST_CASE("rule in words: rules that mean different days have different sentences") {
    // All combinations of a few parts, on one start: whoever reads the sentence must be able to tell them apart.
    std::set<std::string> rules;
    std::set<std::string> french;
    std::set<std::string> english;
    const RecurrenceStart start{LocalDateTime::at(*Date::from_ymd(2026, 12, 31), 0), true};
    for (const std::string_view frequency : {"WEEKLY", "MONTHLY", "YEARLY"}) {
        for (const std::string_view interval : {"", ";INTERVAL=5"}) {
            for (const std::string_view months : {";BYMONTH=2", ";BYMONTH=1,5"}) {
                for (const std::string_view days : {";BYDAY=MO", ";BYDAY=MO,FR"}) {
                    for (const std::string_view positions : {"", ";BYSETPOS=2", ";BYSETPOS=-1"}) {
                        std::string text = "FREQ=";
                        for (const auto part : {frequency, interval, months, days, positions}) text += part;
                        const RecurrenceRule rule = rule_from(text);
                        rules.insert(text);
                        french.insert(rule_text(rule, start, Language::french));
                        english.insert(rule_text(rule, start, Language::english));
                    }
                }
            }
        }
    }
    CHECK(french.size() == english.size());
    // "The second Monday of February" is the same, said of months or of years.
    CHECK(rules.size() - french.size() <= 8);
}

TEST_CASE("rule in words: the dates of a preview say why they are what they are") {
    auto calendar = BusinessCalendar::make({.region = HolidayRegion::fr});
    REQUIRE(calendar.ok());
    Series series = series_from({"FREQ=MONTHLY;BYMONTHDAY=20", "2026-11-20", {Placing::next, 0}, {}, {}, {}});
    series.exceptions = {{*Date::from_ymd(2027, 1, 20), std::nullopt},
                         {*Date::from_ymd(2027, 2, 20), Date::from_ymd(2027, 2, 8)}};
    const auto plan = SeriesPlan::compile(series, *calendar);
    REQUIRE(plan.ok());
    const Texts french(Language::french);
    std::vector<std::string> lines;
    for (const Occurrence& one : plan->preview(*Date::from_ymd(2026, 11, 1), 5)) {
        lines.push_back(readable(occurrence_text(one, french)));
    }
    CHECK(lines == std::vector<std::string>{"20/11/2026", "20/12/2026 (dimanche) → 21/12/2026", "20/01/2027~: sautée",
                                            "20/02/2027 → 08/02/2027 (déplacée)", "20/03/2027 (samedi) → 22/03/2027"});
    CHECK(readable(next_dates_text(plan->preview(*Date::from_ymd(2026, 11, 1), 4), french)) ==
          "20/11 · 21/12 (dim.~20 → lun.~21) · 08/02 (sam.~20 → lun.~8)");
    series.due = {Placing::omitted, 0};
    series.rule = rule_from("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25");
    const auto closed = SeriesPlan::compile(series, *calendar);
    CHECK(readable(occurrence_text(closed->at(*Date::from_ymd(2026, 12, 25)), french)) ==
          "25/12/2026 (Noël)~: rien ce jour-là");
}
