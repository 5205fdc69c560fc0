// Which client a line of a list means: one that is there, one that an earlier line has brought, or none yet.
// The reference decides; without a match, the SIREN; without that, name and postcode. Knows no columns and no verdicts.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/crm/client_bundle.h"

namespace pupitre {

/// What tells one client from another.
struct ClientIdentity {
    std::string reference;
    std::string name;
    std::string postcode;
    std::string siren;
    std::string siret;
    std::string parent;  // Reference or name, as people write it.
};

ClientIdentity identity_of(const ClientRecord& record);

class ClientMatcher {
public:
    /// Knows the clients that are in the database at this moment.
    explicit ClientMatcher(const Database& db);

    struct Match {
        ClientId client;                     // The same client, which no earlier line has claimed.
        ClientId repeated;                   // Or: a client that this line repeats …
        std::optional<std::size_t> repeats;  // … and the earlier line that claimed it, by its place.

        [[nodiscard]] bool is_repetition() const { return !repeated.is_nil(); }
    };
    [[nodiscard]] Match match(const ClientIdentity& line) const;

    /// A line is taken: what comes later and means the same client repeats it.
    void claim(std::size_t place, ClientId client, ClientIdentity line);

    /// The client that a parent column means: by reference, else by a name that only one client has. Nil if none.
    [[nodiscard]] ClientId named(const std::string& text) const;
    /// The place of the line that claimed this client.
    [[nodiscard]] std::optional<std::size_t> line_of(ClientId client) const;

private:
    struct Line {
        std::size_t place = 0;
        ClientId client;
        ClientIdentity identity;
    };

    [[nodiscard]] Match match_reference(const ClientIdentity& line) const;
    [[nodiscard]] Match match_siren(const ClientIdentity& line) const;
    [[nodiscard]] Match match_name(const ClientIdentity& line) const;
    [[nodiscard]] Match match_among(const ClientIdentity& line, const std::vector<ClientId>& candidates,
                                    bool same_siren) const;
    [[nodiscard]] static Match repetition(const Line& earlier) { return {{}, earlier.client, earlier.place}; }

    const Database* db_;
    std::vector<std::pair<std::string, ClientId>> names_;  // Of the clients that are there: name and postcode, sorted.
    std::vector<Line> lines_;
    std::map<std::string, std::size_t> by_reference_;  // Into lines_, as the maps below.
    std::map<std::string, std::size_t> by_siren_;
    std::map<std::string, std::size_t> by_name_;
    std::map<ClientId, std::size_t> by_client_;
};

}  // namespace pupitre
