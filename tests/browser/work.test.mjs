// Work: a project and its tasks, the checklist, days as people type them, completing, ordering, deleting; and back again each time.

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

const day_in = (days) => {
  const day = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris' }).format(day);
};

/** Takes back what was just done, and does it again, each with what then can be seen. */
async function back_and_again(desk, title, undone, redone) {
  await desk.part('status', title).click('button', 'Annuler');
  await desk.see('status', `Annulé : ${title}`);
  await undone();
  await desk.part('status', `Annulé : ${title}`).click('button', 'Rétablir');
  await desk.see('status', `Rétabli : ${title}`);
  await redone();
}

test('work: a project, its tasks and their checklist, each step taken back and done again', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(claire);

  await desk.click('button', 'Projet');
  const project = desk.part('region', 'Nouveau projet');
  await project.write('Titre', 'Bilan 2026');
  await project.look_up('Client', 'benali', 'Pressing Benali');
  await project.click('button', 'Créer le projet');
  await desk.gone('region', 'Nouveau projet');
  await desk.click('button', 'Type : tous');
  await desk.click('option', 'Projets');
  await desk.see('row', 'Bilan 2026');
  await desk.click('button', 'Retirer Type : Projets');

  // The day is typed as people say it.
  await desk.click('button', 'Tâche');
  const task = desk.part('region', 'Nouvelle tâche');
  await task.write('Titre', 'Réunir les pièces');
  await task.write('Échéance', '+3j');
  await desk.press('Tab');
  await task.see_value('Échéance', day_in(3));
  await task.write('Échéance', 'zzz');
  await desk.press('Tab');
  await task.see('alert', 'Ce n’est pas une date. Essayez 24/11, +3j, lundi ou fin de mois.');
  await task.write('Échéance', 'demain');
  await desk.press('Tab');
  await task.see_value('Échéance', day_in(1));
  await task.look_up('Projet', 'bilan', /^Bilan 2026/);
  await task.write('Ajouter un point', 'Relevés');
  await desk.press('Enter');
  await task.see('button', 'Retirer Relevés');
  await task.write('Ajouter un point', 'Factures');
  await desk.press('Enter');
  await task.see('button', 'Retirer Factures');
  await task.click('button', 'Créer la tâche');
  await desk.gone('region', 'Nouvelle tâche');
  const row = desk.part('row', 'Réunir les pièces');
  await row.see('gridcell', 'Pressing Benali');
  await back_and_again(desk, 'Tâche : création enregistrée',
    () => desk.gone('row', 'Réunir les pièces'), () => desk.see('row', 'Réunir les pièces'));

  // Assign.
  await desk.click('row', 'Réunir les pièces');
  const panel = desk.part('region', 'Réunir les pièces');
  await panel.see_value('Client', 'Pressing Benali', { role: 'combobox' });
  await panel.choose('Responsable', 'Noah Petit');
  await back_and_again(desk, 'Responsable : Noah Petit',
    () => panel.see_value('Responsable', 'Claire Martin', { role: 'combobox' }),
    () => panel.see_value('Responsable', 'Noah Petit', { role: 'combobox' }));
  await panel.choose('Responsable', 'Claire Martin');
  await panel.write('Échéance', 'aujourd’hui');
  await desk.press('Tab');
  await back_and_again(desk, `Échéance : ${day_in(0)}`,
    () => panel.see_value('Échéance', day_in(1)), () => panel.see_value('Échéance', day_in(0)));

  // Checklist: done, order, deletion.
  const points = panel.part('list', 'Liste de contrôle');
  const order = async () => (await points.names('checkbox')).join(', ');
  assert.equal(await order(), 'Relevés, Factures');
  await points.click('checkbox', 'Relevés');
  await points.see_words('1 sur 2');
  await back_and_again(desk, 'Fait : Relevés', () => points.see_words('0 sur 2'), () => points.see_words('1 sur 2'));
  await points.click('button', 'Actions');
  await desk.click('menuitem', 'Descendre');
  await desk.see('status', '« Relevés » déplacé');
  assert.equal(await order(), 'Factures, Relevés');
  await back_and_again(desk, '« Relevés » déplacé', async () => assert.equal(await order(), 'Relevés, Factures'),
    async () => assert.equal(await order(), 'Factures, Relevés'));
  await points.click('button', 'Actions', { nth: 1 });
  await desk.click('menuitem', 'Supprimer');
  await desk.see('status', 'Point supprimé : Relevés');
  assert.equal(await order(), 'Factures');
  await back_and_again(desk, 'Point supprimé : Relevés', () => points.see('checkbox', 'Relevés', { checked: true }),
    () => points.gone('checkbox', 'Relevés'));

  // Complete, then delete.
  await panel.click('button', 'Terminer');
  await desk.see('status', '« Réunir les pièces » terminée');
  await panel.see('button', 'Rouvrir');
  await back_and_again(desk, '« Réunir les pièces » terminée', () => panel.see('button', 'Terminer'), () => panel.see('button', 'Rouvrir'));
  await panel.click('button', 'Supprimer');
  await desk.gone('region', 'Réunir les pièces');
  await back_and_again(desk, '« Réunir les pièces » supprimé', () => desk.see('row', 'Réunir les pièces'),
    () => desk.gone('row', 'Réunir les pièces'));

  // The keyboard takes back what the list of last actions shows, newest first.
  await desk.press('Control+z');
  await desk.see('row', 'Réunir les pièces');
  await desk.press('Control+Shift+z');
  await desk.gone('row', 'Réunir les pièces');
  await desk.settled();
  await desk.close();
});

test('work: a task that one person completes shows as done at the other’s desk', async () => {
  const [one, other] = await Promise.all([open_desk(browser, host.origin), open_desk(browser, host.origin)]);
  await Promise.all([one.sign_in(claire), other.sign_in(noah)]);
  await one.click('button', 'Tâche');
  const task = one.part('region', 'Nouvelle tâche');
  await task.write('Titre', 'Appeler la banque');
  await task.choose('Responsable', 'Noah Petit');
  await task.click('button', 'Créer la tâche');
  await other.see('row', 'Appeler la banque');
  await other.click('checkbox', 'Terminer : Appeler la banque');
  await other.see('status', '« Appeler la banque » terminée');
  await other.see('checkbox', 'Terminer : Appeler la banque', { checked: true });
  await one.click('button', 'Retirer Équipe : Claire Martin');
  await one.see('checkbox', 'Terminer : Appeler la banque', { checked: true });
  await Promise.all([one.close(), other.close()]);
});

test('[VIEW-01, VIEW-04] work: what is dragged to another day of the calendar is due then; the display is remembered', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(claire);
  await desk.click('button', 'Tâche');
  const task = desk.part('region', 'Nouvelle tâche');
  await task.write('Titre', 'Préparer le rendez-vous');
  await task.write('Échéance', 'aujourd’hui');
  await desk.press('Tab');
  await task.click('button', 'Créer la tâche');
  await desk.gone('region', 'Nouvelle tâche');
  await desk.click('radio', 'Calendrier');
  await desk.click('radio', 'Semaine');
  await desk.at_rest();

  // To the other end of the week, which is never today's neighbour across a page.
  const today = new Date(new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(new Date()));
  const weekday = (today.getUTCDay() + 6) % 7;
  const target = new Date(today.getTime() + (weekday > 2 ? -weekday : 6 - weekday) * 86_400_000);
  const in_words = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'full', timeZone: 'UTC' });
  const middle = async (thing) => {
    await thing.waitFor({ state: 'attached' });
    const { x, y, width, height } = await thing.boundingBox();
    return [x + width / 2, y + height / 2];
  };
  const mirror = desk.page.locator('#mirror');
  const entry = await middle(mirror.getByRole('button', { name: 'Préparer le rendez-vous' }).first());
  const day = await middle(mirror.getByRole('gridcell', { name: new RegExp(`^${in_words.format(target)}`) }).first());
  await desk.page.mouse.move(...entry);
  await desk.page.mouse.down();
  await desk.page.mouse.move(...entry.map((at, axis) => at + (day[axis] - at) / 2), { steps: 4 });
  await desk.page.mouse.move(...day, { steps: 4 });
  await desk.page.mouse.up();
  await desk.see('status', /^«\sPréparer le rendez-vous\s» déplacé au /);
  await desk.settled();
  await desk.reload();
  await desk.see('radio', 'Calendrier', { checked: true });
  await desk.click('radio', 'Liste');
  await desk.click('row', 'Préparer le rendez-vous');
  const panel = desk.part('region', 'Préparer le rendez-vous');
  await panel.see_value('Échéance', new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC' }).format(target));
  await desk.close();
});
