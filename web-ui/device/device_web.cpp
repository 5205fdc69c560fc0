// Store and surroundings over the browser: each call goes as a parcel to js/bridge.mjs, each event comes as one.
#include "web-ui/device/device_web.h"

#include <array>
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

std::map<DocumentId, HostFileState> read_states(const Json& states) {
    static constexpr std::array<std::pair<std::string_view, HostFile>, 4> names = {{{"awaited", HostFile::awaited},
                                                                                    {"held", HostFile::held},
                                                                                    {"available", HostFile::available},
                                                                                    {"refused", HostFile::refused}}};
    std::map<DocumentId, HostFileState> read;
    if (!states.is_object()) return read;
    for (const auto& [key, value] : states.items()) {
        const Result<Id128> document = parse_id(key);
        const std::string state = value.is_object() ? text_of(value, "state") : std::string{};
        for (const auto& [name, meaning] : names) {
            if (document && name == state) read[DocumentId{*document}] = {meaning, text_of(value, "reason")};
        }
    }
    return read;
}

LocalFiles read_files(const Json& body) {
    LocalFiles files;
    for (const Json& json : body.value("uploads", Json::array())) {
        const Result<Id128> document = parse_id(text_of(json, "document"));
        if (!document) continue;
        files.uploads.push_back({DocumentId{*document}, flag_of(json, "refused"), text_of(json, "code"),
                                 text_of(json, "detail"), number_of(json, "size"), number_of(json, "sent")});
    }
    for (const Json& json : body.value("downloads", Json::array())) {
        const Result<Id128> document = parse_id(text_of(json, "document"));
        if (document) files.downloads[DocumentId{*document}] = number_of(json, "fetched");
    }
    for (const Json& hash : body.value("here", Json::array())) {
        if (hash.is_string()) files.here.insert(hash.get<std::string>());
    }
    files.bytes = number_of(body, "kept_bytes");
    return files;
}

std::string_view how_name(FileOrder::How how) {
    switch (how) {
    case FileOrder::How::open: return "open";
    case FileOrder::How::save: return "save";
    case FileOrder::How::keep: return "keep";
    }
    return "save";
}

class Browser final : public BrowserDevice, public Store, public Surroundings, public FilePort {
public:
    Store& store() override { return *this; }
    Surroundings& surroundings() override { return *this; }
    FilePort& files() override { return *this; }

    void start(Session& session, FileEvents& files) override {
        session_ = &session;
        files_ = &files;
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

    void want_drops(bool wanted) override { plain_call("want_drops", {{"wanted", wanted}}); }
    void pick(bool camera) override { plain_call("pick_files", {{"camera", camera}}); }
    void keep(std::int64_t ticket, DocumentId document, std::function<void(KeptFile)> done) override {
        ParcelWriter parcel;
        parcel.body = {{"name", "keep_file"}, {"ticket", ticket}, {"document", to_text(document.value)}};
        call(parcel, [done = std::move(done)](const ParcelReader& reply) {
            done({text_of(reply.body().value("value", Json::object()), "hash"), text_of(reply.body(), "code")});
        });
    }
    void refuse(std::int64_t ticket) override { plain_call("refuse_file", {{"ticket", ticket}}); }
    void know(const std::map<DocumentId, std::string>& hashes) override {
        Json documents = Json::array();
        for (const auto& [document, hash] : hashes) {
            documents.push_back({{"document", to_text(document.value)}, {"hash", hash}});
        }
        plain_call("know_files", {{"documents", std::move(documents)}});
    }
    void ask_states(const std::vector<DocumentId>& documents,
                    std::function<void(std::map<DocumentId, HostFileState>)> done) override {
        Json ids = Json::array();
        for (const DocumentId document : documents) ids.push_back(to_text(document.value));
        ParcelWriter parcel;
        parcel.body = {{"name", "file_states"}, {"documents", std::move(ids)}};
        call(parcel, [done = std::move(done)](const ParcelReader& reply) {
            done(read_states(reply.body().value("value", Json::object()).value("states", Json::object())));
        });
    }
    void fetch(const FileOrder& order, std::function<void(std::string)> done) override {
        ParcelWriter parcel;
        parcel.body = {{"name", "fetch_file"},
                       {"document", to_text(order.document.value)},
                       {"hash", order.hash},
                       {"size", order.size},
                       {"file", order.name},
                       {"type", order.media_type},
                       {"how", std::string(how_name(order.how))}};
        call(parcel, [done = std::move(done)](const ParcelReader& reply) { done(text_of(reply.body(), "code")); });
    }
    void retry(DocumentId document) override { plain_call("retry_file", {{"document", to_text(document.value)}}); }
    void cancel(DocumentId document) override { plain_call("cancel_file", {{"document", to_text(document.value)}}); }
    void hurry() override { plain_call("hurry_files", Json::object()); }

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
    FileEvents* files_ = nullptr;
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
    else if (name == "files")
        files_->files_changed(read_files(body));
    else if (name == "file_offered")
        files_->file_offered({number_of(body, "ticket"), flag_of(body, "dropped"), flag_of(body, "readable"),
                              text_of(body, "file"), number_of(body, "size"), parcel.bytes(body)});
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
