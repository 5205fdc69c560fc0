// Files: added by the button and by dropping, sent while the host dies, read at a second desk and without a network, refused when
// they are too large or programs, renamed, removed and brought back.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { open_desk, start_browser } from './support/desk.mjs';
import { claire, make_host, noah } from './support/host.mjs';

const megabyte = 1 << 20;
let browser;
let host;

before(async () => {
  [browser, host] = await Promise.all([start_browser(), make_host({ people: [claire, noah], clients: true })]);
});
after(async () => {
  await browser?.close();
  await host?.forget();
});

function some_bytes(size, seed = 1) {
  const bytes = Buffer.alloc(size);
  let state = seed;
  for (let at = 0; at < size; at += 1) {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    bytes[at] = state >> 16;
  }
  return bytes;
}
const hash_of = (bytes) => createHash('sha256').update(bytes).digest('hex');
const file = (name, bytes) => ({ name, mimeType: 'application/octet-stream', buffer: bytes });

async function open_documents(desk, reference, name) {
  await desk.go('Clients');
  await desk.write('Rechercher un client', reference, { role: 'searchbox' });
  await desk.click('row', name);
  await desk.see('heading', name, { level: 1 });
  await desk.turn_to(/^Documents/);
}

/** Chooses in the menu of the document's row. */
async function choose_action(desk, name, action) {
  const row = desk.find('button', new RegExp(`^${name}`));
  const { y } = await row.boundingBox();
  const menus = await desk.page.locator('#mirror').getByRole('button', { name: 'Actions', exact: true }).all();
  let nearest = 0;
  let distance = Infinity;
  for (const [place, menu] of menus.entries()) {
    const box = await menu.boundingBox();
    if (Math.abs(box.y - y) < distance) [nearest, distance] = [place, Math.abs(box.y - y)];
  }
  await desk.click('button', 'Actions', { nth: nearest });
  await desk.click('menuitem', action);
}

test('files: a host that dies while five megabytes are sent costs time and nothing else; a second desk reads them', async () => {
  const bytes = some_bytes(5 * megabyte);
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(claire);
  await desk.settled();
  await open_documents(desk, 'C00012', 'Pressing Benali');
  // After the second piece the host is killed, as by a power cut.
  let sent = 0;
  await desk.page.route('**/api/files/chunk', async (route) => {
    sent += 1;
    if (sent === 3) await host.kill();
    await route.continue().catch(() => {});
  });
  await desk.give_file(() => desk.click('button', 'Ajouter des documents'), [file('Archive 2026.zip', bytes)]);
  await desk.see('button', /^Archive 2026\.zip, (En attente d’envoi|Envoi)/);
  while (sent < 3) await new Promise((done) => { setTimeout(done, 50); });
  await desk.page.unroute('**/api/files/chunk');
  await desk.reload();
  await desk.see('button', /^Archive 2026\.zip, En attente d’envoi/);
  await host.start();
  await desk.see('button', /^Archive 2026\.zip, Disponible hors ligne/);
  await desk.settled();

  const other = await open_desk(browser, host.origin);
  await other.sign_in(noah);
  await other.settled();
  await open_documents(other, 'C00012', 'Pressing Benali');
  await other.see('button', 'Archive 2026.zip');
  const taken = await other.download(() => other.click('button', 'Archive 2026.zip'));
  assert.equal(taken.name, 'Archive 2026.zip');
  assert.equal(hash_of(taken.bytes), hash_of(bytes));
  await other.see('button', /^Archive 2026\.zip, Disponible hors ligne/);

  // What was read once is there without the host, also after a reload.
  await host.stop();
  await other.reload();
  await other.see('button', /^Archive 2026\.zip, Disponible hors ligne/);
  const offline = await other.download(() => other.click('button', /^Archive 2026\.zip/));
  assert.equal(hash_of(offline.bytes), hash_of(bytes));
  await host.start();
  assert.match(host.check(), /Contents of documents: 1 \(5242880 bytes\), awaited: 0/);
  await other.close();
  await desk.close();
});

test('[PRJ-07] files: several at once, dropped on the page; what is too large or a program is named, the others are added', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(claire);
  await desk.settled();
  await open_documents(desk, 'C00012', 'Pressing Benali');
  const exact = some_bytes(30 * megabyte);
  await desk.page.evaluate(async () => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['%PDF-1.4 un scan'], 'scan.pdf'));
    transfer.items.add(new File([new Uint8Array([77, 90, 144, 0, 3, 0, 0, 0])], 'budget.xlsx'));
    transfer.items.add(new File([new Uint8Array(30 * 1048576 + 1)], 'film.mp4'));
    transfer.items.add(new File(['du texte'], 'note.txt'));
    dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));
  });
  await desk.see('button', /^note\.txt/);
  await desk.see('button', /^scan\.pdf/);
  await desk.see_words('« film.mp4 » (30,1 Mo) dépasse la limite de 30 Mo par fichier. Il n’a pas été ajouté.');
  await desk.see_words('« budget.xlsx » est un programme. Pour votre sécurité, il n’a pas été ajouté.');
  assert.equal(await desk.count('button', /^film\.mp4/), 0);
  // Exactly the limit is accepted.
  await desk.give_file(() => desk.click('button', 'Ajouter des documents'), [file('limite.bin2', exact)]);
  await desk.see('button', /^limite\.bin2, Disponible hors ligne/);
  await desk.close();
});

test('files: attached to a task, renamed, removed and brought back', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(claire);
  await desk.settled();
  await desk.go('Journal de bord');
  await desk.click('button', 'Tâche');
  const made = desk.part('region', 'Nouvelle tâche');
  await made.write('Titre', 'Bilan à joindre');
  await made.click('button', 'Créer la tâche');
  await desk.gone('region', 'Nouvelle tâche');
  await desk.click('row', 'Bilan à joindre');
  await desk.see('region', 'Bilan à joindre');
  await desk.give_file(() => desk.click('button', 'Joindre des fichiers'), [file('balance.csv', Buffer.from('compte;solde\n'))]);
  await desk.see('button', /^balance\.csv, Disponible hors ligne/);
  const panel = desk.part('region', 'Bilan à joindre');
  const menus = await panel.count('button', 'Actions');
  await panel.click('button', 'Actions', { nth: menus - 1 });
  await desk.click('menuitem', 'Renommer');
  await desk.write('Nom du document', 'balance 2026.csv');
  await desk.press('Enter');
  await desk.see('button', /^balance 2026\.csv/);
  await panel.click('button', 'Actions', { nth: menus - 1 });
  await desk.click('menuitem', 'Supprimer');
  await desk.gone('button', /^balance 2026\.csv/);
  await desk.press('Control+z');
  await desk.see('button', /^balance 2026\.csv/);
  // Its content had left this device with the document; the host still has it.
  const taken = await desk.download(() => desk.click('button', /^balance 2026\.csv/));
  assert.equal(taken.bytes.toString(), 'compte;solde\n');
  await desk.close();
});

test('[DOC-07] files: what nobody has sent yet is awaited elsewhere, and a full disk refuses a file without losing another', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(claire);
  await desk.settled();
  await open_documents(desk, 'C00017', 'EI Moreau & Fils');
  await desk.page.route('**/api/files/*', (route) => route.abort());
  await desk.give_file(() => desk.click('button', 'Ajouter des documents'), [file('contrat.pdf', Buffer.from('%PDF-1.4 contrat'))]);
  await desk.see('button', /^contrat\.pdf, En attente d’envoi/);
  await desk.settled();

  const other = await open_desk(browser, host.origin);
  await other.sign_in(noah);
  await other.settled();
  await open_documents(other, 'C00017', 'EI Moreau & Fils');
  await other.see('button', /^contrat\.pdf, Contenu attendu/);
  await choose_action(other, 'contrat\\.pdf', 'Télécharger');
  await other.see_words('le contenu n’est pas encore arrivé sur le serveur');

  await desk.page.evaluate(() => {
    navigator.storage.estimate = async () => ({ quota: 1000, usage: 990 });
  });
  await desk.give_file(() => desk.click('button', 'Ajouter des documents'), [file('second.pdf', some_bytes(5000))]);
  await desk.see_words('Il n’y a plus de place sur cet appareil pour « second.pdf » (5 ko).');
  await desk.see('button', /^contrat\.pdf, En attente d’envoi/);
  await desk.page.unroute('**/api/files/*');
  await desk.reload();
  await desk.see('button', /^contrat\.pdf, Disponible hors ligne/);
  await other.see('button', 'contrat.pdf');
  // Without a network, what is not on this device says so.
  await host.stop();
  await choose_action(other, 'contrat\\.pdf', 'Télécharger');
  await other.see_words('pas de réseau, et le contenu n’est pas sur cet appareil');
  await host.start();
  await other.close();
  await desk.close();
});
