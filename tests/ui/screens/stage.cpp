// Dear ImGui with the shipped fonts and no backend.
#include "tests/ui/screens/stage.h"

#include <fstream>
#include <iterator>
#include <map>

#include <doctest/doctest.h>
#include <imgui.h>

#include "core/command/execute.h"
#include "web-ui/theme/fonts.h"
#include "web-ui/widgets/frame.h"

namespace pupitre::ui::test {

namespace {

const std::vector<std::byte>& font_file(const std::string& name) {
    static std::map<std::string, std::vector<std::byte>> files;
    std::vector<std::byte>& bytes = files[name];
    if (!bytes.empty()) return bytes;
    std::ifstream in(std::string(PUPITRE_SOURCE_DIR) + "/.deps/fonts/" + name, std::ios::binary);
    REQUIRE(in.good());
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    for (const char c : text) bytes.push_back(static_cast<std::byte>(c));
    return bytes;
}

void name_widgets(const Texts& texts) {
    WidgetWords all;
    all.close = texts.label("widget.close");
    all.clear = texts.label("widget.clear");
    all.search = texts.label("widget.search");
    all.no_result = texts.label("widget.no_result");
    all.columns = texts.label("widget.columns");
    all.remove = texts.label("widget.remove");
    all.cancel = texts.label("widget.cancel");
    all.today = texts.label("widget.today");
    set_words(std::move(all));
}

// Dear ImGui asks its renderer to keep the glyphs; nobody looks at them here.
void take_textures() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) {
            texture->SetTexID(ImTextureID{1});
            texture->SetStatus(ImTextureStatus_OK);
        } else if (texture->Status == ImTextureStatus_WantDestroy) {
            texture->SetStatus(ImTextureStatus_Destroyed);
        }
    }
}

bool contains(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

}  // namespace

Stage::Stage(float width, float height) : width_(width), height_(height) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.DisplaySize = {width, height};
    io.DeltaTime = 1.0F / 60.0F;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    set_theme(Theme::light);
    load_face(Face::regular, font_file("inter-regular.otf"));
    load_face(Face::medium, font_file("inter-medium.otf"));
    load_face(Face::semibold, font_file("inter-semibold.otf"));
    load_face(Face::icons, font_file("icons.ttf"));
    apply_style();
    mirror::tree() = mirror::Tree();
    new_id_ = [this] { return Id128{9, next_id_++}; };

    TeamMember member;
    member.id = lea;
    member.first_name = "Léa";
    member.last_name = "Moreau";
    member.email = "lea@exemple.fr";
    member.role = TeamRole::administrator;
    put(member);
    member.id = hugo;
    member.first_name = "Hugo";
    member.last_name = "Diaz";
    member.email = "hugo@exemple.fr";
    put(member);
    Firm firm;
    firm.id = the_firm;
    firm.name = "Cabinet Moreau";
    firm.country = "FR";
    put(firm);
}

Stage::~Stage() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) texture->SetStatus(ImTextureStatus_Destroyed);
    ImGui::DestroyContext();
}

ClientId Stage::client(std::uint64_t id, std::string name) {
    Client row;
    row.id.value = {2, id};
    row.name = std::move(name);
    put(row);
    return row.id;
}

PersonId Stage::person(std::uint64_t id, ClientId client, std::string first, std::string last) {
    Person row;
    row.id.value = {3, id};
    row.client = client;
    row.first_name = std::move(first);
    row.last_name = std::move(last);
    row.position = static_cast<std::int64_t>(id);
    put(row);
    return row.id;
}

TaskId Stage::task(std::uint64_t id, std::string title, ClientId client, std::optional<Date> due) {
    Task row;
    row.id.value = {4, id};
    row.title = std::move(title);
    row.client = client;
    row.due_on = due;
    row.assignee = lea;
    put(row);
    return row.id;
}

void Stage::with_desk(const std::function<void(const Desk&)>& use) {
    const Texts texts(language);
    Context by;
    by.actor = lea;
    by.now_ms = 1'795'000'000'000;
    by.today = today;
    by.rights = rights;
    const Desk desk{.db = db,
                    .registry = domain_registry(),
                    .texts = texts,
                    .route = route,
                    .by = by,
                    .revision = revision_,
                    .utc_offset_minutes = 60,
                    .refused = refused,
                    .saved = SaveStage::on_device,
                    .saved_words = "Enregistré sur cet appareil",
                    .new_id = new_id_,
                    .files = file_facts};
    use(desk);
}

void Stage::draw(int frames) {
    for (int count = 0; count < frames; ++count) {
        now_ms_ += 16;
        Frame next;
        next.now_ms = now_ms_;
        next.width = width_;
        next.height = height_;
        next.narrow = width_ < size::narrow_below;
        next.today = today;
        set_frame(next);
        name_widgets(Texts(language));
        ImGui::NewFrame();
        begin_interface();
        Intents out;
        with_desk([&](const Desk& desk) { screen(desk, {0, 0, width_, height_}, out); });
        end_interface();
        ImGui::Render();
        take_textures();
        static_cast<void>(mirror::tree().take_difference());
        carry_out(std::move(out));
    }
}

void Stage::carry_out(Intents out) {
    for (Intent& intent : out) {
        if (const auto* go = std::get_if<Go>(&intent)) {
            route = go->route;
        } else if (const auto* shown = std::get_if<ShowQuery>(&intent)) {
            if (route.screen == shown->screen) route.query = shown->query;
        } else if (const auto* deed = std::get_if<Do>(&intent)) {
            execute_deed(*deed);
        } else if (auto* file = std::get_if<SaveFile>(&intent)) {
            files.push_back(std::move(*file));
        } else {
            others.push_back(std::move(intent));
        }
    }
}

void Stage::execute_deed(const Do& deed) {
    refused.reset();
    for (const Act& act : deed.acts) {
        Command command;
        command.id = {8, next_command_++};
        command.name = act.name;
        command.args = act.args;
        command.today = today;
        Context by;
        by.actor = lea;
        by.now_ms = 1'795'000'000'000;
        by.today = today;
        by.rights = rights;
        const Attempt attempt = execute(db, domain_registry(), by, command);
        ++revision_;
        if (attempt.ok()) continue;
        const std::string key = "refusal." + std::string(refusal_name(attempt.error().code));
        refused = Refused{attempt.error(), std::string(Texts(language).label(key))};
        return;
    }
    done.push_back(deed);
}

const mirror::Node* Stage::find(mirror::Role role, std::string_view name) const {
    for (const mirror::Node& node : mirror::tree().nodes()) {
        if (node.role == role && node.name == name) return &node;
    }
    return nullptr;
}

void Stage::press(mirror::Role role, std::string_view name) {
    const mirror::Node* node = find(role, name);
    INFO("pressing ", std::string(name));
    REQUIRE(node != nullptr);
    REQUIRE_FALSE(node->disabled);
    mirror::tree().report_click(node->id);
    draw(3);
}

void Stage::start_typing(std::string_view label, std::string text) {
    const mirror::Node* node = find(mirror::Role::textbox, label);
    if (node == nullptr) node = find(mirror::Role::searchbox, label);
    INFO("typing into ", std::string(label));
    REQUIRE(node != nullptr);
    const mirror::NodeId id = node->id;
    mirror::tree().report_focus(id, true);
    draw();
    mirror::tree().report_text(id, std::move(text));
    draw();
}

void Stage::type(std::string_view label, std::string text) {
    start_typing(label, std::move(text));
    mirror::tree().report_focus(0, false);
    draw(2);
}

void Stage::choose(std::string_view label, std::string_view option) {
    press(mirror::Role::combobox, label);
    press(mirror::Role::option, option);
}

void Stage::press_key(std::string key, bool control) {
    mirror::KeyPress press;
    press.key = std::move(key);
    press.control = control;
    press.focus = mirror::tree().focus();
    mirror::tree().report_key(std::move(press));
    draw(2);
}

bool Stage::shows(std::string_view words) const {
    for (const mirror::Node& node : mirror::tree().nodes()) {
        if (contains(node.name, words) || contains(node.value, words) || contains(node.description, words)) return true;
    }
    return false;
}

std::vector<std::string> Stage::names(mirror::Role role) const {
    std::vector<std::string> all;
    for (const mirror::Node& node : mirror::tree().nodes()) {
        if (node.role == role && !node.name.empty()) all.push_back(node.name);
    }
    return all;
}

}  // namespace pupitre::ui::test
