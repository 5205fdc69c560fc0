// The firm's list from the spreadsheet: by the file dialog and by dropping, tried without trace, imported, taken back as one,
// repeated, interrupted; and files that can't be read say what to do.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open_desk, start_browser } from './support/desk.mjs';
import { claire, list_file, make_host } from './support/host.mjs';

let browser;
let host;
const folder = mkdtempSync(join(tmpdir(), 'pupitre-files-'));

before(async () => {
  [browser, host] = await Promise.all([start_browser(), make_host({ people: [claire] })]);
});
after(async () => {
  await browser?.close();
  await host?.forget();
  rmSync(folder, { recursive: true, force: true });
});

const file_of = (name, bytes) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes) });
const choose_file = (desk, file) => desk.give_file(() => desk.click('button', /^(Choisir un|Autre) fichier…$/), file);

async function drop_file(desk, path) {
  const cdp = await desk.context.newCDPSession(desk.page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  const drag = (type) => cdp.send('Input.dispatchDragEvent', { type, x: 800, y: 500, data });
  await drag('dragEnter');
  await drag('dragOver');
  await desk.see_words('Déposez le fichier pour l’importer');
  await drag('drop');
  await cdp.detach();
}

/** The verdicts as the screen shows them: "Nouveaux · 375". */
async function verdicts(desk) {
  const lines = desk.part('toolbar', 'Lignes affichées');
  await lines.see('button', /^Toutes/);
  const counts = Object.fromEntries((await lines.names('button')).map((words) => words.split(' · '))
    .map(([name, count]) => [name, Number(count.replace(/\s/g, ''))]));
  return {
    new: counts.Nouveaux ?? 0, changed: counts.Modifiés ?? 0, unchanged: counts.Inchangés ?? 0, duplicate: counts.Doublons ?? 0,
    error: counts.Erreurs ?? 0,
  };
}

const clients_of_host = () => Number(/^Client: (\d+)$/m.exec(host.check())[1]);

test('import: tried by dialog and by dropping as the command line does it, then imported, taken back and imported again', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(claire);
  await desk.go('Import');
  const foreseen = host.import(list_file, '--dry-run');
  await choose_file(desk, list_file);
  assert.deepEqual(await verdicts(desk), foreseen);
  await desk.see_words('Windows-1252 · point-virgule · 404 lignes');
  await desk.click('button', /^Erreurs/);
  await desk.see_words('E-mail, Adresse e-mail sans @');

  // Looking changes nothing.
  await desk.go('Clients');
  await desk.see_words('0 client');
  assert.equal(clients_of_host(), 0);

  // Under another name, so that the old verdicts are not taken for the new ones.
  const dropped = join(folder, 'glisser.csv');
  copyFileSync(list_file, dropped);
  await desk.go('Import');
  await drop_file(desk, dropped);
  await desk.see_words('glisser.csv');
  assert.deepEqual(await verdicts(desk), foreseen);
  await desk.click('button', `Importer ${foreseen.new} clients`);
  await desk.see_words('Import terminé');
  await desk.see_words(`${foreseen.new} nouveaux, 0 modifiés, 0 inchangés, ${foreseen.duplicate} doublons, ${foreseen.error} erreurs.`);
  await desk.settled();
  assert.equal(clients_of_host(), foreseen.new);
  assert.equal(await imported_again(desk, list_file, { ...foreseen, new: 0, unchanged: foreseen.new }), 'Importer 0 client');

  // All of it is one action.
  await desk.click('button', 'Dernières actions');
  await desk.see('heading', 'Dernières actions');
  await desk.part('banner').click('button', 'Annuler');
  await desk.see('status', 'Annulé : Import de 375 clients');
  await desk.press('Escape');
  await desk.go('Clients');
  await desk.see_words('0 client');
  await desk.settled();
  assert.equal(clients_of_host(), 0);

  // The file still lies there, and its rows are new again.
  await desk.go('Import');
  await desk.see('button', `Importer ${foreseen.new} clients`);
  assert.deepEqual(await verdicts(desk), foreseen);
  await desk.click('button', `Importer ${foreseen.new} clients`);
  await desk.see_words('Import terminé');
  await desk.click('button', 'Voir les clients');
  await desk.see_words('sur 375 clients');
  await desk.settled();

  // What goes out comes back in unchanged, and is what the host's own export says.
  await desk.go('Paramètres');
  const exported = await desk.download(() => desk.click('button', 'Clients (CSV pour Excel)'));
  assert.match(exported.name, /^pupitre-clients-\d{4}-\d\d-\d\d\.csv$/);
  assert.equal(exported.bytes.toString('utf8'), host.export_clients());
  await imported_again(desk, file_of(exported.name, exported.bytes),
    { new: 0, changed: 0, unchanged: foreseen.new, duplicate: 0, error: 0 });
  await desk.close();
});

/** A file that brings nothing new: its verdicts are these, and nothing can be imported. */
async function imported_again(desk, file, expected) {
  await desk.go('Import');
  if (await desk.count('button', 'Voir les clients') > 0) {
    await desk.click('button', 'Voir les clients');
    await desk.go('Import');
  }
  await choose_file(desk, file);
  assert.deepEqual(await verdicts(desk), expected);
  const run = desk.find('button', /^Importer \d/);
  assert.equal(await run.getAttribute('aria-disabled'), 'true');
  return (await run.textContent()).replace(/\s/g, ' ');
}

test('import: thousands of rows with commas, stopped in the middle, leave nothing half-imported', async () => {
  const rows = Array.from({ length: 60_000 }, (_, n) => `N${String(n).padStart(5, '0')},"Société ${n}, à Évry",${n % 97} rue des Lilas,91000,Évry`);
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(claire);
  await desk.settled();
  const before_import = clients_of_host();
  await desk.go('Import');
  await choose_file(desk, file_of('beaucoup.csv', `Référence,Raison sociale,Adresse,Code postal,Ville\n${rows.join('\n')}\n`));
  assert.deepEqual(await verdicts(desk), { new: 60_000, changed: 0, unchanged: 0, duplicate: 0, error: 0 });
  await desk.see_words('UTF-8 · virgule');
  await desk.click('button', /^Importer 60/);
  await desk.see('progressbar', 'Enregistrement');
  await desk.click('button', 'Annuler');
  await desk.see('button', /^Importer 60/);
  await desk.settled();
  assert.equal(clients_of_host(), before_import);
  await desk.go('Clients');
  await desk.see_words(before_import === 0 ? '0 client' : `sur ${before_import} clients`);
  await desk.write('Rechercher un client', 'Société 1', { role: 'searchbox' });
  await desk.gone('row', /^Société/);
  await desk.close();
});

test('import: a column without a known title can be told by hand', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(claire);
  await desk.go('Import');
  await choose_file(desk, file_of('inconnu.csv', 'Truc;Machin\nMenuiserie du Lac;Annecy\nFerronnerie du Lac;Annecy\n'));
  await desk.see('alert', 'Aucune colonne n’indique la raison sociale. Indiquez laquelle la contient.');
  await desk.turn_to(/^Colonnes/);
  await desk.choose('Signification de « Truc »', 'Raison sociale');
  await desk.gone('alert', 'Aucune colonne n’indique la raison sociale.');
  await desk.choose('Signification de « Machin »', 'Ville');
  await desk.turn_to(/^Lignes/);
  assert.deepEqual(await verdicts(desk), { new: 2, changed: 0, unchanged: 0, duplicate: 0, error: 0 });
  await desk.click('button', 'Importer 2 clients');
  await desk.see_words('2 nouveaux');
  await desk.click('button', 'Voir les clients');
  await desk.write('Rechercher un client', 'annecy', { role: 'searchbox' });
  await desk.see('row', 'Menuiserie du Lac');
  await desk.close();
});

const unreadable = [
  ['vide.csv', '', 'Le fichier est vide. Choisissez un fichier qui contient une ligne de titres et des clients.'],
  ['photo.csv', [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 255, 254], 'Ce fichier n’est pas un texte.'],
  ['nul.csv', 'Raison sociale;SIREN\nA\0B;\n', 'Ce fichier n’est pas un texte.'],
  ['liste.xlsx', [0x50, 0x4b, 3, 4, 20, 0, 6, 0], 'C’est un classeur Excel.'],
];

test('import: a file that can’t be read says what to do, and the next good one works', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(claire);
  await desk.go('Import');
  for (const [name, bytes, words] of unreadable) {
    await choose_file(desk, file_of(name, bytes));
    await desk.see('alert', `${name} : ${words}`);
  }
  const huge = join(folder, 'enorme.csv');
  writeFileSync(huge, Buffer.alloc(100 << 20, 'Raison sociale;Ville\n'));
  await drop_file(desk, huge);
  await desk.see('alert', 'enorme.csv : Le fichier dépasse 64 Mo.');
  await choose_file(desk, list_file);
  await desk.see_words('404 lignes');
  await desk.close();
});
