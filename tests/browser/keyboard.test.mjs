// The desk without a mouse: signing in, finding one's way, creating, saving, taking back, closing; the focus is always to be seen.

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

/** What has the focus, as it is called. */
const focused = (desk) => desk.page.evaluate(() => {
  const el = document.activeElement;
  return `${el.getAttribute('role') ?? el.tagName.toLowerCase()} ${el.getAttribute('aria-label') ?? el.textContent}`.replace(/\s+/g, ' ');
});

/** Presses Tab until this has the focus; a few rounds of the whole page at most. */
async function tab_to(desk, wanted, key = 'Tab') {
  const met = [];
  for (let press = 0; press < 120; press += 1) {
    const now = await focused(desk);
    if (now === wanted) return;
    met.push(now);
    await desk.press(key);
  }
  assert.fail(`"${wanted}" never got the focus; met: ${met.join(' | ')}`);
}

const has_focus = (desk, wanted) => desk.page.waitForFunction((words) => {
  const el = document.activeElement;
  return `${el.getAttribute('role') ?? el.tagName.toLowerCase()} ${el.getAttribute('aria-label') ?? el.textContent}`.replace(/\s+/g, ' ') === words;
}, wanted);

async function signed_in_by_keyboard() {
  const desk = await open_desk(browser, host.origin);
  await has_focus(desk, 'input Adresse e-mail');
  await desk.type(claire.email);
  await desk.press('Tab');
  await desk.type(claire.password);
  await desk.press('Enter');
  await desk.see('navigation');
  return desk;
}

test('keyboard: from signing in to a new client, saved and taken back, without the mouse', async () => {
  const desk = await signed_in_by_keyboard();

  await tab_to(desk, 'link Clients');
  await desk.press('Enter');
  await desk.see('heading', 'Clients');
  await tab_to(desk, 'button Nouveau client');
  await desk.press('Enter');
  await desk.see('region', 'Nouveau client');
  await has_focus(desk, 'input Raison sociale');
  await desk.type('Atelier du Clavier');
  await tab_to(desk, 'input SIREN');
  await desk.type('552100554');
  await tab_to(desk, 'button Créer le client');
  await desk.press('Enter');
  await desk.see('heading', 'Atelier du Clavier', { level: 1 });

  await desk.press('Control+z');
  await desk.see('status', 'Annulé : Client : création enregistrée');
  await desk.press('Control+Shift+z');
  await desk.see('status', 'Rétabli : Client : création enregistrée');
  await desk.see('heading', 'Atelier du Clavier', { level: 1 });

  // A change in a field is saved when the keyboard leaves it.
  await tab_to(desk, 'input Site web');
  await desk.type('https://clavier.example');
  await desk.press('Tab');
  await desk.see('status', 'Site web : https://clavier.example');
  await desk.settled();
  assert.ok(host.export_clients().includes('https://clavier.example'));
  await desk.close();
});

test('keyboard: Escape closes the panel and the focus goes back to where it was', async () => {
  const desk = await signed_in_by_keyboard();
  await tab_to(desk, 'button Tâche');
  await desk.press('Enter');
  await desk.see('region', 'Nouvelle tâche');
  await has_focus(desk, 'input Titre');
  await desk.press('Escape');
  await desk.gone('region', 'Nouvelle tâche');
  await has_focus(desk, 'button Tâche');

  // A list opened in a field closes first, and gives the focus back to the field.
  await desk.press('Enter');
  await has_focus(desk, 'input Titre');
  await tab_to(desk, 'combobox Client');
  await desk.press('Enter');
  await desk.see('listbox', 'Client');
  await desk.press('Escape');
  await desk.gone('listbox', 'Client');
  await has_focus(desk, 'combobox Client');
  await desk.see('region', 'Nouvelle tâche');
  await desk.press('Escape');
  await desk.gone('region', 'Nouvelle tâche');
  await desk.close();
});

test('keyboard: arrows walk the list, Enter opens, letters go places; each stop can be seen', async () => {
  const desk = await signed_in_by_keyboard();
  await tab_to(desk, 'link Journal de bord');
  await desk.press('g');
  await desk.press('c');
  await desk.see('heading', 'Clients');
  await tab_to(desk, 'grid Clients');
  // The picture follows a frame after the key: each step is waited for.
  const step_down = async () => {
    const place = () => document.querySelector('#mirror [role=row][aria-current=true]')?.getAttribute('aria-rowindex') ?? '';
    const before = await desk.page.evaluate(place);
    await desk.press('ArrowDown');
    await desk.page.waitForFunction((was) => {
      const row = document.querySelector('#mirror [role=row][aria-current=true]');
      return row !== null && row.getAttribute('aria-rowindex') !== was;
    }, before);
  };
  await step_down();
  await step_down();
  const second = await desk.page.locator('#mirror [role=row][aria-current=true]').getAttribute('aria-label')
    ?? await desk.page.locator('#mirror [role=row][aria-current=true] [role=gridcell]').nth(1).textContent();
  await desk.press('Enter');
  await desk.see('heading', second, { level: 1 });
  await desk.press('Escape');
  await desk.see('heading', 'Clients', { level: 1 });
  await has_focus(desk, 'grid Clients');

  // Where the focus stands, the picture differs from where it does not.
  const ring_shows = async (role, name) => {
    await tab_to(desk, `${role} ${name}`);
    const box = await desk.find(role, name).boundingBox();
    const clip = { x: Math.max(0, box.x - 6), y: Math.max(0, box.y - 6), width: box.width + 12, height: box.height + 12 };
    const with_focus = await desk.page.screenshot({ clip });
    await desk.press('Tab');
    const without = await desk.page.screenshot({ clip });
    assert.notDeepEqual(with_focus, without, `the focus on ${role} "${name}" can't be seen`);
  };
  await ring_shows('link', 'Clients');
  await ring_shows('button', 'Nouveau client');
  await ring_shows('columnheader', 'Ville');
  await desk.close();
});

test('keyboard: Ctrl+K finds a client, and an action before anything is typed', async () => {
  const desk = await signed_in_by_keyboard();
  await desk.settled();
  await desk.press('Control+k');
  await has_focus(desk, 'input Rechercher partout');
  await desk.see('option', 'Nouvelle tâche');
  await desk.type('pressing benali');
  await desk.see('option', 'Pressing Benali');
  await desk.press('Enter');
  await desk.see('heading', 'Pressing Benali', { level: 1 });

  await desk.press('Control+k');
  await desk.type('nouv client');
  await desk.see('option', 'Nouveau client');
  await desk.press('Enter');
  await desk.see('region', 'Nouveau client');
  await has_focus(desk, 'input Raison sociale');

  await desk.press('Control+k');
  await desk.see('option', 'Nouveau projet');
  await desk.press('Escape');
  await desk.see('region', 'Nouveau client');
  await desk.close();
});
