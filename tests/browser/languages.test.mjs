// French and English: switched anywhere, kept, and no screen speaks both. Light and dark likewise.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { open_desk, start_browser } from './support/desk.mjs';
import { demo, make_host } from './support/host.mjs';
import { tour } from './support/tour.mjs';
import { foreign_words } from './support/words.mjs';

let browser;
let host;

before(async () => {
  [browser, host] = await Promise.all([start_browser(), make_host()]);
});
after(async () => {
  await browser?.close();
  await host?.forget();
});

async function speaks_only(desk, language) {
  const mixed = [];
  await tour(desk, language, async (stop) => {
    const found = await foreign_words(desk.page, language);
    if (found.length > 0) mixed.push(`${stop}: ${found.join(' | ')}`);
  });
  assert.deepEqual(mixed, []);
}

test('languages: no screen of the French desk has an English word', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(demo);
  await speaks_only(desk, 'fr');
  await desk.close();
});

test('languages: English is chosen before signing in, stays after a reload, and no screen has a French word', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.click('radio', 'English');
  await desk.see('button', 'Sign in');
  assert.deepEqual(await foreign_words(desk.page, 'en'), []);
  await desk.write('E-mail address', demo.email);
  await desk.write('Password', demo.password);
  await desk.press('Enter');
  await desk.see('navigation');
  await desk.reload();
  await desk.see('link', 'Work log');
  assert.equal(await desk.page.evaluate(() => document.documentElement.lang), 'en');
  await speaks_only(desk, 'en');
  await desk.close();
});

test('languages: switched in the settings, the desk changes at once and back', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(demo);
  await desk.go('Paramètres');
  await desk.click('radio', 'English');
  await desk.see('heading', 'Settings');
  await desk.click('radio', 'Français');
  await desk.see('heading', 'Paramètres');
  await desk.close();
});

/** Red, green and blue of a PNG of one pixel. */
function only_pixel(png) {
  const data = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return inflateSync(Buffer.concat(data)).subarray(1, 4);
}

test('themes: light and dark are chosen in the settings, change the picture, and stay after a reload', async () => {
  const desk = await open_desk(browser, host.origin);
  await desk.sign_in(demo);
  await desk.go('Paramètres');
  const brightness = async () => {
    const [r, g, b] = only_pixel(await desk.page.screenshot({ clip: { x: 1100, y: 740, width: 1, height: 1 } }));
    return (r + g + b) / 3;
  };
  await desk.click('radio', 'Sombre');
  await desk.see('radio', 'Sombre', { checked: true });
  assert.ok(await brightness() < 80);
  await desk.reload();
  await desk.see('radio', 'Sombre', { checked: true });
  assert.ok(await brightness() < 80);
  await desk.click('radio', 'Clair');
  await desk.see('radio', 'Clair', { checked: true });
  assert.ok(await brightness() > 200);
  await desk.reload();
  await desk.see('radio', 'Clair', { checked: true });
  assert.ok(await brightness() > 200);
  await desk.close();
});
