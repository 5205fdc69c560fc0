// What recur.mjs calls: bytes of the question stream in, bytes of the answers out.
#include <string>

#include <emscripten/emscripten.h>

#include "core/calendar/recurrence/json_lines.h"
#include "core/text/catalogue.h"

namespace {

using namespace pupitre;

class Program {
public:
    explicit Program(Language language) :
        texts_(language), lines_([this](std::string_view name) {
            return std::string(texts_.label("recur.fault." + std::string(name)));
        }) {}

    RecurrenceLines& lines() { return lines_; }
    std::string& answers() { return answers_; }

private:
    Texts texts_;
    RecurrenceLines lines_;
    std::string answers_;
};

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE Program* recur_open(int is_english) {
    return new Program(is_english != 0 ? Language::english : Language::french);
}
/// Returns the number of bytes of answers that wait at recur_answers().
EMSCRIPTEN_KEEPALIVE std::size_t recur_feed(Program* program, const char* bytes, std::size_t size) {
    program->answers().clear();
    program->lines().feed({bytes, size}, program->answers());
    return program->answers().size();
}
EMSCRIPTEN_KEEPALIVE std::size_t recur_finish(Program* program) {
    program->answers().clear();
    program->lines().finish(program->answers());
    return program->answers().size();
}
EMSCRIPTEN_KEEPALIVE const char* recur_answers(Program* program) { return program->answers().data(); }
}
