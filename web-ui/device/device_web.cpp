// Store and surroundings over the browser: each call goes as a parcel to js/bridge.mjs, each event comes as one.
#include "web-ui/device/device_web.h"

#include <ctime>
#include <map>

#include <emscripten/emscripten.h>
#include <emscripten/html5.h>
#include <unistd.h>

#include "web-ui/device/parcel.h"

extern "C" {
void pupitre_device_connect();
void pupitre_device_call(const char* header, std::size_t header_size, const char* block, std::size_t block_size);
}

namespace pupitre::ui {

namespace {

using Reply = std::function<void(const ParcelReader&)>;

class Browser final : public BrowserDevice, public Store, public Surroundings {
public:
    Store& store() override { return *this; }
    Surroundings& surroundings() override { return *this; }

    void start(Session& session) override {
        session_ = &session;
        pupitre_device_connect();
    }

    void open(const std::string& name) override {
        ParcelWriter parcel;
        parcel.body["name"] = "start";
        parcel.body["store"] = name;
        call(parcel, [this](const ParcelReader& reply) { report_failure(reply); });
    }
    void append(Append change, Answered done) override { write_call("append", change, std::move(done)); }
    void commit(Commit change, Answered done) override { write_call("commit", change, std::move(done)); }
    void stage(Segment segment, bool first, Answered done) override {
        ParcelWriter parcel;
        parcel.body = {
            {"name", "stage"}, {"segment", segment.name}, {"bytes", parcel.bytes(segment.bytes)}, {"first", first}};
        call(parcel, answer_to(std::move(done)));
    }
    void compact(Base base, Answered done) override { write_call("compact", base, std::move(done)); }
    void wipe(Answered done) override {
        ParcelWriter parcel;
        parcel.body["name"] = "wipe";
        call(parcel, answer_to(std::move(done)));
    }
    void close() override { plain_call("stop", Json::object()); }
    void submit(const std::string& id, const std::string& bytes) override {
        ParcelWriter parcel;
        parcel.body = {{"name", "submit"}, {"id", id}, {"bytes", parcel.bytes(bytes)}};
        call(parcel, {});
    }
    void answer(const std::string& tab, const std::string& id, const std::string& text) override {
        plain_call("answer", {{"tab", tab}, {"id", id}, {"text", text}});
    }
    void tell(const std::string& text) override { plain_call("tell", {{"text", text}}); }

    void ask(HttpRequest request, std::function<void(HttpAnswer)> done) override {
        ParcelWriter parcel;
        parcel.body = {
            {"name", "ask"}, {"path", request.path}, {"limit_ms", request.limit_ms}, {"keepalive", request.keepalive}};
        if (request.has_body) {
            parcel.body["bytes"] = parcel.bytes(request.body);
            parcel.body["type"] = request.type;
        }
        call(parcel, [done = std::move(done)](const ParcelReader& reply) {
            const Json value = reply.body().value("value", Json::object());
            done({static_cast<int>(number_of(value, "status")), reply.bytes(value), number_of(value, "retry_after")});
        });
    }
    void listen(bool wanted) override { plain_call("listen", {{"wanted", wanted}}); }

    std::int64_t now_ms() override { return static_cast<std::int64_t>(emscripten_date_now()); }
    Date today() override {
        const std::time_t now = std::time(nullptr);
        std::tm local{};
        localtime_r(&now, &local);
        return Date::from_ymd(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday).value_or(Date{});
    }
    std::uint64_t random() override {
        std::uint64_t number = 0;
        getentropy(&number, sizeof number);
        return number;
    }
    void call_after(std::int32_t delay_ms, std::function<void()> action) override {
        auto* kept = new std::function<void()>(std::move(action));
        emscripten_async_call(
            [](void* argument) {
                const std::unique_ptr<std::function<void()>> owned(static_cast<std::function<void()>*>(argument));
                (*owned)();
            },
            kept, delay_ms);
    }
    void storage_room(bool request, std::function<void(StorageRoom)> done) override {
        ParcelWriter parcel;
        parcel.body = {{"name", "room"}, {"ask", request}};
        call(parcel, [done = std::move(done)](const ParcelReader& reply) {
            const Json value = reply.body().value("value", Json::object());
            done({flag_of(value, "persisted"), number_of(value, "quota"), number_of(value, "usage")});
        });
    }
    void remember(const std::string& text) override { plain_call("remember", {{"text", text}}); }
    void reload_page() override { plain_call("reload", Json::object()); }
    void activate_update() override { plain_call("activate_update", Json::object()); }

    void event(const ParcelReader& parcel);

private:
    void call(ParcelWriter& parcel, Reply reply) {
        parcel.body["call"] = ++calls_;
        if (reply) replies_[calls_] = std::move(reply);
        const std::string header = parcel.header();
        pupitre_device_call(header.data(), header.size(), parcel.block().data(), parcel.block().size());
    }
    void plain_call(const char* name, Json body) {
        ParcelWriter parcel;
        parcel.body = std::move(body);
        parcel.body["name"] = name;
        call(parcel, {});
    }
    template <class Change>
    void write_call(const char* name, const Change& change, Answered done) {
        ParcelWriter parcel;
        parcel.body = write(parcel, change);
        parcel.body["name"] = name;
        call(parcel, answer_to(std::move(done)));
    }
    static Reply answer_to(Answered done) {
        return [done = std::move(done)](const ParcelReader& reply) {
            if (reply.body().contains("code")) {
                done(read_failure(reply.body()));
            } else {
                done(Written{number_of(reply.body().value("value", Json::object()), "log_through")});
            }
        };
    }
    void report_failure(const ParcelReader& reply) {
        if (reply.body().contains("code")) session_->trouble(read_failure(reply.body()), false);
    }
    void finish_call(const ParcelReader& parcel) {
        const auto found = replies_.find(number_of(parcel.body(), "call"));
        if (found == replies_.end()) return;
        const Reply reply = std::move(found->second);
        replies_.erase(found);
        reply(parcel);
    }

    Session* session_ = nullptr;
    std::int64_t calls_ = 0;
    std::map<std::int64_t, Reply> replies_;
};

void Browser::event(const ParcelReader& parcel) {
    const Json& body = parcel.body();
    const std::string name = text_of(body, "event");
    if (name == "done")
        finish_call(parcel);
    else if (name == "facts") {
        session_->visibility_changed(flag_of(body, "visible"));
        session_->start(text_of(body, "remembered"));
    } else if (name == "opened")
        session_->opened(read_opened(parcel));
    else if (name == "followed") {
        const Json change = body.value("change", Json::object());
        if (text_of(body, "what") == "append")
            session_->followed(read_append(parcel, change));
        else
            session_->followed(read_commit(parcel, change));
    } else if (name == "submitted")
        session_->submitted(text_of(body, "tab"), text_of(body, "id"), parcel.bytes(body));
    else if (name == "answered")
        session_->answered(text_of(body, "id"), text_of(body, "text"));
    else if (name == "told")
        session_->told(text_of(body, "text"));
    else if (name == "writer_changed")
        session_->writer_changed();
    else if (name == "trouble") {
        const bool slow = text_of(body, "code") == "slow";
        session_->trouble(read_failure(body), slow);
    } else if (name == "must_reload")
        session_->must_reload();
    else if (name == "hint")
        session_->hint(text_of(body, "text"));
    else if (name == "live")
        session_->live_changed(flag_of(body, "open"));
    else if (name == "online")
        session_->online_changed(flag_of(body, "online"));
    else if (name == "visible")
        session_->visibility_changed(flag_of(body, "visible"));
    else if (name == "update_waiting")
        session_->update_waiting();
}

Browser& browser() {
    static Browser instance;
    return instance;
}

}  // namespace

BrowserDevice& browser_device() { return browser(); }

}  // namespace pupitre::ui

extern "C" EMSCRIPTEN_KEEPALIVE void pupitre_device_event(const char* header, std::size_t header_size,
                                                          const char* block, std::size_t block_size) {
    pupitre::ui::browser().event({{header, header_size}, {block, block_size}});
}
