// The firm's authority: the one place that decides commands, in one total order. Holds the firm's data in memory and
// writes every decision to the storage before anybody hears of it. Used by one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/command/registry.h"
#include "server-stub/base/clock.h"
#include "server-stub/base/log.h"
#include "server-stub/storage/storage.h"

namespace pupitre::host {

class Authority {
public:
    /// Reads the whole firm. A row that does not fit is a damaged database.
    static Stored<std::unique_ptr<Authority>> open(std::unique_ptr<Storage> storage, const Registry& registry, Log& log,
                                                   Clock clock = now_ms);

    const Database& db() const { return db_; }
    const Registry& registry() const { return registry_; }
    Storage& storage() const { return *storage_; }
    /// The last accepted command that the memory knows, and the epoch it counts in.
    std::int64_t seq() const { return meta_.seq; }
    Id128 epoch() const { return meta_.epoch; }
    const FirmMeta& meta() const { return meta_; }
    /// Where the ledger's chains stand.
    const ChainHeads& heads() const { return heads_; }

    /// Takes over what other programs have written to the same database (an import beside a running host).
    Stored<Done> catch_up();

private:
    friend class Turn;

    Authority(std::unique_ptr<Storage> storage, const Registry& registry, Log& log, Clock clock) :
        storage_(std::move(storage)),
        registry_(registry),
        log_(log),
        clock_(std::move(clock)),
        db_(registry.schema()) {}

    Stored<Done> load();
    Stored<Done> follow(const FirmMeta& stored);
    Stored<Done> follow_heads(LinkPlace place);

    std::unique_ptr<Storage> storage_;
    const Registry& registry_;
    Log& log_;
    Clock clock_;
    Database db_;
    FirmMeta meta_;
    ChainHeads heads_;
};

/// Who gave a command, and its number among that device's commands.
struct Source {
    Id128 client;
    std::int64_t mid = 0;
    TeamMemberId actor;
    bool setting_up = false;  // The program itself, before there is anybody who could have rights.
};

/// One transaction of the authority: any number of commands, all kept or none. Without a commit everything is taken
/// back, in memory as in the storage.
class Turn {
public:
    static Stored<std::unique_ptr<Turn>> begin(Authority& authority);
    ~Turn();
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

    /// Decides one command. A fault is about the storage: the turn must then end.
    Stored<Attempt> run(const Source& source, const Command& command);
    Stored<Done> commit();

    Storage& storage() { return *authority_.storage_; }
    const Database& db() const { return authority_.db_; }
    /// The number that the last accepted command got.
    std::int64_t seq() const { return seq_; }

private:
    explicit Turn(Authority& authority) : authority_(authority), seq_(authority.meta_.seq) {}
    Stored<Done> record(const Source& source, const Command& command, ChangeSet changes);
    Stored<Done> chain(const AcceptedCommand& accepted);

    Authority& authority_;
    std::int64_t seq_;
    std::vector<ChangeSet> done_;
    std::vector<std::pair<ScopeId, std::optional<ChainHead>>> heads_before_;  // In the order in which they moved.
    bool open_ = true;
};

}  // namespace pupitre::host
