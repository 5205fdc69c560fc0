// The team: a member who sees only the files entrusted to them, from the settings to the other person's screen.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open_desk, start_browser } from './support/desk.mjs';
import { claire, make_host, noah } from './support/host.mjs';

let browser;
let host;

before(async () => {
  [browser, host] = await Promise.all([start_browser(), make_host({ people: [claire, noah], clients: true })]);
});
after(async () => {
  await browser?.close();
  await host?.forget();
});

const first = 'Pressing Benali';
const second = 'EI Lefèvre & Fils';

/** Whether the list of clients knows one. */
async function finds(desk, name, there) {
  await desk.write('Rechercher un client', name, { role: 'searchbox' });
  await (there ? desk.see('row', name) : desk.see_words('Aucun client ne correspond'));
}

async function open_file(desk, name) {
  await desk.go('Clients');
  await desk.click('radio', 'Tous');
  await finds(desk, name, true);
  await desk.click('row', name);
  await desk.see('heading', name, { level: 1 });
}

/** The work log without the filter that it opens with. */
async function work_of_everybody(desk) {
  await desk.click('button', 'Tout effacer');
  await desk.gone('button', 'Tout effacer');
}

test('[SYS-03, PRJ-27, VIEW-11] team: a file that is entrusted appears on the other screen, works offline, and leaves it when it is withdrawn', async () => {
  const hers = await open_desk(browser, host.origin);
  const his = await open_desk(browser, host.origin);
  await hers.sign_in(claire);
  await his.sign_in(noah);
  await his.go('Clients');
  await his.click('radio', 'Tous');
  await his.see_words('375 clients');

  await hers.go('Paramètres');
  await hers.click('button', /^Noah Petit/);
  await hers.click('switch', 'Seulement les dossiers confiés');
  await hers.see_words('0 dossier confié');
  await hers.click('combobox', 'Confier un dossier');
  await hers.see('searchbox', 'Rechercher');
  await hers.type(first);
  await hers.see('option', first);
  await hers.gone('option', second);
  await hers.press('Enter');
  await hers.see_words('1 dossier confié');
  await hers.settled();
  await his.words_gone('375 clients');
  await finds(his, first, true);
  await finds(his, second, false);

  // Work in a file that is not his stands in no list of his, and no filter offers its client.
  await hers.go('Journal de bord');
  await hers.click('button', 'Tâche');
  const task = hers.part('region', 'Nouvelle tâche');
  await task.write('Titre', 'Pièces à réunir');
  await task.look_up('Client', second, second);
  await task.click('button', 'Créer la tâche');
  await hers.gone('region', 'Nouvelle tâche');
  await hers.settled();
  await his.settled();
  await his.go('Journal de bord');
  await work_of_everybody(his);
  await his.gone('row', /^Pièces à réunir/);
  await his.click('button', 'Client : tous');
  await his.see('searchbox', 'Rechercher');
  await his.type(second);
  await his.gone('option', second);
  await his.press('Escape');

  await open_file(hers, second);
  await hers.turn_to('Équipe');
  await hers.see_words('Voit tous les dossiers');
  await hers.click('checkbox', 'Accès de Noah Petit');
  await hers.see('checkbox', 'Accès de Noah Petit', { checked: true });
  await hers.settled();
  await his.go('Journal de bord');
  await his.see('row', /^Pièces à réunir/);
  await his.go('Clients');
  await finds(his, second, true);
  await his.settled();
  await his.at_rest();

  // Work in the file, offline, while access to it is withdrawn.
  await his.click('row', second);
  await his.see('heading', second, { level: 1 });
  await his.context.setOffline(true);
  await his.write('Raison sociale', 'Lefèvre hors ligne');
  await his.press('Tab');
  await his.see('heading', 'Lefèvre hors ligne', { level: 1 });
  await hers.click('checkbox', 'Accès de Noah Petit');
  await hers.see('checkbox', 'Accès de Noah Petit', { checked: false });
  await hers.settled();
  await his.context.setOffline(false);
  await his.see_words('À trancher');
  await his.go('Clients');
  await his.words_gone(second);
  await finds(his, second, false);
  await finds(his, first, true);
  assert.equal(await hers.count('heading', second), 1);

  // Undone, it is as it was.
  await hers.press('Control+Z');
  await hers.see('checkbox', 'Accès de Noah Petit', { checked: true });
  await finds(his, second, true);
  await hers.close();
  await his.close();
});

test('[SYS-03] team: a new member is added in the settings and can be given the work', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(claire);
  await desk.go('Paramètres');
  await desk.click('button', 'Ajouter un collaborateur');
  await desk.write('Prénom', 'Inès');
  await desk.write('Nom', 'Vasseur');
  await desk.write('E-mail', 'ines@cabinet.example');
  await desk.click('button', 'Ajouter le collaborateur');
  await desk.see('button', /^Inès Vasseur/);
  await desk.settled();
  await desk.close();
});
