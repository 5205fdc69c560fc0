// What goes wrong in the field: a full disk, broken data in the browser, a line that cuts messages, a new build in the middle
// of work. Each is said in words that help, and nothing is lost.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { desk_in, open_desk, start_browser, start_profile } from './support/desk.mjs';
import { built_page, claire, make_host } from './support/host.mjs';
import { make_line } from './support/line.mjs';

let browser;
let host;
let page_folder;

before(async () => {
  page_folder = mkdtempSync(join(tmpdir(), 'pupitre-page-'));
  cpSync(built_page, page_folder, { recursive: true });
  [browser, host] = await Promise.all([start_browser(), make_host({ people: [claire], clients: true, page: page_folder })]);
});
after(async () => {
  await browser?.close();
  await host?.forget();
  rmSync(page_folder, { recursive: true, force: true });
});

async function open_client(desk, reference, name) {
  await desk.go('Clients');
  await desk.write('Rechercher un client', reference, { role: 'searchbox' });
  await desk.click('row', name);
  await desk.see('heading', name, { level: 1 });
}

async function change(desk, field, value) {
  await desk.write(field, value);
  await desk.press('Tab');
  await desk.see('status', `${field} : ${value}`);
}

const notes_of_host = () => Number(/^Note: (\d+)$/m.exec(host.check())[1]);
const line_of = (reference) => host.export_clients().split('\r\n').find((row) => row.startsWith(reference));

/** Damages every stored segment of base data, as a failing disk would. */
const damage_segments = (desk, how) => desk.page.evaluate(async (kind) => {
  const opened = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  let damaged = 0;
  for (const { name } of await indexedDB.databases()) {
    const database = await opened(indexedDB.open(name));
    if (database.objectStoreNames.contains('FILE_DATA')) {
      const store = database.transaction('FILE_DATA', 'readwrite').objectStore('FILE_DATA');
      for (const path of await opened(store.getAllKeys())) {
        const file = await opened(store.get(path));
        if (!String(path).endsWith('.seg') || !file.contents) continue;
        const contents = kind === 'truncated' ? file.contents.slice(0, file.contents.length / 2) : file.contents.slice();
        if (kind === 'corrupted') contents[contents.length >> 1] ^= 0xff;
        await opened(store.put({ ...file, contents }, path));
        damaged += 1;
      }
    }
    database.close();
  }
  return damaged;
}, how);

for (const how of ['corrupted', 'truncated']) {
  test(`trouble: with its stored data ${how}, the desk says so, keeps what waits, and is whole again with the host`, async () => {
    const desk = await open_desk(browser, host.origin);
    await desk.sign_in(claire);
    await desk.settled();
    await desk.go('Clients');
    await desk.see_words('sur 375 clients');
    await host.stop();
    await open_client(desk, 'c00012', 'Pressing Benali');
    await change(desk, 'Compte comptable', `411${how.toUpperCase()}`);
    await desk.see_words('Enregistré sur cet appareil');
    assert.ok(await damage_segments(desk, how) > 0);
    await desk.page.reload();
    await desk.see_words('Les données de cet appareil étaient abîmées');
    await host.start();
    await desk.see('navigation');
    await desk.settled();
    await desk.words_gone('Les données de cet appareil étaient abîmées');
    await desk.go('Clients');
    await desk.see_words('sur 375 clients');
    assert.ok(line_of('C00012').includes(`411${how.toUpperCase()}`));
    await desk.close();
  });
}

test('trouble: on a full disk the desk says “not saved”, offers what waits as a file, and saves once there is room', async (t) => {
  // A browser of its own, started twice: Chromium remembers for a while how much room an origin has.
  const profile = mkdtempSync(join(tmpdir(), 'pupitre-profile-'));
  let context = await start_profile(profile);
  t.after(async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  });
  const first = await desk_in(context, host.origin);
  await first.sign_in(claire);
  await first.settled();
  const used = await first.page.evaluate(async () => (await navigator.storage.estimate()).usage);
  await context.close();
  context = await start_profile(profile);
  const cdp = await context.newCDPSession(await context.newPage());
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: host.origin, quotaSize: used + 400_000 });
  const desk = await desk_in(context, host.origin);
  await desk.see('navigation');
  await desk.settled();
  await context.setOffline(true);
  await open_client(desk, 'c00003', 'Schœller, Guérin et associés');
  await desk.turn_to(/^Notes/);
  const before_notes = notes_of_host();
  let notes = 0;
  while (await desk.count('button', 'Non enregistré') === 0 && notes < 60) {
    notes += 1;
    await desk.click('textbox', 'Nouvelle note');
    // Noise, because the browser counts what is left after compression.
    await desk.page.keyboard.insertText(`Note ${notes}. Le disque ${randomBytes(14_000).toString('base64')}`);
    await desk.click('button', 'Ajouter une note');
    await desk.see_value('Nouvelle note', '');
    await desk.at_rest();
  }
  await desk.see('button', 'Non enregistré');
  await desk.see_words('Non enregistré : le disque est plein. Libérez de la place');
  const file = await desk.download(() => desk.click('button', 'Exporter ce qui attend'));
  for (let note = 1; note <= notes; note += 1) assert.ok(file.bytes.toString('utf8').includes(`Note ${note}. Le disque`));

  await cdp.send('Storage.overrideQuotaForOrigin', { origin: host.origin });
  await context.setOffline(false);
  await desk.words_gone('le disque est plein');
  await desk.settled();
  assert.equal(notes_of_host(), before_notes + notes);
  for (let note = 1; note <= notes; note += 1) await desk.see_words(`Note ${note}. Le disque`);
});

test('trouble: a connection cut in the middle of a push, or before its answer, costs nothing and does nothing twice', async (t) => {
  const line = await make_line(host.port);
  t.after(() => line.close());
  const desk = await open_desk(browser, line.origin);
  await desk.sign_in(claire);
  await desk.settled();
  await open_client(desk, 'c00008', 'Maçonnerie Bœuf');
  await desk.turn_to(/^Notes/);
  for (const [break_line, words] of [[line.cut_at, 'Coupée au milieu.'], [line.lose_answer_to, 'Réponse perdue.']]) {
    const before_notes = notes_of_host();
    const broken = break_line(words);
    await desk.write('Nouvelle note', words);
    await desk.click('button', 'Ajouter une note');
    await broken;
    await desk.see_words(words);
    await desk.see('button', /^1 en attente/);
    line.mend();
    await desk.settled();
    assert.equal(notes_of_host(), before_notes + 1);
  }
  await desk.close();
});

/** The same page as a newer build would be. */
function put_newer_build(folder, build) {
  const { build: old } = JSON.parse(readFileSync(join(folder, 'build.json'), 'utf8'));
  renameSync(join(folder, 'static', old), join(folder, 'static', build));
  for (const name of readdirSync(folder, { recursive: true })) {
    const path = join(folder, name);
    if (!statSync(path).isFile()) continue;
    if (/\.(br|gz)$/.test(name)) rmSync(path);
    else if (/\.(html|js|mjs|json|css)$/.test(name)) writeFileSync(path, readFileSync(path, 'utf8').replaceAll(old, build));
  }
}

test('trouble: a new build waits until the person agrees; what was written before is there after', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(claire);
  await desk.settled();
  // From its second visit on the page comes from the device.
  await desk.reload();
  await host.stop();
  await open_client(desk, 'c00005', 'Aux délices de Leffrinckoucke');
  await change(desk, 'Compte comptable', '411AVANT');
  put_newer_build(page_folder, 'feedfacecafe');
  await host.start();
  await desk.reload();
  await desk.see_words('Nouvelle version disponible');
  await change(desk, 'Site web', 'https://avant.example');
  await desk.click('button', 'Recharger');
  await desk.words_gone('Nouvelle version disponible');
  await desk.see('navigation');
  await desk.see_value('Compte comptable', '411AVANT');
  await desk.see_value('Site web', 'https://avant.example');
  await desk.go('Paramètres');
  await desk.see_words('version de page feedfacecafe');
  await desk.settled();
  assert.ok(line_of('C00005').includes('411AVANT'));
  await desk.close();
});
