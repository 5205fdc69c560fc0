// A host within the test's own process.
#include "tests/host/support/test_host.h"

#include <doctest/doctest.h>

#include "core/domain/domain.h"
#include "server-stub/base/crypto.h"
#include "server-stub/cli/accounts.h"
#include "server-stub/cli/firm_folder.h"

namespace pupitre::host {
namespace {

std::unique_ptr<Authority> open_authority(const std::string& data, std::int64_t pages_max, Log& log) {
    auto storage = open_storage({data, true, pages_max});
    REQUIRE(storage.ok());
    auto authority = Authority::open(std::move(*storage), domain_registry(), log);
    REQUIRE(authority.ok());
    return std::move(*authority);
}

}  // namespace

void write_assets(const TempFolder& folder) {
    folder.write("index.html", "<!doctype html><title>Pupitre</title>" + std::string(2000, 'x'));
    folder.write("service-worker.js", "// the service worker");
    folder.write("desk.0123abcd.wasm", std::string(4000, 'w'));
}

TeamMemberId create_firm(const std::string& data) {
    REQUIRE(crypto_start());
    Log log(LogFormat::text, LogLevel::silent);
    const auto authority = open_authority(data, 0, log);
    auto turn = Turn::begin(*authority);
    REQUIRE(turn.ok());
    LocalDevice device(**turn);
    const auto created = create_first_administrator(**turn, device, anna_email, anna_password, Texts(Language::french));
    REQUIRE(created.ok());
    REQUIRE(created->ok());
    REQUIRE((*turn)->commit().ok());
    TeamMemberId anna;
    authority->db().for_each<TeamMember>([&](const TeamMember& member) { anna = member.id; });
    return anna;
}

TestHost::TestHost(Backend backend) :
    TestHost([&] {
        TestHostOptions options;
        options.backend = backend;
        return options;
    }()) {}

TestHost::TestHost(const TestHostOptions& options) :
    data_(options.beside == nullptr && options.place.empty() ? options.backend : Backend::sqlite),
    place_(options.beside != nullptr ? options.beside->data()
           : options.place.empty()   ? data_.path()
                                     : options.place),
    log_(LogFormat::text, LogLevel::silent),
    anna_(options.beside == nullptr ? create_firm(place_) : options.beside->anna()) {
    write_assets(assets_);
    AssetStore assets;
    REQUIRE(assets.load(assets_.path()));
    ServiceOptions service_options;
    service_options.secure_cookies = options.secure_cookies;
    service_options.login = options.login;
    service_options.limits = options.limits;
    service_ = std::make_unique<Service>(open_authority(place_, options.pages_max, log_), std::move(assets),
                                         service_options, log_);
    auto files = open_storage({place_, false, options.pages_max});
    REQUIRE(files.ok());
    service_->keep_files(std::move(*files), options.files);
    ServerOptions server_options;
    server_options.port = 0;
    server_options.limits = options.limits;
    server_ = std::make_unique<Server>(server_options, service_->router(), log_);
    REQUIRE(server_->start() == StartError::none);
}

TestHost::~TestHost() { stop(); }

void TestHost::stop() {
    server_->stop();
    service_->stop();
}

const std::string& TestHost::cookie() {
    if (cookie_.empty()) {
        HttpClient client(port());
        REQUIRE(client.log_in(anna_email, anna_password).status == 200);
        cookie_ = client.cookie();
    }
    return cookie_;
}

TestDevice TestHost::device() { return {port(), cookie(), anna_}; }

}  // namespace pupitre::host
