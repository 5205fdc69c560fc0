// The whole way, as somebody who has never seen the program would go it: sign in, import the firm's list, work, lose the network,
// go on working, come back, and see the same in a second browser.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { desk_in, open_desk, start_browser } from './support/desk.mjs';
import { make_host, root } from './support/host.mjs';

const list_file = join(root, 'assets/demo/clients-excel-fr.csv');
const email = 'claire@cabinet.example';
const password = 'correct horse battery staple';

let browser;
let host;

before(async () => {
  browser = await start_browser();
  host = await make_host({ empty: true });
  await host.stop();
  host.run_with_input(['user', 'add', '--data', host.data, email, '--first-name', 'Claire', '--last-name', 'Martin', '--role',
    'administrator', '--password-stdin'], `${password}\n`);
  await host.start();
});
after(async () => {
  await browser?.close();
  await host?.forget();
});

test('sign-in: a wrong password is refused in words, the right one opens the desk', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.see('textbox', 'Adresse e-mail');
  await desk.picture('sign-in');
  await desk.write('Adresse e-mail', email);
  await desk.write('Mot de passe', 'wrong');
  await desk.page.keyboard.press('Enter');
  await desk.see_words('L’adresse ou le mot de passe n’est pas bon.');
  await desk.write('Mot de passe', password);
  await desk.page.keyboard.press('Enter');
  await desk.see('navigation');
  await desk.picture('empty-work');
  assert.deepEqual(desk.faults, []);
  await desk.close();
});
