// Threads with a bounded queue.
#include "server-stub/base/worker.h"

namespace pupitre::host {

Worker::Worker(std::size_t threads, std::size_t queue_max) : queue_max_(queue_max) {
    for (std::size_t count = 0; count < threads; ++count) threads_.emplace_back([this] { run(); });
}

Worker::~Worker() { stop(); }

bool Worker::post(std::function<void()> work) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || queue_.size() >= queue_max_) return false;
        queue_.push_back(std::move(work));
    }
    changed_.notify_one();
    return true;
}

void Worker::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
}

void Worker::run() {
    while (true) {
        std::function<void()> work;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            work = std::move(queue_.front());
            queue_.pop_front();
        }
        work();
    }
}

}  // namespace pupitre::host
