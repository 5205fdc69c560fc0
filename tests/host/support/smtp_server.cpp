// The server runs as a child process and ends with this object.
#include "tests/host/support/smtp_server.h"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace pupitre::host {
namespace {

template <class Condition>
bool wait_until(Condition condition) {
    for (int turn = 0; turn < 500; ++turn) {
        if (condition()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
}

}  // namespace

SmtpServer::SmtpServer(const std::string& mode) {
    const std::string script = std::string(PUPITRE_SOURCE_DIR) + "/tests/host/support/smtp_server.py";
    const std::string folder = folder_.path();
    process_ = fork();
    if (process_ == 0) {
        execl("/usr/bin/python3", "python3", script.c_str(), folder.c_str(), mode.c_str(), nullptr);
        _exit(127);
    }
    const std::filesystem::path port = std::filesystem::path(folder) / "port";
    REQUIRE(wait_until([&] { return std::filesystem::exists(port); }));
    std::ifstream(port) >> port_;
}

SmtpServer::~SmtpServer() {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
}

std::vector<nlohmann::json> SmtpServer::mails(std::size_t count) const {
    std::vector<nlohmann::json> mails;
    wait_until([&] {
        mails.clear();
        std::ifstream in(std::filesystem::path(folder_.path()) / "mails.jsonl");
        for (std::string line; std::getline(in, line);) mails.push_back(nlohmann::json::parse(line, nullptr, false));
        return mails.size() >= count;
    });
    return mails;
}

bool SmtpServer::holds() const {
    return wait_until([&] { return std::filesystem::exists(std::filesystem::path(folder_.path()) / "held"); });
}

}  // namespace pupitre::host
