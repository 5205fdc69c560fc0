// The service worker: the shell starts without a network, data is never cached, and a new build waits for the user.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { start_browser } from './support/browser.mjs';
import { root, start_site } from './support/site.mjs';

const worker = readFileSync(join(root, 'assets/shell/service-worker.js'), 'utf8');
const updates = readFileSync(join(root, 'web-ui/device/js/updates.mjs'), 'utf8');

let site;
let browser;

/** Serves a build as the dist step lays it out. */
function serve_build(build, { broken_file = false } = {}) {
  const page = `<!doctype html><meta charset="utf-8"><meta name="pupitre-build" content="${build}"><title>${build}</title>
    <script type="module" src="/static/${build}/page.mjs"></script>`;
  const script = `import { start_updates } from './updates.mjs';
    window.heard = [];
    window.registration = start_updates({
      build: '${build}',
      on_waiting: (activate) => { window.heard.push('waiting'); window.activate = activate; },
      on_mismatch: (builds) => window.heard.push(builds),
      before_reload: async () => sessionStorage.setItem('flushed', 'yes'),
    });
    window.build = '${build}';`;
  const files = ['/index.html', '/manifest.webmanifest', `/static/${build}/page.mjs`, `/static/${build}/updates.mjs`];
  for (const path of Object.keys(site.extra)) delete site.extra[path];
  Object.assign(site.extra, {
    '/': () => ({ body: page }),
    '/index.html': () => ({ body: page, type: 'text/html' }),
    '/manifest.webmanifest': () => ({ body: '{}' }),
    '/service-worker.js': () => ({ body: worker.replaceAll('__PUPITRE_BUILD__', build) }),
    '/build.json': () => ({ body: JSON.stringify({ build, files }) }),
    [`/static/${build}/page.mjs`]: () => (broken_file ? { status: 503, body: '' } : { body: script }),
    [`/static/${build}/updates.mjs`]: () => ({ body: updates }),
    '/api/session': () => ({ body: '{"secret":1}', type: 'application/json' }),
  });
}

async function open_page() {
  const page = await browser.context.newPage();
  await page.goto(site.origin);
  await page.waitForFunction(() => window.build);
  return page;
}

const controlled = (page) => page.waitForFunction(() => navigator.serviceWorker.controller !== null);

beforeEach(async () => {
  site = await start_site();
  browser = await start_browser();
});
afterEach(async () => {
  await browser.close();
  browser.forget();
  await site.stop().catch(() => {});
});

test('shell: after the first visit it starts with the host off, also after a restart of the browser', async () => {
  serve_build('one');
  const page = await open_page();
  await controlled(page);
  await browser.close();
  const origin = site.origin;
  await site.stop();
  browser = await start_browser(browser.profile);
  const again = await browser.context.newPage();
  await again.goto(`${origin}/clients/42`);
  await again.waitForFunction(() => window.build === 'one');
  assert.equal(await again.title(), 'one');
});

test('shell: nothing below /api is kept', async () => {
  serve_build('one');
  const page = await open_page();
  await controlled(page);
  const paths = await page.evaluate(async () => {
    await fetch('/api/session');
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)));
    return kept.flat().sort();
  });
  assert.deepEqual(paths, ['/index.html', '/manifest.webmanifest', '/static/one/page.mjs', '/static/one/updates.mjs']);
  delete site.extra['/api/session'];
  assert.equal(await page.evaluate(async () => (await fetch('/api/session')).status), 404);
});

test('shell: a new build waits, takes over when the user agrees, and the old one is gone', async () => {
  serve_build('one');
  const page = await open_page();
  await controlled(page);
  serve_build('two');
  await page.evaluate(async () => { await (await registration).update(); });
  await page.waitForFunction(() => heard.includes('waiting'));
  await page.reload();
  await page.waitForFunction(() => heard.includes('waiting'));
  assert.equal(await page.evaluate(() => window.build), 'one');

  await page.evaluate(() => activate());
  await page.waitForFunction(() => window.build === 'two');
  assert.equal(await page.evaluate(() => sessionStorage.getItem('flushed')), 'yes');
  assert.deepEqual(await page.evaluate(() => caches.keys()), ['pupitre-shell-two']);
});

test('shell: all tabs change to the new build together', async () => {
  serve_build('one');
  const first = await open_page();
  await controlled(first);
  const second = await open_page();
  serve_build('two');
  await first.evaluate(async () => { await (await registration).update(); });
  await first.waitForFunction(() => heard.includes('waiting'));
  await first.evaluate(() => activate());
  await first.waitForFunction(() => window.build === 'two');
  await second.waitForFunction(() => window.build === 'two');
});

test('shell: a new build that cannot be fetched whole leaves the old one in place', async () => {
  serve_build('one');
  const page = await open_page();
  await controlled(page);
  serve_build('two', { broken_file: true });
  await page.evaluate(async () => { await (await registration).update().catch(() => {}); });
  await page.waitForTimeout(500);
  assert.deepEqual(await page.evaluate(() => heard), []);
  await page.reload();
  await page.waitForFunction(() => window.build === 'one');
});

test('shell: a page of another build than its worker is told', async () => {
  serve_build('one');
  const page = await open_page();
  await controlled(page);
  const told = await page.evaluate(async () => {
    const { start_updates } = await import('/static/one/updates.mjs');
    return new Promise((resolve) => start_updates({ build: 'zero', on_waiting() {}, on_mismatch: resolve }));
  });
  assert.deepEqual(told, { page: 'zero', worker: 'one' });
});
