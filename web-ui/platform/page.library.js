// Links the program's calls to the page with the object the loader hands over as Module.page (assets/shell/page.mjs).
// Texts go out as (address, length) and come back as memory the program frees.
addToLibrary({
  $page_text: (address, size) => UTF8ToString(address, size),
  $page_text__deps: ['$UTF8ToString'],
  $page_give: (text) => {
    const size = lengthBytesUTF8(text) + 1;
    const memory = _malloc(size);
    stringToUTF8(text, memory, size);
    return memory;
  },
  $page_give__deps: ['$lengthBytesUTF8', '$stringToUTF8', 'malloc'],

  page_request_frame: () => Module.page.request_frame(),
  page_work_soon: () => Module.page.work_soon(),
  page_wake_in: (ms) => Module.page.wake_in(ms),
  page_ready: () => Module.page.ready(),
  page_shown_in: (ms) => Module.page.shown_in(ms),
  page_failed__deps: ['$page_text'],
  page_failed: (text, size) => Module.page.failed(page_text(text, size)),
  page_mirror__deps: ['$page_text'],
  page_mirror: (text, size) => Module.page.mirror(page_text(text, size)),
  page_cursor: (kind) => Module.page.cursor(kind),
  page_font__deps: ['malloc'],
  page_font: (face, size_out) => {
    const bytes = Module.page.fonts[face];
    const memory = _malloc(bytes.length);
    HEAPU8.set(bytes, memory);
    HEAPU32[size_out >> 2] = bytes.length;
    return memory;
  },
  page_pick_file__deps: ['$page_text'],
  page_pick_file: (accept, size) => Module.page.pick_file(page_text(accept, size)),
  page_download__deps: ['$page_text'],
  page_download: (name, name_size, mime, mime_size, bytes, bytes_size) =>
    Module.page.download(page_text(name, name_size), page_text(mime, mime_size), HEAPU8.slice(bytes, bytes + bytes_size)),
  page_copy__deps: ['$page_text'],
  page_copy: (text, size) => Module.page.copy(page_text(text, size)),
  page_open_link__deps: ['$page_text'],
  page_open_link: (text, size) => Module.page.open_link(page_text(text, size)),
  page_reload: () => location.reload(),
  page_location__deps: ['$page_give'],
  page_location: () => page_give(Module.page.location()),
  page_set_location__deps: ['$page_text'],
  page_set_location: (text, size, replace) => Module.page.set_location(page_text(text, size), replace !== 0),
  page_query__deps: ['$page_give'],
  page_query: () => page_give(location.search.slice(1)),
  page_origin__deps: ['$page_give'],
  page_origin: () => page_give(location.origin + location.pathname),
  page_set_title__deps: ['$page_text'],
  page_set_title: (text, size) => { document.title = page_text(text, size); },
  page_set_language__deps: ['$page_text'],
  page_set_language: (text, size) => { document.documentElement.lang = page_text(text, size); },
  page_remembered__deps: ['$page_text', '$page_give'],
  page_remembered: (key, size) => page_give(Module.page.remembered(page_text(key, size))),
  page_remember__deps: ['$page_text'],
  page_remember: (key, key_size, value, value_size) => Module.page.remember(page_text(key, key_size), page_text(value, value_size)),
  page_theme_choice: () => Module.page.theme_choice(),
  page_choose_theme: (choice) => Module.page.choose_theme(choice),
  page_is_dark: () => (Module.page.is_dark() ? 1 : 0),
  page_reduced_motion: () => (Module.page.reduced_motion() ? 1 : 0),
  page_wall_clock: () => Date.now(),
  page_utc_offset: () => -new Date().getTimezoneOffset(),
  page_random: () => crypto.getRandomValues(new Uint32Array(1))[0],
});
