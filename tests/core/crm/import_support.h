// A small firm and a shorthand for "import this text": for the tests of imports and exports.
#pragma once

#include <string>

#include <doctest/doctest.h>

#include "core/command/execute.h"
#include "core/crm/client_import.h"
#include "core/crm/client_import_command.h"
#include "core/domain/domain.h"
#include "core/exchange/table_file.h"
#include "core/firm/firm.h"

namespace pupitre::test {

constexpr Id128 anna{1, 7};
constexpr std::uint32_t all_rights = 0xFF;

class Desk {
public:
    Desk() {
        Changes changes(db);
        TeamMember member;
        member.id = {anna};
        member.first_name = "Anna";
        member.last_name = "Roux";
        member.email = "anna@exemple.fr";
        member.role = TeamRole::administrator;
        changes.put(member);
    }

    Context by() const {
        Context context;
        context.actor = {anna};
        context.now_ms = 1'795'000'000'000;
        context.rights = all_rights;
        return context;
    }

    ClientImportOptions options() {
        ClientImportOptions made;
        ++imports_;
        made.first_id = {imports_, 1};
        return made;
    }

    Attempt execute(std::string name, Json args) {
        Command command;
        command.name = std::move(name);
        command.args = std::move(args);
        return pupitre::execute(db, domain_registry(), by(), command);
    }

    static CsvTable table_of(std::string_view bytes) {
        auto file = TableFile::open(bytes);
        REQUIRE(file.ok());
        auto table = file->finish();
        REQUIRE(table.ok());
        return std::move(*table);
    }

    /// Plans without carrying out.
    std::vector<RowPlan> plan(std::string_view bytes) { return plan(bytes, options()); }
    std::vector<RowPlan> plan(std::string_view bytes, ClientImportOptions with) {
        const CsvTable table = table_of(bytes);
        ClientImport import(db, table, propose_mapping(table), std::move(with));
        while (import.step(3)) {}
        CHECK(import.is_complete());
        return import.rows();
    }

    /// Plans and carries out; every command must be accepted.
    ImportCounts import(std::string_view bytes) { return import(bytes, options()); }
    ImportCounts import(std::string_view bytes, ClientImportOptions with) {
        const CsvTable table = table_of(bytes);
        ClientImport import(db, table, propose_mapping(table), std::move(with));
        while (import.step(1000)) {}
        ClientImportCommands commands(import);
        while (auto args = commands.next()) {
            CHECK(args->dump().size() < command_bytes_max);
            const Attempt attempt = execute("client.import", std::move(*args));
            REQUIRE_MESSAGE(attempt.ok(), to_json(attempt.ok() ? Refusal{} : attempt.error()).dump());
            CHECK(attempt->conflicts.empty());
            done.push_back(attempt->changes);
        }
        return import.counts();
    }

    const Client& client(std::string_view reference) const {
        const auto ids = db.ids_with<&Client::reference>(std::string(reference));
        REQUIRE(ids.size() == 1);
        return db.get(ClientId{ids.front()});
    }
    ClientBundle bundle(std::string_view reference) const { return client_bundle(db, client(reference).id); }

    Database db{domain_schema()};
    std::vector<ChangeSet> done;  // What the commands of imports changed.

private:
    std::uint64_t imports_ = 100;
};

inline std::string summary(const ImportCounts& counts) {
    return "new " + std::to_string(counts.fresh) + ", changed " + std::to_string(counts.changed) + ", unchanged " +
           std::to_string(counts.unchanged) + ", duplicate " + std::to_string(counts.duplicate) + ", error " +
           std::to_string(counts.error);
}

/// "2 new; 3 error email:missing_at; 4 duplicate of 2"
inline std::string outline(const std::vector<RowPlan>& rows) {
    std::string text;
    for (const RowPlan& row : rows) {
        if (!text.empty()) text += "; ";
        text += std::to_string(row.number) + ' ' + std::string(verdict_name(row.verdict));
        if (row.repeats != 0) text += " of " + std::to_string(row.repeats);
        for (const ColumnDifference& difference : row.differences) {
            text +=
                ' ' + std::string(column_key(difference.column)) + ":" + difference.before + "->" + difference.after;
        }
        for (const CellProblem& problem : row.problems) {
            text += ' ' + std::string(column_key(problem.column)) + ':' + std::string(problem.reason);
        }
    }
    return text;
}

}  // namespace pupitre::test
