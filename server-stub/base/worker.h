// A few threads that do posted work in order, with a bounded queue: what does not fit is refused, never piled up.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace pupitre::host {

class Worker {
public:
    Worker(std::size_t threads, std::size_t queue_max);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// False when the queue is full or the worker has stopped; the work is then not done.
    [[nodiscard]] bool post(std::function<void()> work);
    /// Does what is queued, then ends the threads.
    void stop();

private:
    void run();

    std::size_t queue_max_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace pupitre::host
