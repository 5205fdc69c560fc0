// Measures recurrence expansion in the form in which other libraries are measured beside it.
//   recurrence_peer NAME expand|window|window_skip|never|parse|prepare FILE [ID]
// FILE has tab-separated lines: id, DTSTART, RRULE, and for windows the first moment and the one after the last.
// Prints one line a question: kind, NAME, id, count, nanoseconds (an occurrence, or a query), hash (FNV-1a 64 of the first 100
// occurrences' texts). Times are CPU time, the least of seven samples. `prepare` times making a rule ready for questions, which
// the others' figures leave out as they do; `never` includes it.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "core/calendar/recurrence/parse.h"
#include "core/calendar/recurrence/plan.h"
#include "tests/bench/stopwatch.h"

namespace {

using namespace pupitre;

constexpr std::size_t expanded = 1'000;
constexpr std::size_t hashed = 100;
constexpr int samples = 7;

// Keeps the compiler from leaving out what is measured.
volatile std::int64_t sink = 0;

double now_ns() { return bench::computed_ms() * 1e6; }

struct Question {
    std::string id;
    std::string start;
    std::string rule;
    std::string first;
    std::string end;
};

std::vector<Question> read_questions(const char* path) {
    std::vector<Question> questions;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::vector<std::string> cells(1);
        for (const char c : line) {
            if (c == '\t')
                cells.emplace_back();
            else
                cells.back() += c;
        }
        cells.resize(5);
        questions.push_back({cells[0], cells[1], cells[2], cells[3], cells[4]});
    }
    return questions;
}

unsigned long long hash_of(const std::vector<std::int64_t>& times, std::size_t count, TimeForm form) {
    std::string text;
    for (std::size_t index = 0; index < std::min(count, hashed); ++index) {
        append_written_time(text, LocalDateTime::from_seconds(times[index]), form);
    }
    unsigned long long hash = 1469598103934665603ULL;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash;
}

/// The least CPU time of one call, in nanoseconds.
template <class Call>
double least_ns(Call call) {
    // Clocks can be coarse: so many calls that half a millisecond has passed.
    double started = now_ns();
    int calls = 0;
    do {
        call();
        ++calls;
    } while (now_ns() - started < 5e5);
    const double once = (now_ns() - started) / calls;
    const int repeats = static_cast<int>(2e7 / once) + 1;
    double least = 1e300;
    for (int sample = 0; sample < samples; ++sample) {
        started = now_ns();
        for (int repeat = 0; repeat < repeats; ++repeat) call();
        least = std::min(least, (now_ns() - started) / repeats);
    }
    return least;
}

class Measure {
public:
    Measure(const char* name, std::string kind) : name_(name), kind_(std::move(kind)) {}

    void ask(const Question& question) {
        const auto rule = parse_rule(question.rule);
        const auto start = read_written_time(question.start);
        if (!rule || !start) {
            std::printf("%s\t%s\t%s\t-1\t0\tparse-error\n", kind_.c_str(), name_, question.id.c_str());
            return;
        }
        const RecurrenceStart from{start->time, start->form == TimeForm::date};
        if (kind_ == "parse") {
            print(question, 1, least_ns([&] { sink = sink + (parse_rule(question.rule).ok() ? 1 : 0); }), "-");
            return;
        }
        const double started = now_ns();
        const auto plan = RecurrencePlan::compile(*rule, from);
        if (!plan) return;
        std::vector<std::int64_t> out(expanded);
        if (kind_ == "never") {
            const std::size_t count = plan->expand({out.data(), 1});
            print(question, count, now_ns() - started, hash_of(out, count, start->form));
            return;
        }
        if (kind_ == "prepare") {
            print(question, 1, least_ns([&] { sink = sink + (RecurrencePlan::compile(*rule, from).ok() ? 1 : 0); }),
                  "-");
            return;
        }
        if (kind_ == "expand") {
            const std::size_t count = plan->expand(out);
            const double all = least_ns([&] { sink = sink + static_cast<std::int64_t>(plan->expand(out)) + out[0]; });
            print(question, count, all / static_cast<double>(std::max<std::size_t>(count, 1)),
                  hash_of(out, count, start->form));
            return;
        }
        const auto first = read_written_time(question.first);
        const auto end = read_written_time(question.end);
        if (!first || !end) return;
        const LocalDateTime last = LocalDateTime::from_seconds(end->time.seconds() - 1);
        const std::size_t count = plan->expand(first->time, last, out);
        print(question, count,
              least_ns([&] { sink = sink + static_cast<std::int64_t>(plan->expand(first->time, last, out)) + out[0]; }),
              hash_of(out, count, start->form));
    }

private:
    void print(const Question& question, std::size_t count, double ns, unsigned long long hash) const {
        std::printf("%s\t%s\t%s\t%zu\t%.1f\t%016llx\n", kind_.c_str(), name_, question.id.c_str(), count, ns, hash);
        std::fflush(stdout);
    }
    void print(const Question& question, std::size_t count, double ns, const char* hash) const {
        std::printf("%s\t%s\t%s\t%zu\t%.1f\t%s\n", kind_.c_str(), name_, question.id.c_str(), count, ns, hash);
    }

    const char* name_;
    std::string kind_;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) {
        std::fprintf(stderr, "recurrence_peer NAME expand|window|window_skip|never|parse|prepare FILE [ID]\n");
        return 2;
    }
    const std::string kind = argv[2];
    // There are no zones in the core, so there is nothing to say about them.
    if (kind == "zone") return 0;
    Measure measure(argv[1], kind);
    for (const Question& question : read_questions(argv[3])) {
        if (argc < 5 || question.id == argv[4]) measure.ask(question);
    }
    return 0;
}
