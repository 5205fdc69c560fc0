// From a chosen file to a document: what is refused, in what order things happen, and what the host is asked.
#include "web-ui/device/files.h"

#include <doctest/doctest.h>

using namespace pupitre;
using namespace pupitre::ui;

namespace {

constexpr ClientId durand{{2, 1}};
constexpr TaskId bilan{{3, 1}};

/// Writes down what it is asked; answers when the test says so.
struct FakePort final : FilePort {
    std::vector<std::string> asked;
    std::function<void(KeptFile)> keeping;
    std::vector<DocumentId> states_asked;
    std::function<void(std::map<DocumentId, HostFileState>)> states_answer;
    std::map<DocumentId, std::string> known;

    void want_drops(bool wanted) override { asked.emplace_back(wanted ? "drops" : "no drops"); }
    void pick(bool camera) override { asked.emplace_back(camera ? "camera" : "pick"); }
    void keep(std::int64_t ticket, DocumentId, std::function<void(KeptFile)> done) override {
        asked.push_back("keep " + std::to_string(ticket));
        keeping = std::move(done);
    }
    void refuse(std::int64_t ticket) override { asked.push_back("refuse " + std::to_string(ticket)); }
    void know(const std::map<DocumentId, std::string>& hashes) override {
        asked.emplace_back("know");
        known = hashes;
    }
    void ask_states(const std::vector<DocumentId>& documents,
                    std::function<void(std::map<DocumentId, HostFileState>)> done) override {
        states_asked = documents;
        states_answer = std::move(done);
        asked.emplace_back("states");
    }
    void fetch(const FileOrder&, std::function<void(std::string)> done) override { done({}); }
    void retry(DocumentId) override { asked.emplace_back("retry"); }
    void cancel(DocumentId) override { asked.emplace_back("cancel"); }
    void hurry() override { asked.emplace_back("hurry"); }
};

struct Bench {
    FakePort port;
    Files files{port};
    std::vector<Document> made;
    std::vector<std::string> problems;
    bool accept = true;
    std::uint64_t ids = 0;

    Bench() {
        files.new_id = [this] { return Id128{7, ++ids}; };
        files.on_kept = [this](const Document& document, const FileTarget&) {
            if (accept) made.push_back(document);
            return accept;
        };
        files.on_problem = [this](const FileOffer& offer, FileProblem problem) {
            problems.push_back(offer.name + ' ' + std::string(problem_name(problem)));
        };
    }
    void offer(std::string name, std::int64_t size = 1'000, std::string head = "%PDF-1.7", bool dropped = false) {
        FileOffer offered;
        offered.ticket = 4;
        offered.name = std::move(name);
        offered.size = size;
        offered.head = std::move(head);
        offered.dropped = dropped;
        files.file_offered(offered);
    }
};

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("files: a document is made only when its content is durable on this device") {
    Bench bench;
    bench.files.pick({durand, bilan}, false);
    bench.offer("Relevé.pdf", 5'000);
    CHECK(bench.port.asked == Words{"pick", "keep 4"});
    CHECK(bench.made.empty());
    bench.port.keeping({std::string(64, 'a'), {}});
    REQUIRE(bench.made.size() == 1);
    const Document& made = bench.made.front();
    CHECK(made.client == durand);
    CHECK(made.task == bilan);
    CHECK(made.name == "Relevé.pdf");
    CHECK(made.media_type == "application/pdf");
    CHECK(made.hash == std::string(64, 'a'));
    CHECK(made.size_bytes == 5'000);
}

TEST_CASE("[PRJ-07] files: what is over the limit, or a program, is refused before anything is stored") {
    Bench bench;
    bench.files.pick({durand, {}}, false);
    bench.offer("exact.pdf", file_bytes_max);
    CHECK(bench.problems.empty());
    bench.port.asked.clear();
    bench.offer("large.pdf", file_bytes_max + 1);
    bench.offer("setup.exe");
    bench.offer("table.xlsx", 2'000, std::string("MZ\x90\0\0\0", 6));
    bench.offer("a/b.pdf");
    CHECK(bench.problems ==
          Words{"large.pdf too_large", "setup.exe program", "table.xlsx program", "a/b.pdf bad_name"});
    CHECK(bench.port.asked == Words{"refuse 4", "refuse 4", "refuse 4", "refuse 4"});
    bench.files.set_limit(100);
    bench.offer("small.pdf", 101);
    CHECK(bench.problems.back() == "small.pdf too_large");
}

TEST_CASE("files: what the device cannot keep, and what the firm does not accept, leaves nothing behind") {
    Bench bench;
    bench.files.pick({durand, {}}, false);
    bench.offer("a.pdf");
    bench.port.keeping({{}, "quota"});
    CHECK(bench.problems == Words{"a.pdf no_room"});
    CHECK(bench.made.empty());
    bench.accept = false;
    bench.offer("b.pdf");
    bench.port.keeping({std::string(64, 'b'), {}});
    CHECK(bench.problems.back() == "b.pdf refused");
    CHECK(bench.port.asked.back() == "cancel");
}

TEST_CASE("files: dropped files go where one is, and nowhere else") {
    Bench bench;
    bench.offer("a.pdf", 10, "", true);
    CHECK(bench.port.asked == Words{"refuse 4"});
    bench.files.aim(FileTarget{durand, {}});
    bench.files.aim(FileTarget{durand, bilan});
    bench.offer("a.pdf", 10, "", true);
    CHECK(bench.port.asked == Words{"refuse 4", "drops", "keep 4"});
    bench.files.aim(std::nullopt);
    CHECK(bench.port.asked.back() == "no drops");
    bench.port.keeping({std::string(64, 'a'), {}});
    REQUIRE(bench.made.size() == 1);
    CHECK(bench.made.front().task == bilan);
}

TEST_CASE("files: the host is asked for what it may have news of, and not all the time") {
    Bench bench;
    const DocumentId here{{5, 1}};
    const DocumentId awaited{{5, 2}};
    bench.files.look_at({here, awaited}, 1'000);
    CHECK(bench.port.states_asked.size() == 2);
    bench.port.states_answer({{here, {HostFile::available, {}}}, {awaited, {HostFile::awaited, {}}}});
    bench.port.asked.clear();
    bench.files.look_at({here, awaited}, 2'000);
    CHECK(bench.port.asked.empty());
    bench.files.look_at({here, awaited}, 7'000);
    CHECK(bench.port.states_asked == std::vector<DocumentId>{awaited});
    // Sent in the meantime: asked at once.
    LocalFiles local;
    local.uploads.push_back({awaited, false, {}, {}, 10, 5});
    bench.files.files_changed(local);
    bench.port.asked.clear();
    bench.files.files_changed({});
    bench.files.look_at({awaited}, 7'100);
    CHECK(bench.port.asked == Words{"states"});
}

TEST_CASE("files: the device is told of the documents when they changed") {
    Bench bench;
    static const Schema schema({&entity_info<Document>(), &entity_info<SharedDocument>()});
    Database db(schema);
    bench.files.know(db);
    bench.files.know(db);
    CHECK(bench.port.asked == Words{"know"});
    Document document;
    document.id = DocumentId{{5, 1}};
    document.hash = std::string(64, 'c');
    Changes changes(db);
    changes.put(document);
    bench.files.know(db);
    CHECK(bench.port.known.at(document.id) == document.hash);
    // Somebody else signs in: everything is told anew, late answers are nobody's.
    bench.files.pick({durand, {}}, false);
    bench.offer("a.pdf");
    bench.files.forget();
    bench.port.keeping({std::string(64, 'a'), {}});
    CHECK(bench.made.empty());
    bench.files.know(db);
    CHECK(bench.port.asked.back() == "know");
}
