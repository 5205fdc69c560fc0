// pupitre export ledger: every link with what its hashes are made of, for other programs (docs/ledger.md).
#include <cstdio>

#include <nlohmann/json.hpp>

#include "core/domain/domain.h"
#include "server-stub/cli/firm_folder.h"
#include "server-stub/cli/ledger_report.h"
#include "server-stub/cli/orders.h"

namespace pupitre::host {
namespace {

using OrderedJson = nlohmann::ordered_json;

std::string hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size());
    for (const char each : bytes) {
        const auto byte = static_cast<unsigned char>(each);
        text.push_back(digits[byte >> 4U]);
        text.push_back(digits[byte & 15U]);
    }
    return text;
}

OrderedJson leaf_json(const Leaf& leaf) { return {{"salt", hex(leaf.salt)}, {"content", hex(leaf.content)}}; }

/// A command is long and the same in each scope: after the first one only its hash is written.
OrderedJson link_json(const WalkedLink& walked, bool first_of_command) {
    OrderedJson leaves = OrderedJson::array();
    const AcceptedCommand& accepted = walked.accepted;
    const Leaf command = command_leaf(accepted.command, accepted.salt);
    leaves.push_back(first_of_command ? leaf_json(command) : OrderedJson{{"hash", to_text(leaf_hash(command))}});
    for (const Leaf& leaf : leaves_of(domain_schema(), walked.part, accepted.salt)) leaves.push_back(leaf_json(leaf));
    const Link& link = walked.link;
    return OrderedJson{{"scope", to_text(link.scope.value)},
                       {"number", link.number},
                       {"seq", link.seq},
                       {"client", to_text(accepted.head.client)},
                       {"mid", accepted.head.mid},
                       {"actor", to_text(accepted.head.actor)},
                       {"at_ms", accepted.head.at_ms},
                       {"digest", to_text(link.digest)},
                       {"before", to_text(link.before)},
                       {"hash", to_text(link_hash(link))},
                       {"leaves", std::move(leaves)}};
}

}  // namespace

ExitCode export_ledger(const std::string& folder, const Texts& texts) {
    bool written = true;
    const auto print = [&](const OrderedJson& line) {
        const std::string text = line.dump() + "\n";
        written = written && std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    };
    print({{"format", "pupitre-ledger"}, {"version", 1}});
    std::int64_t command = 0;
    auto done = read_ledger(folder, texts, [&](const WalkedLink& walked) {
        print(link_json(walked, walked.link.seq != command));
        command = walked.link.seq;
    });
    if (const auto* code = std::get_if<ExitCode>(&done)) return *code;
    const auto& [db, facts] = std::get<LedgerRead>(done);
    if (facts.broken) {
        print_error(broken_entry_text(*facts.broken, *db, texts));
        return ExitCode::faults_found;
    }
    facts.heads.for_each([&](ScopeId scope, const ChainHead& head) {
        print({{"head", to_text(scope.value)}, {"number", head.number}, {"hash", to_text(head.hash)}});
    });
    return written && std::fflush(stdout) == 0 ? ExitCode::done : ExitCode::storage_failed;
}

}  // namespace pupitre::host
