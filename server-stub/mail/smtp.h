// The way to a mail server, over libcurl.
#pragma once

#include <cstdint>
#include <string>

namespace pupitre::host {

enum class Delivery : std::uint8_t { accepted, later, refused };

struct Delivered {
    Delivery delivery = Delivery::later;
    std::string problem;  // Without any secret.
};

/// `server` is "smtp://user:password@host:port" or "smtps://…". Encrypts where the server offers it, and sends a
/// password to another machine only encrypted. Waits.
Delivered send_mail(const std::string& server, const std::string& from, const std::string& to, const std::string& wire);
/// To be called once, before any other thread is there.
bool mail_start();

}  // namespace pupitre::host
