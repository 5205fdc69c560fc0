// Clients: finding them, the list as one wants it, a new one from its first field to people, addresses, notes and work.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open_desk, start_browser } from './support/desk.mjs';
import { claire, make_host } from './support/host.mjs';

let browser;
let host;

before(async () => {
  [browser, host] = await Promise.all([start_browser(), make_host({ people: [claire], clients: true })]);
});
after(async () => {
  await browser?.close();
  await host?.forget();
});

async function open_clients(options) {
  const desk = await open_desk(browser, host.origin, options);
  await desk.sign_in(claire);
  await desk.go('Clients');
  await desk.see('heading', 'Clients');
  return desk;
}

const find_client = (desk, words) => desk.write('Rechercher un client', words, { role: 'searchbox' });

test('[CRM-04, CRM-05, CRM-07] clients: the list opens on the active ones and finds while typing, whatever accents and capitals', async () => {
  const desk = await open_clients();
  await desk.see('radio', 'Actifs', { checked: true });
  await desk.see_words('327 sur 375 clients');
  await desk.click('radio', 'Tous');
  await desk.see_words('375 clients');
  await desk.go('Import');
  await desk.go('Clients');
  await desk.see('radio', 'Actifs', { checked: true });
  await desk.click('radio', 'Tous');

  await find_client(desk, 'EBENISTERIE DU CENTRE');
  await desk.see('row', '« Ébénisterie du Centre »');
  await desk.gone('row', 'Pressing Benali');
  await find_client(desk, 'c00002');
  await desk.see('row', 'Aux délices de Beaucamps-Ligny');
  await find_client(desk, 'fegersheim');
  await desk.see('row', 'EI Lefèvre & Fils');
  await find_client(desk, 'no such client');
  await desk.see_words('Aucun client ne correspond');
  await desk.click('button', 'Retirer les filtres');
  await desk.see_words('375 clients');
  await desk.see('radio', 'Tous', { checked: true });

  await find_client(desk, 'c00012');
  await desk.click('row', 'Pressing Benali');
  await desk.see('heading', 'Pressing Benali', { level: 1 });
  await desk.click('button', 'Retour aux clients');
  await desk.see_value('Rechercher un client', 'c00012', { role: 'searchbox' });
  await desk.close();
});

test('[CF-01] clients: sorting and the chosen columns stay after a reload', async () => {
  const desk = await open_clients();
  const sorted = (column, direction) => desk.page.locator(`#mirror [aria-sort=${direction}]`, { hasText: column }).waitFor({ state: 'attached' });
  const names = async () => (await desk.part('grid', 'Clients').names('row')).slice(1, 6);
  const upward = await names();
  await desk.click('columnheader', 'Ville');
  await sorted('Ville', 'ascending');
  const towns = await desk.page.locator('#mirror [role=gridcell][aria-colindex="6"]').allTextContents();
  assert.deepEqual(towns.slice(0, 12), towns.slice(0, 12).sort((a, b) => a.localeCompare(b, 'fr')));
  await desk.click('columnheader', 'Raison sociale');
  await sorted('Raison sociale', 'ascending');
  assert.deepEqual(await names(), upward);
  await desk.click('columnheader', 'Raison sociale');
  await sorted('Raison sociale', 'descending');
  assert.notDeepEqual(await names(), upward);

  await desk.click('button', 'Affichage');
  await desk.click('checkbox', 'Téléphone');
  await desk.gone('columnheader', 'Téléphone');
  await desk.click('checkbox', 'Groupe');
  await desk.gone('columnheader', 'Groupe');
  await desk.click('checkbox', 'SIREN');
  await desk.see('columnheader', 'SIREN');
  await desk.press('Escape');
  await desk.reload();
  await desk.see('columnheader', 'SIREN');
  assert.equal(await desk.count('columnheader', 'Téléphone'), 0);
  await sorted('Raison sociale', 'descending');
  await desk.close();
});

test('[CRM-12, CRM-17, CRM-20] clients: a new client, its people, addresses, notes, parent and work', async () => {
  const desk = await open_clients();
  await desk.click('button', 'Nouveau client');
  const panel = desk.part('region', 'Nouveau client');
  await panel.write('Référence', 'N-1');
  await panel.click('button', 'Créer le client');
  await panel.see('alert', 'À compléter ou à corriger : Raison sociale');
  await panel.see('alert', 'Ce champ est obligatoire.');
  await panel.see('textbox', 'Raison sociale');
  assert.equal(await panel.find('textbox', 'Raison sociale').evaluate((el) => el === document.activeElement), true);
  await desk.type('Verrerie du Port');
  await panel.click('button', 'Créer le client');
  await desk.see('heading', 'Verrerie du Port', { level: 1 });
  await desk.gone('region', 'Nouveau client');

  // Details are saved field by field, and what can't be is said at the field.
  await desk.write('SIREN', '552 100 555');
  await desk.press('Tab');
  await desk.see('alert', /chiffre|clé/);
  await desk.write('SIREN', '552 100 554');
  await desk.press('Tab');
  await desk.see('status', 'SIREN : 552 100 554');
  await desk.write('Site web', 'https://verrerie.example');
  await desk.press('Tab');
  await desk.see('status', 'Site web : https://verrerie.example');
  await desk.look_up('Client parent', 'benali', 'Pressing Benali');
  await desk.see('status', 'Client parent : Pressing Benali');
  await desk.write('Point d’attention', 'Relancer avant livraison');
  await desk.press('Tab');
  await desk.see_words('Point d’attention : Relancer avant livraison');

  await desk.turn_to(/^Personnes/);
  await desk.click('button', 'Ajouter une personne');
  const person = desk.part('region', 'Nouvelle personne');
  await person.write('Prénom', 'Maëlle');
  await person.write('Nom', 'Guérin');
  await person.write('E-mail', 'maelle@verrerie.example');
  await person.click('button', 'Ajouter la personne');
  await desk.see('button', 'Maëlle Guérin, Principale');

  await desk.turn_to(/^Adresses/);
  await desk.click('button', 'Ajouter une adresse');
  const address = desk.part('region', 'Nouvelle adresse');
  await address.write('Numéro', '12');
  await address.write('Voie', 'quai des Verriers');
  await address.write('Code postal', '29200');
  await address.write('Ville', 'Brest');
  await address.click('button', 'Ajouter l’adresse');
  await desk.see('button', /^12 quai des Verriers/);

  await desk.turn_to(/^Notes/);
  await desk.write('Nouvelle note', 'Préfère le téléphone.');
  await desk.click('button', 'Ajouter une note');
  await desk.see_words('Préfère le téléphone.');
  await desk.see_value('Nouvelle note', '');

  await desk.turn_to(/^Travail/);
  await desk.click('button', 'Nouvelle tâche');
  const task = desk.part('region', 'Nouvelle tâche');
  await task.write('Titre', 'Demander les relevés');
  await task.click('button', 'Créer la tâche');
  await desk.see('button', 'Demander les relevés, À faire');

  // What was put together stands in the general tab, and on the host.
  await desk.turn_to('Général');
  await desk.see_value('Personne principale', 'Maëlle Guérin', { role: 'combobox' });
  await desk.see_words('12 quai des Verriers');
  await desk.settled();
  const line = host.export_clients().split('\r\n').find((row) => row.includes('Verrerie du Port'));
  for (const part of ['N-1', 'https://verrerie.example', '29200', 'Brest', 'Maëlle', 'Guérin']) {
    assert.ok(line.includes(part), `${part} in ${line}`);
  }

  await desk.click('button', 'Autres actions');
  await desk.click('menuitem', 'Rendre inactif');
  await desk.see('status', 'Verrerie du Port est inactif');
  await desk.part('status', 'Verrerie du Port est inactif').click('button', 'Annuler');
  await desk.see('status', 'Annulé : Verrerie du Port est inactif');
  await desk.click('button', 'Autres actions');
  await desk.see('menuitem', 'Rendre inactif');
  await desk.press('Escape');
  await desk.close();
});
