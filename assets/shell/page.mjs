// What the program may ask of the page (web-ui/platform/page.library.js calls these), and when frames are drawn.

import { hand_over_file, listen_to_input } from './input.mjs';
import { create_mirror } from './mirror.mjs';

// In the order of Dear ImGui's cursors: arrow, text, all, north-south, east-west, two diagonals, hand, wait, progress, no.
const CURSORS = ['default', 'text', 'move', 'ns-resize', 'ew-resize', 'nesw-resize', 'nwse-resize', 'pointer', 'wait', 'progress', 'not-allowed'];
const THEME_KEY = 'pupitre.theme';
const KEEP_TIMES = 2000;

export function create_page({ canvas, fonts, on_ready, on_failed }) {
  let desk = null;
  let asked = false;
  let timer = 0;
  let mirror = null;
  const dark_system = matchMedia('(prefers-color-scheme: dark)');
  const less_motion = matchMedia('(prefers-reduced-motion: reduce)');
  // For tests and figures: how many frames were drawn, and the CPU time of the latest ones in milliseconds; beside it, what
  // of that time went to WebGL and to the elements of the mirror.
  const numbers = { frames: 0, frame_ms: [], webgl_ms: [], mirror_ms: [], build: '' };
  const keep = (list, ms) => {
    list.push(ms);
    if (list.length > KEEP_TIMES) list.shift();
  };

  function draw(now) {
    asked = false;
    const start = performance.now();
    desk._pupitre_frame(now);
    const took = performance.now() - start;
    ++numbers.frames;
    keep(numbers.frame_ms, took);
  }

  // A message comes as soon as the page has nothing else to do; a timer would wait, a frame would be drawn.
  const beside_frames = new MessageChannel();
  beside_frames.port1.onmessage = () => desk._pupitre_work();

  const give = (text) => {
    const size = desk.lengthBytesUTF8(text) + 1;
    const memory = desk._malloc(size);
    desk.stringToUTF8(text, memory, size);
    return memory;
  };

  function follow_size() {
    let ratio = 0;
    const fit = (width, height) => {
      ratio = devicePixelRatio;
      canvas.width = width;
      canvas.height = height;
      // The exact quotient, so that every device pixel is one texel also at odd zooms.
      desk._pupitre_resize(innerWidth, innerHeight, width / innerWidth);
      // A resized canvas is empty: draw before the browser shows it.
      if (desk.started) draw(performance.now());
    };
    const observer = new ResizeObserver(([entry]) => {
      const exact = entry.devicePixelContentBoxSize?.[0];
      fit(exact?.inlineSize ?? Math.round(innerWidth * devicePixelRatio), exact?.blockSize ?? Math.round(innerHeight * devicePixelRatio));
    });
    try {
      observer.observe(canvas, { box: 'device-pixel-content-box' });
    } catch {
      observer.observe(canvas);
    }
    fit(Math.round(innerWidth * devicePixelRatio), Math.round(innerHeight * devicePixelRatio));
    addEventListener('resize', () => {
      if (ratio !== devicePixelRatio) fit(Math.round(innerWidth * devicePixelRatio), Math.round(innerHeight * devicePixelRatio));
    });
  }

  const page = {
    fonts,
    numbers,
    request_frame() {
      if (asked || !desk) return;
      asked = true;
      requestAnimationFrame(draw);
    },
    work_soon() { beside_frames.port2.postMessage(0); },
    wake_in(ms) {
      clearTimeout(timer);
      timer = setTimeout(() => page.request_frame(), ms);
    },
    ready: on_ready,
    shown_in(ms) { keep(numbers.webgl_ms, ms); },
    failed: on_failed,
    mirror(text) {
      const start = performance.now();
      mirror.update(text);
      keep(numbers.mirror_ms, performance.now() - start);
    },
    cursor(kind) { canvas.style.cursor = CURSORS[kind] ?? 'default'; },
    pick_file(accept) {
      const input = document.getElementById('file');
      input.accept = accept;
      input.value = '';
      input.onchange = () => { if (input.files[0]) hand_over_file(desk, give, input.files[0]); };
      input.click();
    },
    download(name, mime, bytes) {
      const address = URL.createObjectURL(new Blob([bytes], { type: mime }));
      const link = document.createElement('a');
      link.href = address;
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    },
    copy(text) { navigator.clipboard?.writeText(text).catch(() => {}); },
    open_link(address) {
      const link = document.createElement('a');
      link.href = address;
      link.target = /^https?:/.test(address) ? '_blank' : '_self';
      link.rel = 'noopener noreferrer';
      link.click();
    },
    location() { return decodeURIComponent(location.hash.slice(1)); },
    set_location(text, replace) {
      const address = `${location.pathname}${location.search}#${encodeURI(text)}`;
      if (address === `${location.pathname}${location.search}${location.hash}`) return;
      if (replace) history.replaceState(null, '', address);
      else history.pushState(null, '', address);
    },
    remembered(key) {
      try { return localStorage.getItem(`pupitre.${key}`) ?? ''; } catch { return ''; }
    },
    remember(key, value) {
      try {
        if (value === '') localStorage.removeItem(`pupitre.${key}`);
        else localStorage.setItem(`pupitre.${key}`, value);
      } catch { /* A browser that keeps nothing: the setting lasts for this visit. */ }
    },
    theme_choice() { return { light: 1, dark: 2 }[page.remembered('theme')] ?? 0; },
    choose_theme(choice) {
      page.remember('theme', ['', 'light', 'dark'][choice] ?? '');
      page.follow_theme();
    },
    is_dark() { return document.documentElement.dataset.theme === 'dark'; },
    reduced_motion() { return less_motion.matches; },
    follow_theme() {
      const asked_theme = new URLSearchParams(location.search).get('theme') ?? '';
      const choice = page.theme_choice();
      const dark = asked_theme ? asked_theme === 'dark' : choice === 2 || (choice === 0 && dark_system.matches);
      document.documentElement.dataset.theme = dark ? 'dark' : 'light';
      document.querySelector('meta[name="theme-color"]').content = dark ? '#12151C' : '#F6F7F9';
      if (desk?.started) desk._pupitre_wake();
    },

    /** Connects the compiled program and starts it. */
    start(module) {
      desk = module;
      mirror = create_mirror({
        root: document.getElementById('mirror'),
        live: document.getElementById('live'),
        tell: {
          click: (id) => desk._pupitre_click(id),
          focus: (id, visible, text) => desk._pupitre_focus(id, visible ? 1 : 0, text ? 1 : 0),
          text: (id, text) => desk._pupitre_text(id, give(text)),
        },
      });
      follow_size();
      page.follow_theme();
      desk.callMain([]);
      if (page.has_failed) return;
      desk.started = true;
      listen_to_input({ desk, give, canvas, is_text: mirror.is_text });
      addEventListener('popstate', () => desk._pupitre_location(give(page.location())));
      addEventListener('hashchange', () => desk._pupitre_location(give(page.location())));
      addEventListener('pagehide', () => desk._pupitre_hidden());
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'hidden') desk._pupitre_hidden();
        else desk._pupitre_wake();
      });
      dark_system.addEventListener('change', () => page.follow_theme());
      addEventListener('storage', ({ key }) => { if (key === THEME_KEY) page.follow_theme(); });
    },
  };
  return page;
}
