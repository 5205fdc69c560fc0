// Figures of the whole: the shipped page in a real Chromium over the shipped host.
//   node tests/bench/page_bench.mjs [part…]     parts: size start idle import many; all without a word
// Times come from the page's own clock. WebGL is done by software on most test machines, so frame times are given without
// what it took (window.pupitre, filled by web-ui/platform).

import { readFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { open_desk, desk_in, start_browser } from '../browser/support/desk.mjs';
import { claire, make_host, root } from '../browser/support/host.mjs';
import { client_list } from './support/client_list.mjs';

const dist = process.env.PUPITRE_WEB ?? join(root, 'build/wasm-release/dist');
const wanted = process.argv.slice(2);
const import_rows = 20_000;
const many_rows = 100_000;

const figure = (name, value, unit) => console.log(`figure: page.${name} ${typeof value === 'number' ? Number(value.toFixed(2)) : value} ${unit}`);
const part = (times, share) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
const parts = { size, start, idle, import: import_file, many };

/** Seconds for which the page's main thread has computed, whatever else the machine does. */
async function thread_clock(desk) {
  const session = await desk.context.newCDPSession(desk.page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ThreadTime').value * 1000;
}

const memory_mib = (desk) => desk.page.evaluate(() => window.pupitre.memory_bytes() / 1048576);

/** Before anything of the page runs: notes when a log-in or the desk can be used for the first time. */
const note_first_use = () => {
  const usable = new MutationObserver(() => {
    if (!document.querySelector('nav, input[autocomplete=username], input[name=username], input[type=email]')) return;
    performance.mark('usable');
    usable.disconnect();
  });
  usable.observe(document, { childList: true, subtree: true });
};
const usable_ms = async (page) => {
  await page.waitForFunction(() => performance.getEntriesByName('usable').length > 0);
  return page.evaluate(() => performance.getEntriesByName('usable')[0].startTime);
};

async function size() {
  const { files } = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8'));
  let packed = 0;
  for (const file of files.filter((name) => !name.endsWith('.br') && !name.endsWith('.gz'))) {
    const path = join(dist, file);
    const sent = existsSync(`${path}.br`) ? `${path}.br` : path;
    packed += readFileSync(sent).length;
    if (!file.endsWith('.wasm')) continue;
    figure('wasm_raw', readFileSync(path).length / 1024, 'KiB');
    figure('wasm_brotli', readFileSync(sent).length / 1024, 'KiB');
  }
  figure('shell_brotli', packed / 1024, 'KiB (limit 1465: 1.5 MB with fonts, icons and notices)');
}

async function start() {
  const host = await make_host({ people: [claire] });
  const cold = [];
  const warm = [];
  for (let round = 0; round < 5; round += 1) {
    const desk = await open_desk(browser, host.origin, { address: '/health' });
    const visit = async (times) => {
      const page = await desk.context.newPage();
      await page.addInitScript(note_first_use);
      await page.goto(host.origin);
      times.push(await usable_ms(page));
      await page.evaluate(() => navigator.serviceWorker?.ready);
      await page.waitForTimeout(500);
      await page.close();
    };
    await visit(cold);
    await visit(warm);
    await desk.close();
  }
  figure('first_screen_cold_median', part(cold, 0.5), 'ms');
  figure('first_screen_warm_median', part(warm, 0.5), 'ms');
  await host.forget();
}

async function idle() {
  const host = await make_host({ people: [claire] });
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(claire);
  await desk.page.mouse.move(5, 5);
  await desk.page.waitForTimeout(8_000);  // Until greetings, toasts and the first exchange are over.
  const before = await desk.page.evaluate(() => window.pupitre.frames);
  await desk.page.waitForTimeout(10_000);
  figure('frames_in_10_s_idle', await desk.page.evaluate(() => window.pupitre.frames) - before, '(limit 0)');
  await desk.close();
  await host.forget();
}

/** Notes, by the page's clock and in the page itself, when the file came in, could be imported, was asked for and was done. */
const note_import = (content) => {
  const marks = { dropped: 0, ready: 0, asked: 0, done: 0 };
  window.import_marks = marks;
  const looked = new MutationObserver(() => {
    const buttons = [...document.querySelectorAll('#mirror button')];
    if (!marks.ready && buttons.some((el) => /^Importer 20/.test(el.textContent) && el.getAttribute('aria-disabled') !== 'true')) {
      marks.ready = performance.now();
    }
    if (!marks.done && document.querySelector('#mirror').textContent.includes('Import terminé')) marks.done = performance.now();
  });
  looked.observe(document.querySelector('#mirror'), { childList: true, subtree: true, characterData: true, attributes: true });
  addEventListener('pointerdown', () => { marks.asked = performance.now(); }, { capture: true });
  const transfer = new DataTransfer();
  transfer.items.add(new File([content], 'clients.csv', { type: 'text/csv' }));
  marks.dropped = performance.now();
  window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
};

async function import_file() {
  const host = await make_host({ people: [claire] });
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(claire);
  await desk.settled();
  const computed = await thread_clock(desk);
  const computed_before = await computed();
  await desk.page.evaluate(note_import, client_list(import_rows));
  await desk.page.waitForFunction(() => window.import_marks.ready > 0, undefined, { timeout: 120_000, polling: 200 });
  await desk.page.waitForTimeout(300);
  await desk.page.evaluate(() => { window.pupitre.frame_ms.length = 0; });
  await desk.click('button', /^Importer 20/);
  await desk.page.waitForFunction(() => window.import_marks.done > 0, undefined, { timeout: 300_000, polling: 200 });
  const { dropped, ready, asked, done } = await desk.page.evaluate(() => window.import_marks);
  figure('import_read_and_plan', ready - dropped, `ms for ${import_rows} rows`);
  figure('import_carry_out', done - asked, 'ms until all of it is durable on the device');
  figure('import_total', ready - dropped + done - asked, 'ms (limit 2000)');
  figure('import_rows_per_second', import_rows / ((ready - dropped + done - asked) / 1000), 'rows/s');
  figure('import_total_computing', await computed() - computed_before, 'ms of the page’s main thread');
  const frames = await desk.page.evaluate(() => window.pupitre.frame_ms.slice());
  figure('import_frame_p95', part(frames, 0.95), 'ms');
  figure('import_frame_longest', Math.max(...frames), 'ms');
  await desk.picture('bench-import');
  await desk.settled();
  figure('import_until_host_confirmed', await desk.page.evaluate(() => performance.now()) - asked, 'ms');
  await desk.close();
  await host.forget();
}

async function many() {
  const host = await make_host({ people: [claire] });
  const file = join(host.data, 'many.csv');
  writeFileSync(file, client_list(many_rows));
  const began = performance.now();
  const counts = host.import(file);
  if (counts.new !== many_rows) throw new Error(JSON.stringify(counts));
  const took = performance.now() - began;
  figure('host_import_rows_per_second', many_rows / (took / 1000), `rows/s (pupitre import, ${many_rows} rows into SQLite)`);
  const desk = await open_desk(browser, host.origin);
  await desk.page.addInitScript(note_first_use);
  const entered = performance.now();
  await desk.sign_in(claire);
  figure('many_first_load', performance.now() - entered, `ms from the log-in to ${many_rows} clients`);
  await desk.go('Clients');
  await desk.see('grid');
  await desk.page.waitForTimeout(3_000);

  // Scrolling: wheel turns of half a page, and jumps as by the scroll bar.
  await desk.page.evaluate(() => { for (const list of ['frame_ms', 'webgl_ms', 'mirror_ms']) window.pupitre[list].length = 0; });
  await desk.page.mouse.move(720, 500);
  for (let turn = 0; turn < 240; turn += 1) {
    await desk.page.mouse.wheel(0, turn % 40 === 39 ? 400_000 : 420);
    await desk.page.waitForTimeout(12);
  }
  const frames = await desk.page.evaluate(() => ({ all: window.pupitre.frame_ms.slice(), webgl: window.pupitre.webgl_ms.slice() }));
  const without = frames.all.map((ms, place) => ms - (frames.webgl[place] ?? 0));
  figure('scroll_frames', without.length, 'frames drawn');
  figure('scroll_frame_p50', part(without, 0.5), 'ms of CPU, without WebGL');
  figure('scroll_frame_p95', part(without, 0.95), 'ms of CPU, without WebGL (limit 8)');

  // Typing: the frame that a letter leads to holds the new result.
  const field = desk.find('searchbox', undefined);
  const typed = [];
  for (const query of ['boulangerie gué', 'nguyễn', 'uxegney', 'moreau 77', 'client9123']) {
    const box = await field.boundingBox();
    await desk.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await desk.page.keyboard.press('Control+A');
    await desk.page.keyboard.press('Delete');
    await desk.page.waitForTimeout(300);
    for (const letter of query) {
      await desk.page.evaluate(() => { window.pupitre.frame_ms.length = 0; window.pupitre.webgl_ms.length = 0; });
      await desk.page.keyboard.type(letter);
      await desk.page.waitForTimeout(120);
      typed.push(await desk.page.evaluate(() => Math.max(...window.pupitre.frame_ms.map((ms, place) => ms - (window.pupitre.webgl_ms[place] ?? 0)))));
    }
  }
  figure('keystroke_frame_p50', part(typed, 0.5), 'ms of CPU, without WebGL');
  figure('keystroke_frame_p95', part(typed, 0.95), `ms of CPU, without WebGL, result and rows drawn over ${many_rows} clients (limit 16)`);
  await desk.picture('bench-many');
  figure('many_memory', await memory_mib(desk), `MiB of WebAssembly memory with ${many_rows} clients and the list`);
  if (desk.faults.length > 0) throw new Error(desk.faults.join('\n'));
  const again = [];
  for (let round = 0; round < 3; round += 1) {
    const second = await desk_in(desk.context, host.origin, '/health');
    await desk.page.close().catch(() => {});
    await second.page.addInitScript(note_first_use);
    await second.page.goto(host.origin);
    again.push(await usable_ms(second.page));
    await second.page.waitForTimeout(1_000);
    desk.page = second.page;
  }
  figure('many_open_again_median', part(again, 0.5), `ms from navigation to the desk with ${many_rows} clients, from the device`);
  await desk.close();
  await host.forget();
}

const browser = await start_browser();
try {
  for (const [name, measure] of Object.entries(parts)) {
    if (wanted.length === 0 || wanted.includes(name)) await measure();
  }
} finally {
  await browser.close();
}
