// Every limit of the HTTP side in one place. Each has a reason; none is hidden in the code.
#pragma once

#include <cstddef>
#include <cstdint>

namespace pupitre::host {

struct Limits {
    std::uint32_t header_bytes_max = 16 * 1024;
    std::size_t sync_body_bytes_max = 1024 * 1024;  // A push is at most 256 KiB of commands; the rest is room.
    std::size_t live_message_bytes_max = 4 * 1024;  // Devices have nothing to say there.

    std::size_t connections_max = 2000;
    std::size_t connections_per_address_max = 500;  // A whole office may stand behind one address, seven per browser.

    // Per address. Each change makes every device of an office ask for it; a cold start loads the shell and a snapshot.
    double requests_per_second = 500;
    double requests_burst = 2000;

    std::int64_t header_ms = 10'000;     // From the first byte to the end of the headers (slow-loris).
    std::int64_t body_ms = 30'000;       // From there to the end of the body.
    std::int64_t idle_ms = 60'000;       // Between two requests of a kept connection.
    std::int64_t write_ms = 60'000;      // To take a whole answer.
    std::int64_t live_idle_ms = 60'000;  // Without an answer to a ping.
    std::int64_t shutdown_ms = 10'000;   // For requests in flight when the host is told to stop.
};

}  // namespace pupitre::host
