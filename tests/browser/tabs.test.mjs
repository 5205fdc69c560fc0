// Two tabs of one device: one of them writes, both show the same, and when the writer goes the other takes over.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { desk_in, open_desk, start_browser } from './support/desk.mjs';
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

async function open_client(desk, reference, name) {
  await desk.go('Clients');
  await desk.write('Rechercher un client', reference, { role: 'searchbox' });
  await desk.click('row', name);
  await desk.see('heading', name, { level: 1 });
}

async function change(desk, field, value) {
  await desk.page.bringToFront();
  await desk.write(field, value);
  await desk.press('Tab');
  await desk.see('status', `${field} : ${value}`);
}

test('tabs: what is changed in one tab appears in the other, both ways; the second takes over when the first is closed', async () => {
  const first = await open_desk(browser, host.origin);
  await first.sign_in(claire);
  await first.settled();
  const second = await desk_in(first.context, host.origin);
  await second.see('navigation');
  await open_client(second, 'c00012', 'Pressing Benali');
  await first.page.bringToFront();
  await open_client(first, 'c00012', 'Pressing Benali');

  await change(first, 'N° TVA intracommunautaire', 'FR77462572975');
  await second.page.bringToFront();
  await second.see_value('N° TVA intracommunautaire', 'FR77462572975');
  await change(second, 'Site web', 'https://benali.example');
  await first.page.bringToFront();
  await first.see_value('Site web', 'https://benali.example');

  // The tab that was there first is the one that writes; without it the other saves, also with the host off.
  await second.page.bringToFront();
  await host.stop();
  await change(second, 'Compte comptable', '411ONE');
  await first.page.close();
  await change(second, 'Horaires d’accès', 'lun-ven 9h-12h');
  await second.see_words('Enregistré sur cet appareil');
  await second.see_words('2 modifications gardées sur cet appareil');
  await second.reload();
  await second.see_value('Compte comptable', '411ONE');
  await second.see_value('Horaires d’accès', 'lun-ven 9h-12h');
  await host.start();
  await second.settled();
  const line = host.export_clients().split('\r\n').find((row) => row.startsWith('C00012'));
  for (const part of ['FR77462572975', 'https://benali.example', '411ONE']) assert.ok(line.includes(part), `${part} in ${line}`);
  await second.close();
});

test('tabs: signing out in one tab closes the desk in the other', async () => {
  const first = await open_desk(browser, host.origin);
  await first.sign_in(claire);
  await first.settled();
  const second = await desk_in(first.context, host.origin);
  await second.see('navigation');
  await second.click('button', 'Compte de Claire Martin');
  await second.click('menuitem', 'Se déconnecter…');
  await second.part('dialog', 'Se déconnecter ?').click('button', 'Se déconnecter');
  await second.see('textbox', 'Adresse e-mail');
  await first.page.bringToFront();
  await first.see('textbox', 'Adresse e-mail');
  await second.close();
});
