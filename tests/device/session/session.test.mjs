// The real session in a real Chromium over a real host: program, bridge, store, tabs, service worker and network together.
//   PUPITRE_HOST   the host's program     (default: build/native-debug/server-stub/pupitre)
//   PUPITRE_PROBE  folder of session_probe (default: build/wasm-release/tests/device/fixtures)

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { start_browser } from '../browser/support/browser.mjs';
import { root } from '../browser/support/site.mjs';

const program = process.env.PUPITRE_HOST ?? join(root, 'build/native-debug/server-stub/pupitre');
const probe = process.env.PUPITRE_PROBE ?? join(root, 'build/wasm-release/tests/device/fixtures');
const build = 'probe';
const password = 'pupitre-demo';

let folder;
let assets;
let login;
let port;
let host;
let browsers;

/** The page as the dist step lays it out, with the probe in the desk's place. */
function lay_out_page(to) {
  const files = join(to, 'static', build);
  mkdirSync(files, { recursive: true });
  for (const name of ['session_probe.mjs', 'session_probe.wasm']) cpSync(join(probe, name), join(files, name));
  const scripts = join(root, 'web-ui/device/js');
  for (const name of readdirSync(scripts)) cpSync(join(scripts, name), join(files, name));
  writeFileSync(join(files, 'start.mjs'), `import create from './session_probe.mjs';
    import { create_device } from './bridge.mjs';
    const desk = await create({ pupitre_device: create_device, pupitre_build: '${build}' });
    desk._probe_start();
    window.look = () => JSON.parse(desk.ccall('probe_look', 'string', [], []));
    window.sign_in = (email, password) => desk.ccall('probe_sign_in', null, ['string', 'string'], [email, password]);
    window.sign_out = (wipe) => desk._probe_sign_out(wipe ? 1 : 0);
    window.add = (name) => desk.ccall('probe_add_client', 'number', ['string'], [name]);`);
  writeFileSync(join(to, 'index.html'), `<!doctype html><meta charset="utf-8"><title>probe</title><script type="module" src="/static/${build}/start.mjs"></script>`);
  const worker = readFileSync(join(root, 'assets/shell/service-worker.js'), 'utf8').replaceAll('__PUPITRE_BUILD__', build);
  writeFileSync(join(to, 'service-worker.js'), worker);
  const listed = ['/index.html', ...readdirSync(files).map((name) => `/static/${build}/${name}`)];
  writeFileSync(join(to, 'build.json'), JSON.stringify({ build, files: listed }));
}

async function free_port() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: found } = server.address();
  server.close();
  await once(server, 'close');
  return found;
}

async function start_host() {
  host = spawn(program, ['serve', '--data', join(folder, 'data'), '--assets', assets, '--port', String(port), '--host', '127.0.0.1'],
    { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  host.stdout.on('data', (text) => { printed += text; });
  host.stderr.on('data', (text) => { printed += text; });
  for (let wait = 0; wait < 600; wait += 1) {
    if (host.exitCode !== null) throw new Error(`the host ended: ${printed}`);
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null);
    if (answer?.ok) {
      login ??= printed.match(/[\w.+-]+@[\w.-]+/)?.[0];
      return;
    }
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`the host does not answer: ${printed}`);
}

async function stop_host(signal = 'SIGTERM') {
  if (!host || host.exitCode !== null || host.signalCode !== null) return;
  host.kill(signal);
  await once(host, 'exit');
}

async function tab(browser) {
  const page = await browser.context.newPage();
  page.on('pageerror', (error) => { throw error; });
  if (process.env.VERBOSE) page.on('console', (message) => console.log('   page:', message.text()));
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.waitForFunction(() => window.look);
  return page;
}

async function device() {
  const browser = await start_browser();
  browsers.push(browser);
  return browser;
}

async function signed_in_tab(browser) {
  const page = await tab(browser);
  await until(page, () => look().state === 'signed_out');
  await page.evaluate(([email, secret]) => sign_in(email, secret), [login, password]);
  await until(page, () => look().state === 'confirmed');
  return page;
}

const until = (page, condition, argument) => page.waitForFunction(condition, argument, { timeout: 60_000, polling: 50 });
const look = (page) => page.evaluate(() => window.look());
const has = (page, name) => until(page, (wanted) => window.look().clients.includes(wanted), name);

before(async () => {
  assets = mkdtempSync(join(tmpdir(), 'pupitre-probe-'));
  lay_out_page(assets);
});
after(() => rmSync(assets, { recursive: true, force: true }));
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pupitre-host-'));
  browsers = [];
  port = await free_port();
  await start_host();
});
afterEach(async () => {
  for (const browser of browsers) {
    await browser.close();
    browser.forget();
  }
  await stop_host('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test('device and host: a command reaches a second device by the live hint, and both hold the same', async () => {
  const first = await signed_in_tab(await device());
  const second = await signed_in_tab(await device());
  assert.ok((await look(first)).clients.length > 100);
  assert.equal(await first.evaluate(() => add('Ferme du Moulin')), 1);
  await until(first, () => window.look().state === 'confirmed' && window.look().pending === 0);
  await has(second, 'Ferme du Moulin');
  await until(second, () => window.look().state === 'confirmed');
  assert.equal((await look(first)).digest, (await look(second)).digest);
});

test('device and host: with the host off, work goes on, survives a restart of the browser, and arrives once', async () => {
  const browser = await device();
  const page = await signed_in_tab(browser);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await stop_host('SIGKILL');
  await page.evaluate(() => add('Écrit sans réseau'));
  await until(page, () => window.look().state === 'offline' && window.look().unsaved === 0);
  await browser.kill();

  const again = await start_browser(browser.profile);
  browsers[0] = again;
  const reopened = await tab(again);
  await has(reopened, 'Écrit sans réseau');
  assert.equal((await look(reopened)).pending, 1);
  await start_host();
  // The killed browser may have lost its cookie; the work is kept until the user has signed in again.
  await until(reopened, () => ['needs_attention', 'confirmed'].includes(window.look().state));
  if ((await look(reopened)).state === 'needs_attention') {
    assert.equal((await look(reopened)).pending, 1);
    await reopened.evaluate(([email, secret]) => sign_in(email, secret), [login, password]);
  }
  await until(reopened, () => window.look().state === 'confirmed' && window.look().pending === 0);
  const other = await signed_in_tab(await device());
  assert.equal((await look(other)).clients.filter((name) => name === 'Écrit sans réseau').length, 1);
  assert.equal((await look(other)).digest, (await look(reopened)).digest);
});

test('device and host: two tabs of one device, one writer; the second takes over', async () => {
  const browser = await device();
  const first = await signed_in_tab(browser);
  const second = await tab(browser);
  await until(second, () => window.look().ready);
  assert.deepEqual([(await look(first)).role, (await look(second)).role], ['writer', 'follower']);
  await second.evaluate(() => add('Du second onglet'));
  await has(first, 'Du second onglet');
  await until(second, () => window.look().unsaved === 0 && window.look().pending === 0);
  await first.close();
  await until(second, () => window.look().role === 'writer');
  await second.evaluate(() => add('Après la reprise'));
  await until(second, () => window.look().state === 'confirmed' && window.look().pending === 0);
  const names = (await look(second)).clients;
  for (const name of ['Du second onglet', 'Après la reprise']) assert.equal(names.filter((each) => each === name).length, 1);
});

test('device and host: signing out with a wipe leaves no data here, in any tab, and the firm is loaded again afterwards', async () => {
  const browser = await device();
  const first = await signed_in_tab(browser);
  const second = await tab(browser);
  await until(second, () => window.look().ready);
  const { digest } = await look(first);
  await first.evaluate(() => window.sign_out(true));
  await until(first, () => window.look().state === 'signed_out');
  await until(second, () => window.look().state === 'signed_out');
  await until(first, async () => (await indexedDB.databases()).every(({ name }) => name === 'pupitre-device'));
  await first.evaluate(([email, secret]) => sign_in(email, secret), [login, password]);
  await until(first, () => window.look().state === 'confirmed');
  assert.equal((await look(first)).digest, digest);
});

test('device and host: a damaged segment is fetched again and the pending command is kept', async () => {
  const page = await signed_in_tab(await device());
  const { digest } = await look(page);
  await stop_host('SIGKILL');
  await page.evaluate(() => add('En attente'));
  await until(page, () => window.look().state === 'offline' && window.look().unsaved === 0);
  await page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name);
    const opening = indexedDB.open(names.find((name) => name.startsWith('/pupitre-')));
    const database = await new Promise((resolve) => { opening.onsuccess = () => resolve(opening.result); });
    const store = database.transaction('FILE_DATA', 'readwrite').objectStore('FILE_DATA');
    const keys = await new Promise((resolve) => { store.getAllKeys().onsuccess = ({ target }) => resolve(target.result); });
    const key = keys.find((name) => name.includes('client-0.seg'));
    const value = await new Promise((resolve) => { store.get(key).onsuccess = ({ target }) => resolve(target.result); });
    value.contents[100] ^= 1;
    store.put(value, key);
    await new Promise((resolve) => { store.transaction.oncomplete = resolve; });
    database.close();
  });
  await page.reload();
  await page.waitForFunction(() => window.look);
  await until(page, () => window.look().pending === 1);
  await start_host();
  await until(page, () => window.look().state === 'confirmed' && window.look().pending === 0);
  await has(page, 'En attente');
  assert.notEqual((await look(page)).digest, digest);
  const other = await signed_in_tab(await device());
  assert.equal((await look(other)).digest, (await look(page)).digest);
});
