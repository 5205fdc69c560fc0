// A person at the desk: finds things by role and name in the accessibility mirror, points with the real mouse, types with the
// real keyboard, waits for what can be seen. Knows nothing of the program's insides.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './host.mjs';

export const browser_program = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const browser_flags = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const pictures = join(root, 'tests/browser/screenshots');
const wait_ms = Number(process.env.PUPITRE_WAIT_S ?? 120) * 1000;
const wheel_turns_max = 60;
mkdirSync(pictures, { recursive: true });

/** The browser all walks share (run.mjs starts it), or one of its own when a walk is run alone. */
export async function start_browser() {
  if (process.env.PUPITRE_BROWSER) return chromium.connect(process.env.PUPITRE_BROWSER);
  return chromium.launch({ executablePath: browser_program, headless: true, args: browser_flags });
}

/** A browser process with a profile of its own, which can be killed and started again. */
export async function start_profile(folder) {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: browser_program, headless: true, args: browser_flags, ...of_device({}),
  });
  context.setDefaultTimeout(wait_ms);
  return context;
}

const of_device = ({ width = 1200, height = 760, dark = false, touch = false }) => ({
  viewport: { width, height }, locale: 'fr-FR', timezoneId: 'Europe/Paris', colorScheme: dark ? 'dark' : 'light',
  reducedMotion: 'reduce', acceptDownloads: true, hasTouch: touch,
});

/** A new person with a device of their own. */
export async function open_desk(browser, origin, { address = '/', ...device } = {}) {
  const context = await browser.newContext(of_device(device));
  context.setDefaultTimeout(wait_ms);
  return desk_in(context, origin, address);
}

/** A further tab on the same device. */
export async function desk_in(context, origin, address = '/') {
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.stack ?? String(error)));
  if (process.env.VERBOSE) page.on('console', (message) => console.log('   page:', message.text()));
  await page.goto(origin + address);
  return desk_of(page, faults);
}

export function desk_of(page, faults = []) {
  const desk = {
    ...part(page, page.locator('#mirror')),
    page,
    context: page.context(),
    faults,
    press: (keys) => page.keyboard.press(keys),
    type: (words) => page.keyboard.type(words),
    /** Has been read out, as a message of the page. */
    hear: (words) => page.locator('#live').filter({ hasText: plain_pattern(words) }).waitFor({ state: 'attached' }),
    async sign_in({ email, password }) {
      await desk.write('Adresse e-mail', email);
      await desk.write('Mot de passe', password);
      await desk.press('Enter');
      await desk.see('navigation');
    },
    go: (place) => desk.part('navigation').click('link', place),
    async reload() {
      await page.reload();
      await desk.see('navigation');
    },
    /** The file a click brings down. */
    async download(act) {
      const [file] = await Promise.all([page.waitForEvent('download'), act()]);
      return { name: file.suggestedFilename(), bytes: Buffer.concat(await (await file.createReadStream()).toArray()) };
    },
    async give_file(act, files) {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), act()]);
      await chooser.setFiles(files);
    },
    /** Everything the host has was taken over and everything from here has arrived there. */
    settled: () => desk.see('button', /^à jour à |^up to date at /),
    /** Nothing moves any more: the page has drawn what there is to draw. */
    at_rest: () => page.waitForFunction(() => {
      const drawn = window.pupitre.frames;
      const known = window.at_rest ?? {};
      window.at_rest = { drawn, since: known.drawn === drawn ? known.since : performance.now() };
      return performance.now() - window.at_rest.since > 150;
    }),
    picture: (name) => page.screenshot({ path: join(pictures, `${name}.png`) }),
    async close() {
      await page.context().close();
      assert.deepEqual(faults, []);
    },
  };
  return desk;
}

/** What can be done with a part of the page: the whole, a panel, a row. */
function part(page, scope) {
  const find = (role, name, { nth = 0, ...options } = {}) => {
    const named = name === undefined ? {} : { name, exact: typeof name === 'string' };
    // The words of an alert are its content, not its name.
    const found = role === 'alert' && name !== undefined
      ? scope.getByRole('alert').filter({ hasText: plain_pattern(name) }) : scope.getByRole(role, { ...named, ...options });
    return found.nth(nth);
  };
  const here = {
    find,
    part: (role, name, options) => part(page, find(role, name, options)),
    /** Points at a thing, turning the wheel until it can be seen, and clicks, as a hand does. */
    async click(role, name, options) { await click(page, find(role, name, options)); },
    async double_click(role, name, options) { await click(page, find(role, name, options), { clickCount: 2 }); },
    /** Clicks a field and types over what is in it. */
    async write(name, words, { role = 'textbox', ...options } = {}) {
      const field = find(role, name, options);
      await click(page, field);
      await until(field, (el) => document.activeElement === el);
      await page.keyboard.press('Control+A');
      if (words === '') await page.keyboard.press('Delete');
      else await page.keyboard.type(words);
    },
    /** Opens a list of choices and takes one. */
    async choose(list, choice) {
      await here.click('combobox', list);
      await click(page, page.locator('#mirror').getByRole('option', { name: choice, exact: typeof choice === 'string' }).first());
    },
    /** Opens a long list, types what to look for, and takes one. */
    async look_up(list, words, choice) {
      await here.click('combobox', list);
      const field = page.locator('#mirror').getByRole('searchbox', { name: /^(Rechercher|Search)$/ });
      await until(field, (el) => document.activeElement === el);
      await page.keyboard.type(words);
      await click(page, page.locator('#mirror').getByRole('option', { name: choice, exact: typeof choice === 'string' }).first());
    },
    /** Turns to a tab and waits until it is the one shown. */
    async turn_to(tab) {
      await here.click('tab', tab);
      await here.see('tab', tab, { selected: true });
    },
    see: (role, name, options) => find(role, name, options).waitFor({ state: 'attached' }),
    gone: (role, name, options) => find(role, name, options).waitFor({ state: 'detached' }),
    see_words: async (words) => until(scope, words_in, { words: plain(words), there: true }),
    words_gone: async (words) => until(scope, words_in, { words: plain(words), there: false }),
    see_value: async (name, value, { role = 'textbox', ...options } = {}) =>
      until(find(role, name, options), (el, wanted) => (/^(INPUT|TEXTAREA)$/.test(el.tagName) ? el.value : el.textContent).replace(/\s/g, ' ') === wanted,
        plain(value)),
    value: (name, options = {}) => find(options.role ?? 'textbox', name).inputValue(),
    count: (role, name) => scope.getByRole(role, name === undefined ? {} : { name, exact: typeof name === 'string' }).count(),
    names: async (role) => (await scope.getByRole(role).evaluateAll((all) => all.map((el) => el.getAttribute('aria-label') ?? el.textContent)))
      .map(plain),
    tree: () => scope.ariaSnapshot(),
  };
  return with_pictures_of_failures(page, here);
}

/** What cannot be done leaves a picture and the tree of that moment behind. */
function with_pictures_of_failures(page, deeds) {
  const shown = (deed) => async (...given) => {
    try {
      return await deed(...given);
    } catch (error) {
      if (error.pictured || page.isClosed()) throw error;
      const name = `failed-${process.pid}-${++failures}`;
      await page.screenshot({ path: join(pictures, `${name}.png`) }).catch(() => {});
      error.message += `\npicture: screenshots/${name}.png\n${await page.locator('#mirror').ariaSnapshot().catch(() => '')}`.slice(0, 4000);
      error.stack = `${error.message}\n${error.stack}`;
      error.pictured = true;
      throw error;
    }
  };
  const plain_ones = new Set(['find', 'part']);
  return Object.fromEntries(Object.entries(deeds).map(([name, deed]) => [name, plain_ones.has(name) ? deed : shown(deed)]));
}
let failures = 0;

const plain = (words) => words.replace(/\s+/g, ' ').trim();
const plain_pattern = (words) => words instanceof RegExp ? words
  : new RegExp(plain(words).replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s+'));

/** Waits until `condition(element, extra)` holds in the page; the element is looked for anew each time, also after a reload. */
async function until(thing, condition, extra) {
  const deadline = Date.now() + wait_ms;
  for (;;) {
    const left = deadline - Date.now();
    try {
      if (await thing.evaluate(condition, extra, { timeout: Math.max(1, left) })) return;
    } catch (error) {
      if (left <= 0 || !/navigat|context|detached|closed frame/i.test(error.message)) throw error;
    }
    if (left <= 0) throw new Error(`${thing}: what was waited for did not come: ${JSON.stringify(extra ?? '')}`);
    await new Promise((done) => setTimeout(done, look_again_ms));
  }
}
const look_again_ms = 40;

/** Are the words readable on the page: as text, as a name, as what stands in a field? */
function words_in(root, { words, there }) {
  const said = [];
  for (const el of [root, ...root.querySelectorAll('*')]) {
    if (!el.firstElementChild) said.push(el.textContent);
    else if (el.firstChild.nodeType === 3) said.push(el.firstChild.data);
    for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'placeholder']) said.push(el.getAttribute(name) ?? '');
    if ('value' in el) said.push(el.value);
  }
  return said.some((text) => text.replace(/\s+/g, ' ').includes(words)) === there;
}

async function click(page, thing, options = {}) {
  await thing.waitFor({ state: 'attached' });
  const { x, y } = await place_of(page, thing);
  await page.mouse.move(x, y);
  await page.mouse.click(x, y, options);
}

/** The middle of what can be seen of a thing, once it stands still and can be used. */
async function place_of(page, thing) {
  for (let turn = 0; turn < wheel_turns_max; turn += 1) {
    const seen = await thing.evaluate(look_at, turn === 0 ? 0 : mirror_pause_ms);
    if (seen.visible) return seen;
    await page.mouse.move(seen.x, seen.y);
    await page.mouse.wheel(0, seen.wheel);
    await page.evaluate(frames_pass, seen.covered ? 30 : 2);
  }
  throw new Error(`${thing} can't be brought into sight`);
}

/** While a list runs, its elements follow a few times a second: only what stood still for longer is where it seems to be. */
const mirror_pause_ms = 150;

const frames_pass = (count) => new Promise((done) => {
  const next = () => (count-- > 0 ? requestAnimationFrame(next) : done());
  next();
});

/** Runs in the page: where a thing is, when it has not moved for two frames and `still_ms`, and is not switched off. */
function look_at(el, still_ms) {
  const box = () => {
    const rect = el.getBoundingClientRect();
    const cut = [0, 0, 0, 0];
    const inset = /^inset\((.*)\)$/.exec(el.style.clipPath)?.[1].split(' ').map(parseFloat) ?? [];
    inset.forEach((length, side) => { cut[side] = length; });
    if (inset.length === 1) cut.fill(inset[0]);
    if (inset.length === 2) [cut[2], cut[3]] = inset;
    if (inset.length === 3) cut[3] = inset[1];
    return {
      left: Math.max(0, rect.left + cut[3]), right: Math.min(innerWidth, rect.right - cut[1]),
      top: Math.max(0, rect.top + cut[0]), bottom: Math.min(innerHeight, rect.bottom - cut[2]), rect,
    };
  };
  // From under a message that floats over it a thing is scrolled away, or the message waited for, as a person does.
  const under_message = ({ left, right, top, bottom }) => [...document.querySelectorAll('#mirror > [role=status]')].some((message) => {
    const over = message.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return !message.contains(el) && x > over.left && x < over.right && y > over.top && y < over.bottom;
  });
  const next_frame = () => new Promise((done) => requestAnimationFrame(done));
  return (async () => {
    let before = box();
    let since = performance.now();
    for (let still = 0, frames = 0; (still < 2 || performance.now() - since < still_ms) && frames < 1200; frames += 1) {
      await next_frame();
      const now = box();
      const same = ['left', 'right', 'top', 'bottom'].every((side) => Math.abs(now[side] - before[side]) < 0.5);
      still = same && el.getAttribute('aria-disabled') !== 'true' && !('covered' in el.dataset) ? still + 1 : 0;
      if (still === 0) since = performance.now();
      before = now;
    }
    const { left, right, top, bottom, rect } = before;
    const visible = right - left >= Math.min(6, rect.width) && bottom - top >= Math.min(6, rect.height);
    const middle_x = Math.min(innerWidth - 8, Math.max(8, rect.left + rect.width / 2));
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    if (visible && under_message(before)) return { visible: false, covered: true, x, y: innerHeight / 2, wheel: 160 };
    if (visible) return { visible, x, y };
    return { visible, x: middle_x, y: innerHeight / 2, wheel: rect.top + rect.height / 2 < innerHeight / 2 ? -240 : 240 };
  })();
}
