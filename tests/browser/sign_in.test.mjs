// Coming and going: the wrong password, the right one, a reload, signing out.

import { after, before, test } from 'node:test';
import { open_desk, start_browser } from './support/desk.mjs';
import { claire, make_host } from './support/host.mjs';

let browser;
let host;

before(async () => {
  [browser, host] = await Promise.all([start_browser(), make_host({ people: [claire] })]);
});
after(async () => {
  await browser?.close();
  await host?.forget();
});

test('sign-in: a wrong password is refused in words, the right one opens the desk, a reload keeps it open', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.write('Adresse e-mail', claire.email);
  await desk.write('Mot de passe', 'wrong');
  await desk.press('Enter');
  await desk.see('alert', 'L’adresse ou le mot de passe n’est pas bon.');
  await desk.see_value('Adresse e-mail', claire.email);

  await desk.write('Mot de passe', claire.password);
  await desk.click('button', 'Se connecter');
  await desk.see('navigation');
  await desk.see('heading', 'Journal de bord');

  await desk.reload();
  await desk.see('button', 'Compte de Claire Martin');
  await desk.close();
});

test('sign-in: an unknown address is refused in the same words as a wrong password', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.write('Adresse e-mail', 'nobody@cabinet.example');
  await desk.write('Mot de passe', claire.password);
  await desk.press('Enter');
  await desk.see('alert', 'L’adresse ou le mot de passe n’est pas bon.');
  await desk.close();
});

test('sign-in: without the host the page says what to do, and works once the host is back', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.see('textbox', 'Adresse e-mail');
  await host.stop();
  await desk.write('Adresse e-mail', claire.email);
  await desk.write('Mot de passe', claire.password);
  await desk.press('Enter');
  await desk.see('alert', /hôte|réseau|joignable/);
  await host.start();
  await desk.click('button', 'Se connecter');
  await desk.see('navigation');
  await desk.close();
});

test('sign-out: the desk closes, also after a reload; the next sign-in finds the data', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(claire);
  await desk.click('button', 'Compte de Claire Martin');
  await desk.click('menuitem', 'Se déconnecter…');
  await desk.part('dialog', 'Se déconnecter ?').click('button', 'Se déconnecter');
  await desk.see('textbox', 'Adresse e-mail');
  await desk.page.reload();
  await desk.see('textbox', 'Adresse e-mail');
  await desk.sign_in(claire);
  await desk.see('heading', 'Journal de bord');
  await desk.close();
});
