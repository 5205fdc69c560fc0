// What concerns somebody: one member gives a task to another and mentions them under it; the other hears of both, alone.

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

test('inbox: a comment with a mention reaches whom it names, leads to the record, and is read', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(claire);
  await desk.click('button', 'Tâche');
  const made = desk.part('region', 'Nouvelle tâche');
  await made.write('Titre', 'TVA de mars');
  await made.click('button', 'Créer la tâche');
  await desk.gone('region', 'Nouvelle tâche');
  await desk.click('row', /TVA de mars/);
  const task = desk.part('region', 'TVA de mars');
  await task.write('Écrire un commentaire…', `@${noah.first_name} ${noah.last_name} il manque la page 3`);
  await task.click('button', 'Commenter');
  await desk.see('status', 'Commentaire ajouté');
  await desk.picture('inbox_comment');
  await desk.settled();
  await desk.see('button', 'Notifications');
  await desk.close();

  const other = await open_desk(browser, host.origin);
  await other.sign_in(noah);
  await other.click('button', /^Notifications/);
  await other.picture('inbox');
  await other.click('button', /vous a mentionné dans « TVA de mars »/);
  await other.see('region', 'TVA de mars');
  await other.see('button', 'Notifications');
  await other.close();
});
