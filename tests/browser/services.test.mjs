// Services: one is made with its steps, assigned to a client, and its tasks release each other.

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

const day_in = (days) => {
  const day = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris' }).format(day);
};

/** Adds a step to the service on the page, with what it waits for. */
async function add_step(desk, title, { request = false, waits_for } = {}) {
  await desk.click('button', 'Ajouter une étape');
  const form = desk.part('region', 'Nouvelle étape');
  if (request) await form.choose('Nature', 'Demande au client');
  await form.write('Titre', title);
  await form.click('button', 'Ajouter l’étape');
  const step = desk.part('region', title);
  if (waits_for !== undefined) {
    await step.look_up('Attendre aussi…', waits_for, waits_for);
    await step.see('button', waits_for);
  }
  await step.click('button', 'Fermer');
  await desk.gone('region', title);
}

test('[SVC-04, SVC-15, SVC-19, SVC-20, PRJ-29, PRJ-30] services: from the catalogue to a client, and one task releases the other', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(claire);
  await desk.go('Paramètres');
  await desk.click('button', 'Ouvrir le catalogue');
  await desk.click('button', 'Nouvelle prestation');
  const form = desk.part('region', 'Nouvelle prestation');
  await form.write('Nom de la prestation', 'Reprise de dossier');
  await form.click('button', 'Créer la prestation');
  await desk.see('heading', 'Reprise de dossier', { level: 1 });

  await add_step(desk, 'Appeler le confrère');
  await add_step(desk, 'Pièces d’identité', { request: true });
  await add_step(desk, 'Reprendre la balance', { waits_for: 'Appeler le confrère' });

  // The other way round would be a circle.
  await desk.click('button', /^Appeler le confrère/);
  const step = desk.part('region', 'Appeler le confrère');
  await step.look_up('Attendre aussi…', 'Reprendre', 'Reprendre la balance');
  await step.see('alert', 'Cela tournerait en rond : Appeler le confrère → Reprendre la balance → Appeler le confrère');
  await step.click('button', 'Fermer');

  await desk.go('Clients');
  await desk.click('radio', 'Tous');
  await desk.write('Rechercher un client', 'Pressing Benali', { role: 'searchbox' });
  await desk.click('row', 'Pressing Benali');
  await desk.turn_to('Prestations');
  await desk.click('button', 'Créer un projet');
  const project = desk.part('region', 'Nouveau projet');
  await project.write('Titre', 'Arrivée');
  await project.write('Début', day_in(0));
  await project.write('Échéance', day_in(60));
  await desk.press('Tab');
  await project.click('button', 'Créer le projet');
  await desk.gone('region', 'Nouveau projet');

  await desk.click('button', 'Affecter des prestations');
  await desk.look_up('Ajouter une prestation', 'reprise', /^Reprise de dossier/);
  await desk.see_words('Ce qui sera créé');
  await desk.click('button', 'Enregistrer');
  await desk.see('alert', 'Indiquez un tarif, même symbolique.');
  await desk.write('Tarif', '1');
  await desk.press('Tab');
  await desk.click('button', 'Enregistrer');
  await desk.see('status', '1 prestation affectée');
  await desk.see_words('0 sur 2 terminées');

  await desk.turn_to('Travail');
  await desk.click('button', /^Reprendre la balance/);
  const waiting = desk.part('region', 'Reprendre la balance');
  await waiting.see_words('Prestation « Reprise de dossier » du projet « Arrivée »');
  await waiting.see('button', 'Terminer', { disabled: true });
  await waiting.click('button', /^Appeler le confrère/);
  await desk.part('region', 'Appeler le confrère').click('button', 'Terminer');
  await desk.see('status', '« Appeler le confrère » terminée');
  await desk.part('region', 'Appeler le confrère').click('button', 'Fermer');
  await desk.click('button', /^Reprendre la balance/);
  await waiting.see('button', 'Terminer', { disabled: false });
  await waiting.click('button', 'Terminer');
  await desk.see('status', '« Reprendre la balance » terminée');
  await desk.settled();
  await desk.close();
});

test('[SVC-21, SVC-22, SVC-25] services: many clients at once with one undo, and one withdrawn after a question', async () => {
  const desk = await open_desk(browser, host.origin, { width: 1440, height: 900 });
  await desk.sign_in(claire);
  await desk.go('Paramètres');
  await desk.click('button', 'Ouvrir le catalogue');
  await desk.click('button', 'Nouvelle prestation');
  const form = desk.part('region', 'Nouvelle prestation');
  await form.write('Nom de la prestation', 'Mailing annuel');
  await form.write('Tarif', '10');
  await form.click('button', 'Créer la prestation');
  await add_step(desk, 'Envoyer le courrier');
  await desk.go('Clients');
  await desk.click('radio', 'Tous');
  for (const name of [/Agence immo/, /Ambulances Kergoat/, /Association Ferreira/]) await desk.click('checkbox', name);
  await desk.click('button', 'Affecter une prestation');
  await desk.see('heading', 'Affecter à 3 clients', { level: 1 });
  await desk.look_up('Ajouter une prestation', 'mailing', /^Mailing annuel/);
  await desk.see_words('3 clients · 1 prestation · 3 étapes à créer');
  await desk.click('button', 'Affecter à 3 clients');
  const title = 'Prestations affectées à 3 clients';
  await desk.part('status', title).click('button', 'Annuler');
  await desk.part('status', `Annulé : ${title}`).click('button', 'Rétablir');
  await desk.see('status', `Rétabli : ${title}`);

  await desk.write('Rechercher un client', 'Ambulances Kergoat', { role: 'searchbox' });
  await desk.click('row', 'Ambulances Kergoat');
  await desk.turn_to('Prestations');
  const row = desk.part('group', /^Année /);
  await row.see('button', /^Mailing annuel/);
  await row.click('button', 'Actions');
  await desk.click('menuitem', 'Retirer la prestation');
  await desk.see_words('1 tâche ouverte sera annulée.');
  await desk.part('dialog').click('button', 'Retirer la prestation');
  await desk.see('status', '« Mailing annuel » retirée');
  await desk.see_words('Retirée');
  await desk.settled();
  await desk.close();
});
