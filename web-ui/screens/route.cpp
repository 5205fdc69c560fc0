// Reading and writing of the page's address.
#include "web-ui/screens/route.h"

#include <array>

namespace pupitre::ui {

namespace {

constexpr std::array<std::string_view, 8> names = {"work",   "clients",  "client",  "pending",
                                                   "import", "settings", "gallery", "inbox"};

/// Takes what stands before the separator off the front.
std::string_view take_until(std::string_view& rest, char separator) {
    const std::size_t at = rest.find(separator);
    const std::string_view part = rest.substr(0, at);
    rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + 1);
    return part;
}

Id128 id_or_nil(std::string_view text) {
    const Result<Id128> id = parse_id(text);
    return id ? *id : Id128{};
}

bool is_plain_word(std::string_view text) {
    for (const char c : text) {
        if ((c < 'a' || c > 'z') && c != '_') return false;
    }
    return true;
}

constexpr std::size_t query_bytes_max = 20'000;

void read_parameter(std::string_view whole, Route& route) {
    std::string_view parameter = whole;
    const std::string_view key = take_until(parameter, '=');
    PanelPlace& panel = route.panel;
    if (key == "panel" && is_plain_word(parameter)) panel.table = parameter;
    if (key == "record") panel.record = id_or_nil(parameter);
    if (key == "client") panel.client = id_or_nil(parameter);
    // The rest is the list's, in its order.
    if (key == "panel" || key == "record" || key == "client") return;
    if (whole.empty() || route.query.size() + whole.size() > query_bytes_max) return;
    if (!route.query.empty()) route.query += '&';
    route.query += whole;
}

}  // namespace

std::string to_address(const Route& route) {
    std::string address = "#/";
    address += names[static_cast<std::size_t>(route.screen)];
    if (!route.record.is_nil()) address += '/' + to_text(route.record);
    if (!route.tab.empty()) address += '/' + route.tab;
    if (route.panel.is_open()) {
        address += "?panel=" + route.panel.table;
        if (!route.panel.record.is_nil()) address += "&record=" + to_text(route.panel.record);
        if (!route.panel.client.is_nil()) address += "&client=" + to_text(route.panel.client);
    }
    if (!route.query.empty()) address += (route.panel.is_open() ? '&' : '?') + route.query;
    return address;
}

bool is_same_place(const Route& a, const Route& b) {
    return a.screen == b.screen && a.record == b.record && a.tab == b.tab && a.panel == b.panel;
}

Route parse_address(std::string_view address) {
    Route route;
    if (!address.starts_with("#/")) return route;
    std::string_view parameters = address.substr(2);
    std::string_view path = take_until(parameters, '?');
    const std::string_view name = take_until(path, '/');
    for (std::size_t place = 0; place < names.size(); ++place) {
        if (names[place] == name) route.screen = static_cast<Screen>(place);
    }
    while (!path.empty()) {
        const std::string_view part = take_until(path, '/');
        if (const Id128 id = id_or_nil(part); !id.is_nil()) {
            route.record = id;
        } else if (is_plain_word(part)) {
            route.tab = part;
        }
    }
    if (route.screen == Screen::client && route.record.is_nil()) route.screen = Screen::clients;
    while (!parameters.empty()) read_parameter(take_until(parameters, '&'), route);
    return route;
}

}  // namespace pupitre::ui
