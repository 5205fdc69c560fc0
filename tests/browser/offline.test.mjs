// Weeks without a network: what is written stays, through a reload and through the death of the browser, and two devices end up equal.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { desk_in, open_desk, start_browser, start_profile } from './support/desk.mjs';
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

async function open_client(desk, reference, name) {
  await desk.go('Clients');
  await desk.write('Rechercher un client', reference, { role: 'searchbox' });
  await desk.click('row', name);
  await desk.see('heading', name, { level: 1 });
}

async function change(desk, field, value) {
  await desk.write(field, value);
  await desk.press('Tab');
  await desk.see('status', `${field} : ${value}`);
}

/** The whole of what a desk holds, whatever the order of its rows. */
async function content_of(desk) {
  await desk.go('Paramètres');
  const file = await desk.download(() => desk.click('button', 'Tout exporter (JSON)'));
  const { tables } = JSON.parse(file.bytes.toString('utf8'));
  return Object.fromEntries(Object.entries(tables).map(([table, rows]) => [table, rows.map((row) => JSON.stringify(row)).sort()]));
}

/** Both desks hold the same rows, and the clients that the host holds. */
async function all_equal(...desks) {
  for (const desk of desks) await desk.settled();
  const contents = [];
  for (const desk of desks) contents.push(await content_of(desk));
  for (const content of contents) assert.deepEqual(content, contents[0]);
  for (const desk of desks) {
    const clients = await desk.download(() => desk.click('button', 'Clients (CSV pour Excel)'));
    assert.equal(clients.bytes.toString('utf8'), host.export_clients());
  }
  assert.match(host.check(), /sound|healthy|in order|sain/);
}

test('offline: with the host stopped, work is saved on the device, a reload shows it, and the host gets it when it is back', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(claire);
  await desk.settled();
  await host.stop();
  await open_client(desk, 'c00012', 'Pressing Benali');
  await change(desk, 'Site web', 'https://benali.example');
  await desk.see_words('Enregistré sur cet appareil');
  await desk.see_words('1 modification gardée sur cet appareil');

  // The page itself comes from the device too.
  await desk.reload();
  await desk.see_value('Site web', 'https://benali.example');
  await desk.go('En attente');
  await desk.part('listitem', 'Client « Pressing Benali » · Site web').see_words('vide → https://benali.example');
  await desk.go('Journal de bord');
  await desk.click('button', 'Tâche');
  const task = desk.part('region', 'Nouvelle tâche');
  await task.write('Titre', 'Écrite sans réseau');
  await task.click('button', 'Créer la tâche');
  await desk.see('row', 'Écrite sans réseau');
  await desk.see_words('2 modifications gardées sur cet appareil');

  await host.start();
  await desk.settled();
  await desk.go('En attente');
  await desk.see_words('Tout est envoyé');
  assert.ok(host.export_clients().includes('https://benali.example'));
  await desk.close();
});

test('offline: after a backup was restored, what waits on a device still arrives, and what the host lost goes from it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pupitre-backup-'));
  const backup = join(folder, 'backup');
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(claire);
  await desk.settled();
  host.back_up(backup);
  await open_client(desk, 'c00012', 'Pressing Benali');
  await change(desk, 'Compte comptable', '411RESTORED');
  await desk.settled();
  await host.stop();
  await change(desk, 'Horaires d’accès', 'après 14 h');
  await desk.see_words('1 modification gardée sur cet appareil');
  host.restore(backup);
  await host.start();
  await desk.click('button', 'Se connecter');
  await desk.sign_in(claire);
  await desk.settled();
  await open_client(desk, 'c00012', 'Pressing Benali');
  await desk.see_value('Horaires d’accès', 'après 14 h');
  await desk.see_value('Compte comptable', '');
  await all_equal(desk);
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

test('offline: a killed browser, started again on the same profile without the host, shows every change', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pupitre-profile-'));
  const processes = [];
  const start = async () => {
    processes.push(await start_profile(folder));
    return processes.at(-1);
  };
  try {
    const before_kill = await start();
    const desk = await desk_in(before_kill, host.origin);
    await desk.sign_in(claire);
    await desk.settled();
    // The page is kept on the device from its second visit at the latest.
    await desk.reload();
    await desk.settled();
    await host.stop();
    await open_client(desk, 'c00004', 'Ferreira Hôtel SARL');
    await change(desk, 'Site web', 'https://ferreira.example');
    await change(desk, 'Horaires d’accès', 'lun-ven 9h-12h');
    await desk.see_words('Enregistré sur cet appareil');
    const closed = new Promise((done) => before_kill.once('close', done));
    process.kill(Number(readlinkSync(join(folder, 'SingletonLock')).split('-').at(-1)), 'SIGKILL');
    await closed;

    const after_kill = await start();
    const again = await desk_in(after_kill, host.origin);
    await again.see('navigation');
    await again.see_words('2 modifications gardées sur cet appareil');
    await open_client(again, 'c00004', 'Ferreira Hôtel SARL');
    await again.see_value('Site web', 'https://ferreira.example');
    await again.see_value('Horaires d’accès', 'lun-ven 9h-12h');
    await host.start();
    // A browser that dies may lose the cookie it had not written yet: then one signs in again, and nothing else is lost.
    await Promise.race([again.settled(), again.see('button', 'Se connecter')]);
    if (await again.count('button', 'Se connecter') > 0) {
      await again.click('button', 'Se connecter');
      await again.see_value('Adresse e-mail', claire.email);
      await again.write('Mot de passe', claire.password);
      await again.press('Enter');
    }
    await again.settled();
    assert.ok(host.export_clients().includes('https://ferreira.example'));
    await again.close();
  } finally {
    for (const one of processes) await one.close().catch(() => {});
    await host.start_if_stopped();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('offline: two devices change different fields of one client, and both keep both', async () => {
  const [away, here] = await Promise.all([open_desk(browser, host.origin), open_desk(browser, host.origin)]);
  await Promise.all([away.sign_in(claire), here.sign_in(noah)]);
  await Promise.all([away.settled(), here.settled()]);
  await open_client(away, 'c00005', 'Aux délices de Leffrinckoucke');
  await open_client(here, 'c00005', 'Aux délices de Leffrinckoucke');
  await away.context.setOffline(true);
  await change(away, 'Compte comptable', '411DELICES');
  await change(here, 'Site web', 'https://delices.example');
  await here.settled();
  await away.see_words('Enregistré sur cet appareil');
  await away.context.setOffline(false);
  await away.see_value('Site web', 'https://delices.example');
  await here.see_value('Compte comptable', '411DELICES');
  await all_equal(away, here);
  await Promise.all([away.close(), here.close()]);
});

test('offline: two devices change the same field; the later one decides with both values in sight, mine or theirs', async () => {
  const [away, here] = await Promise.all([open_desk(browser, host.origin), open_desk(browser, host.origin)]);
  await Promise.all([away.sign_in(claire), here.sign_in(noah)]);
  await Promise.all([away.settled(), here.settled()]);
  await open_client(away, 'c00006', 'EI Lefèvre & Fils');
  await open_client(here, 'c00006', 'EI Lefèvre & Fils');
  await away.context.setOffline(true);
  await change(away, 'E-mail', 'away@lefevre.example');
  await change(away, 'Compte comptable', '411AWAY');
  await change(here, 'E-mail', 'here@lefevre.example');
  await change(here, 'Compte comptable', '411HERE');
  await here.settled();
  await away.context.setOffline(false);

  await away.see('button', '2 à trancher');
  await away.go('À trancher');
  const by_mail = away.part('group', 'Client « EI Lefèvre & Fils » · E-mail');
  await by_mail.see_words('away@lefevre.example');
  await by_mail.see_words('here@lefevre.example');
  await by_mail.click('button', 'Garder la mienne');
  await away.gone('group', 'Client « EI Lefèvre & Fils » · E-mail');
  const by_account = away.part('group', 'Client « EI Lefèvre & Fils » · Compte comptable');
  await by_account.see_words('411AWAY');
  await by_account.see_words('411HERE');
  await by_account.click('button', 'Garder la leur');
  await away.see_words('Tout est envoyé');

  await here.see_value('E-mail', 'away@lefevre.example');
  await here.see_value('Compte comptable', '411HERE');
  await all_equal(away, here);
  await Promise.all([away.close(), here.close()]);
});
