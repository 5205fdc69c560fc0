// The past: who changed what in a client's file, taking back what another person did, and everything as it was; also
// without the host.

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

const client = 'Pressing Benali';
const first_site = 'https://premier.example';
const second_site = 'https://second.example';

async function open_client(desk) {
  await desk.go('Clients');
  await desk.write('Rechercher un client', 'c00012', { role: 'searchbox' });
  await desk.at_rest(); // The row stood there before, elsewhere.
  await desk.click('row', client);
  await desk.see('heading', client, { level: 1 });
}

async function change(desk, field, value) {
  await desk.write(field, value);
  await desk.press('Tab');
  await desk.see('status', `${field} : ${value}`);
}

const changed_by = (person) => new RegExp(`${person} a modifié le client`);

test('past: a file’s history names who changed what; an administrator takes it back and what came later stays', async () => {
  const hers = await open_desk(browser, host.origin);
  const his = await open_desk(browser, host.origin);
  await hers.sign_in(claire);
  await his.sign_in(noah);
  await open_client(his);
  await change(his, 'Site web', first_site);
  await his.settled();
  await change(his, 'Site web', second_site);
  await his.settled();
  await open_client(hers);
  await hers.see_value('Site web', second_site);
  await change(hers, 'Point d’attention', 'Rappeler le matin');
  await hers.settled();

  await hers.turn_to('Historique');
  await hers.see('heading', 'Aujourd’hui', { level: 3 });
  await hers.see_words(`Site web : ${first_site} → ${second_site}`);
  await hers.see('listitem', changed_by('Noah Petit'));
  await hers.see('listitem', changed_by('Claire Martin'));

  // The older of his two changes: what he did later stands on the same field, so nothing would be put back.
  const older = hers.part('listitem', changed_by('Noah Petit'), { nth: 1 });
  await older.see_words(first_site);
  await older.click('button', /^Actions/);
  await hers.click('menuitem', 'Annuler cette action…');
  await hers.see_words('ce qui a été fait depuis en dépend');
  await hers.see_words('Noah Petit');
  assert.equal(await hers.count('button', 'Annuler cette action'), 0);
  await hers.click('button', 'Laisser tel quel');

  // The newer one goes, by keyboard alone from where the question has left the focus; her own change stays.
  await hers.gone('dialog');
  await hers.press('Shift+Tab');
  await hers.press('Enter');
  await hers.see('menuitem', 'Annuler cette action…');
  await hers.press('End');
  await hers.press('Enter');
  await hers.see_words('Sera remis');
  await hers.see_words(`${second_site} → ${first_site}`);
  await hers.click('button', 'Annuler cette action');
  await hers.see('listitem', /Claire Martin a annulé une modification/);
  await hers.turn_to('Général');
  await hers.see_value('Site web', first_site);
  await hers.see_value('Point d’attention', 'Rappeler le matin');
  await his.see_value('Site web', first_site);

  // The undoing is undone like anything else.
  await hers.settled();
  await hers.turn_to('Historique');
  await hers.part('listitem', /Claire Martin a annulé une modification/).click('button', /^Actions/);
  await hers.click('menuitem', 'Annuler cette action…');
  await hers.click('button', 'Annuler cette action');
  await his.see_value('Site web', second_site);

  // His own history is his to undo, hers is not.
  await his.turn_to('Historique');
  await his.part('listitem', changed_by('Claire Martin')).click('button', /^Actions/);
  await his.see('menuitem', 'Annuler cette action…', { disabled: true });
  await his.press('Escape');
  await his.choose('Personne', 'Noah Petit');
  await his.gone('listitem', changed_by('Claire Martin'));
  await his.see('listitem', changed_by('Noah Petit'));
  await hers.close();
  await his.close();
});

test('past: everything as it was, read only, and back', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(claire);
  await open_client(desk);
  await desk.see_value('Site web', second_site);
  await desk.turn_to('Historique');
  const entry = desk.part('listitem', changed_by('Noah Petit'), { nth: 1 });
  await entry.see_words(first_site);
  await entry.click('button', /^Actions/);
  await desk.click('menuitem', 'Voir tout à cette date');
  await desk.see_words('lecture seule');
  await desk.turn_to('Général');
  await desk.see_words(first_site);
  assert.equal(await desk.find('textbox', 'Site web').count() === 0 || await desk.find('textbox', 'Site web').isDisabled(), true);
  await desk.go('Clients');
  await desk.click('radio', 'Tous');
  await desk.see_words('375 clients');
  // A place that is not of the past leads back to the present by itself; the strip does so everywhere.
  await desk.go('Paramètres');
  await desk.words_gone('lecture seule');
  await desk.click('button', 'Historique du cabinet');
  await desk.see('heading', 'Historique du cabinet', { level: 1 });
  await desk.see('listitem', /Claire Martin a annulé une modification/);
  await desk.part('listitem', changed_by('Noah Petit')).click('button', /^Actions/);
  await desk.click('menuitem', 'Voir tout à cette date');
  await desk.see_words('lecture seule');
  await desk.click('button', 'Revenir au présent');
  await desk.words_gone('lecture seule');
  await open_client(desk);
  await desk.see_value('Site web', second_site);
  await desk.close();
});

test('past: without the host, what waits comes first, what was shown stays, and the rest is asked for later', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(claire);
  await open_client(desk);
  await desk.turn_to('Historique');
  await desk.see('listitem', changed_by('Noah Petit'));
  await desk.turn_to('Général');
  await desk.context.setOffline(true);
  await change(desk, 'Point d’attention', 'Rappeler le soir');
  await desk.turn_to('Historique');
  await desk.see_words('En attente d’envoi');
  await desk.see('listitem', changed_by('Noah Petit'));
  await desk.choose('Personne', 'Noah Petit');
  await desk.see_words('L’hôte ne répond pas');
  await desk.context.setOffline(false);
  await desk.click('button', 'Réessayer');
  await desk.see('listitem', changed_by('Noah Petit'));
  await desk.choose('Personne', 'Tout le monde');
  await desk.settled();
  await desk.words_gone('En attente d’envoi');
  await desk.close();
});
