// Documents of clients and tasks.
#include "core/documents/document.h"

#include <doctest/doctest.h>

#include "core/crm/client_access.h"
#include "tests/core/support/rebuild.h"
#include "tests/core/support/test_firm.h"

using namespace pupitre;

namespace {

const std::string some_hash(64, 'a');

struct WithFiles : TestFirm {
    ClientId durand;
    ClientId lefevre;
    TaskId task;

    WithFiles() {
        Client client;
        client.name = "Durand";
        durand = add(client);
        client.name = "Lefèvre";
        lefevre = add(client);
        Task work;
        work.client = durand;
        work.title = "Bilan";
        task = add(work);
    }
    Document document(std::string name) {
        Document made;
        made.id = fresh<Document>();
        made.client = durand;
        made.name = std::move(name);
        made.hash = some_hash;
        made.size_bytes = 5'000'000;
        return made;
    }
};

}  // namespace

TEST_CASE("document: says who added it and when, and stands in the client's file") {
    WithFiles firm;
    const Document asked = firm.document("Relevé.pdf");
    REQUIRE(firm.create(asked, firm.bruno).ok());
    const Document& made = firm.db.get(asked.id);
    CHECK(made.author == firm.bruno);
    CHECK(made.added_at == test_ms);
    CHECK(made.media_type == "application/pdf");
    CHECK(scope_of(entity_info<Document>(), &made).value == firm.durand.value);
    CHECK(code_of(firm.create(firm.document("Autre.pdf"), firm.chloe)) == RefusalCode::not_permitted);
}

TEST_CASE("document: what cannot be a document is refused") {
    WithFiles firm;
    const auto refused = [&](const Document& document) {
        const Attempt attempt = firm.create(document);
        REQUIRE_FALSE(attempt.ok());
        return attempt.error();
    };
    Document wrong = firm.document("facture.pdf.exe");
    CHECK(refused(wrong).field == "name");
    CHECK(refused(wrong).detail == "program");
    wrong = firm.document("../secret.pdf");
    CHECK(refused(wrong).field == "name");
    wrong = firm.document("");
    CHECK(refused(wrong).code == RefusalCode::field_required);
    wrong = firm.document("a.pdf");
    wrong.hash = std::string(64, 'A');
    CHECK(refused(wrong).field == "hash");
    wrong = firm.document("a.pdf");
    wrong.hash.clear();
    CHECK(refused(wrong).code == RefusalCode::field_required);
    wrong = firm.document("a.pdf");
    wrong.size_bytes = -1;
    CHECK(refused(wrong).field == "size_bytes");
    wrong = firm.document("a.pdf");
    wrong.client = ClientId{{9, 9}};
    CHECK(refused(wrong).code == RefusalCode::reference_missing);
}

TEST_CASE("document: is renamed, but its content is never another one") {
    WithFiles firm;
    const DocumentId id = firm.add(firm.document("Relevé.pdf"));
    REQUIRE(firm.set(id, &Document::name, std::string("Relevé de mai.pdf")).ok());
    CHECK(firm.db.get(id).name == "Relevé de mai.pdf");
    CHECK(code_of(firm.set(id, &Document::name, std::string("relevé.scr"))) == RefusalCode::invalid_value);
    CHECK(code_of(firm.set(id, &Document::hash, std::string(64, 'b'))) == RefusalCode::invalid_value);
    CHECK(code_of(firm.set(id, &Document::size_bytes, std::int64_t{7})) == RefusalCode::invalid_value);
    CHECK(code_of(firm.set(id, &Document::author, firm.chloe)) == RefusalCode::invalid_value);
    CHECK(code_of(firm.set(id, &Document::client, firm.lefevre)) == RefusalCode::invalid_value);
}

TEST_CASE("document: goes with its task, to another client and away, and comes back with undo") {
    WithFiles firm;
    Document attached = firm.document("Balance.xlsx");
    attached.client = {};
    attached.task = firm.task;
    firm.add(attached);
    CHECK(firm.db.get(attached.id).client == firm.durand);
    REQUIRE(firm.set(firm.task, &Task::client, firm.lefevre).ok());
    CHECK(firm.db.get(attached.id).client == firm.lefevre);
    CHECK(documents_of(firm.db, firm.task).size() == 1);
    CHECK(documents_of(firm.db, firm.durand).empty());

    const Document before = firm.db.get(attached.id);
    const Attempt removed = firm.remove(firm.task);
    REQUIRE(removed.ok());
    CHECK(firm.db.find(attached.id) == nullptr);
    CHECK(firm.undo(removed->changes).empty());
    CHECK(firm.db.get(attached.id) == before);

    Document wrong = firm.document("Balance.xlsx");
    wrong.task = firm.task;
    wrong.client = firm.durand;
    REQUIRE(firm.create(wrong).ok());
    CHECK(firm.db.get(wrong.id).client == firm.lefevre);
}

TEST_CASE("document: is removed and brought back, whoever added it") {
    WithFiles firm;
    const Document asked = firm.document("Relevé.pdf");
    REQUIRE(firm.create(asked, firm.anna).ok());
    const Document before = firm.db.get(asked.id);
    const Attempt removed = firm.remove(asked.id, firm.bruno);
    REQUIRE(removed.ok());
    CHECK(firm.db.find(asked.id) == nullptr);
    CHECK(firm.undo(removed->changes).empty());
    CHECK(firm.db.get(asked.id) == before);
    CHECK(before.author == firm.anna);
}

TEST_CASE("document: a client's documents come with the newest first, a task's in their order") {
    WithFiles firm;
    Document first = firm.document("un.pdf");
    first.task = firm.task;
    first.added_at = 1'000;
    firm.add(first);
    Document second = firm.document("deux.pdf");
    second.task = firm.task;
    second.added_at = 2'000;
    firm.add(second);
    CHECK(documents_of(firm.db, firm.durand).front()->name == "deux.pdf");
    CHECK(documents_of(firm.db, firm.task).front()->name == "un.pdf");
}
