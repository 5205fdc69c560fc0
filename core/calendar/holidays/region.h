// The places whose public holidays we know. Their names for people are messages ("choice.firm.holidays.…").
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace pupitre {

/// Spelled as stored; a retired place would stay in the list. The places of a country stand together.
enum class HolidayRegion : std::uint8_t {
    fr,
    fr_alsace_moselle,
    fr_guadeloupe,
    fr_guyane,
    fr_martinique,
    fr_mayotte,
    fr_reunion,
    fr_saint_barthelemy,
    fr_saint_martin,
    be,
    lu,
    ch_be,
    ch_bs,
    ch_fr,
    ch_ge,
    ch_ju,
    ch_ne,
    ch_ti,
    ch_vd,
    ch_vs,
    ch_zh,
    ca,  // Employers under federal law: banks, transport, telecommunications, the federal state.
    ca_ab,
    ca_bc,
    ca_mb,
    ca_nb,
    ca_nl,
    ca_ns,
    ca_nt,
    ca_nu,
    ca_on,
    ca_pe,
    ca_qc,
    ca_sk,
    ca_yt,
    gb_england_wales,
    gb_northern_ireland,
    gb_scotland,
    us,  // The federal state.
};

constexpr std::array<std::string_view, 39> holiday_region_names = {
    "fr",
    "fr_alsace_moselle",
    "fr_guadeloupe",
    "fr_guyane",
    "fr_martinique",
    "fr_mayotte",
    "fr_reunion",
    "fr_saint_barthelemy",
    "fr_saint_martin",
    "be",
    "lu",
    "ch_be",
    "ch_bs",
    "ch_fr",
    "ch_ge",
    "ch_ju",
    "ch_ne",
    "ch_ti",
    "ch_vd",
    "ch_vs",
    "ch_zh",
    "ca",
    "ca_ab",
    "ca_bc",
    "ca_mb",
    "ca_nb",
    "ca_nl",
    "ca_ns",
    "ca_nt",
    "ca_nu",
    "ca_on",
    "ca_pe",
    "ca_qc",
    "ca_sk",
    "ca_yt",
    "gb_england_wales",
    "gb_northern_ireland",
    "gb_scotland",
    "us",
};
static_assert(holiday_region_names.size() == static_cast<std::size_t>(HolidayRegion::us) + 1);

constexpr std::string_view holiday_region_name(HolidayRegion region) {
    return holiday_region_names[static_cast<std::size_t>(region)];
}
/// Nothing if no place has this stored name.
constexpr std::optional<HolidayRegion> holiday_region_named(std::string_view name) {
    for (std::size_t place = 0; place < holiday_region_names.size(); ++place) {
        if (holiday_region_names[place] == name) return static_cast<HolidayRegion>(place);
    }
    return std::nullopt;
}

/// Some of the places.
class RegionSet {
public:
    constexpr RegionSet() = default;
    constexpr RegionSet(HolidayRegion region) : bits_(bit(region)) {}
    constexpr RegionSet(std::initializer_list<HolidayRegion> regions) {
        for (const HolidayRegion region : regions) bits_ |= bit(region);
    }
    /// Both ends included.
    static constexpr RegionSet range(HolidayRegion first, HolidayRegion last) {
        RegionSet all;
        all.bits_ = (bit(last) - bit(first)) | bit(last);
        return all;
    }
    [[nodiscard]] constexpr RegionSet without(RegionSet others) const {
        RegionSet rest;
        rest.bits_ = bits_ & ~others.bits_;
        return rest;
    }
    [[nodiscard]] constexpr bool has(HolidayRegion region) const { return (bits_ & bit(region)) != 0; }

private:
    static constexpr std::uint64_t bit(HolidayRegion region) {
        return std::uint64_t{1} << static_cast<unsigned>(region);
    }
    static_assert(holiday_region_names.size() <= 64);
    std::uint64_t bits_ = 0;
};

}  // namespace pupitre
