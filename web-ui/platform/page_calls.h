// The raw calls to the page; their other side is page.library.js. For this folder only.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" {
void page_request_frame();
void page_work_soon();
void page_wake_in(double ms);
void page_ready();
void page_shown_in(double ms);  // What WebGL took of this frame, for figures.
void page_failed(const char* text, std::size_t size);
void page_mirror(const char* text, std::size_t size);
void page_cursor(int kind);
void* page_font(int face, std::size_t* size_out);
void page_pick_file(const char* accept, std::size_t size);
void page_download(const char* name, std::size_t name_size, const char* mime, std::size_t mime_size, const char* bytes,
                   std::size_t bytes_size);
void page_copy(const char* text, std::size_t size);
void page_open_link(const char* text, std::size_t size);
void page_reload();
char* page_location();
void page_set_location(const char* text, std::size_t size, int replace);
char* page_query();
char* page_origin();
void page_set_title(const char* text, std::size_t size);
void page_set_language(const char* text, std::size_t size);
char* page_remembered(const char* key, std::size_t size);
void page_remember(const char* key, std::size_t key_size, const char* value, std::size_t value_size);
int page_theme_choice();
void page_choose_theme(int choice);
int page_is_dark();
int page_reduced_motion();
double page_wall_clock();
int page_utc_offset();
std::uint32_t page_random();
}
