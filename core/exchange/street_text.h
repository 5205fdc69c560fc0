// The first lines of a French address, taken apart. Knows no communes and no postcodes.
#pragma once

#include <string>
#include <string_view>

namespace pupitre {

struct StreetParts {
    std::string number;      // "176 bis", "12 B", "12-14"
    std::string street;      // "quai de l'Île"
    std::string complement;  // "Bâtiment B, BP 40"

    bool operator==(const StreetParts&) const = default;
};

/// "176 bis quai de l'Île", "12, rue Neuve", "Bât. B\n3 rue Haute", "8 rue Basse, BP 40". What has no number stays
/// together as the street; nothing is lost or reworded.
StreetParts split_street(std::string_view text);

}  // namespace pupitre
