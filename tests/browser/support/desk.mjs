// A person at the desk: finds things by role and name in the accessibility mirror, points with the real mouse, types with the
// real keyboard. Knows nothing of the program's insides.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './host.mjs';

const flags = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const pictures = join(root, 'tests/browser/screenshots');
const wait_ms = 30_000;
mkdirSync(pictures, { recursive: true });

export async function start_browser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: flags });
}

/** A new person with a device of their own. */
export async function open_desk(browser, origin, { width = 1440, height = 900, dark = false, address = '/' } = {}) {
  const context = await browser.newContext({
    viewport: { width, height }, locale: 'fr-FR', colorScheme: dark ? 'dark' : 'light', acceptDownloads: true,
  });
  context.setDefaultTimeout(wait_ms);
  return desk_in(context, origin, address);
}

/** A further tab on the same device. */
export async function desk_in(context, origin, address = '/') {
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.stack ?? String(error)));
  if (process.env.VERBOSE) page.on('console', (message) => console.log('   page:', message.text()));
  await page.goto(origin + address);

  const desk = {
    page,
    context,
    faults,
    find: (role, name, options = {}) => page.getByRole(role, name === undefined ? options : { name, ...options }).first(),
    /** Points at the middle of a thing and clicks, as a hand does. */
    async click(role, name, options) {
      const thing = desk.find(role, name, options);
      await thing.waitFor({ state: 'attached' });
      const box = await thing.boundingBox();
      if (!box) throw new Error(`${role} "${name}" has no place on the page`);
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    },
    /** Clicks a field and types over what is in it. */
    async write(name, words, role = 'textbox') {
      await desk.click(role, name);
      await page.keyboard.press('Control+A');
      await page.keyboard.type(words);
    },
    see: (role, name, options) => desk.find(role, name, options).waitFor({ state: 'attached' }),
    async see_words(words) {
      await page.waitForFunction((wanted) => document.body.textContent.replace(/[\u00a0\u202f]/g, ' ').includes(wanted), words);
    },
    async gone(role, name, options) {
      await desk.find(role, name, options).waitFor({ state: 'detached' });
    },
    async sign_in(email, password) {
      await desk.write('Adresse e-mail', email);
      await desk.write('Mot de passe', password);
      await page.keyboard.press('Enter');
      await desk.see('navigation');
    },
    go: (name) => desk.click('link', name).catch(() => desk.click('button', name)),
    picture: (name) => page.screenshot({ path: join(pictures, `${name}.png`) }),
    close: () => context.close(),
  };
  return desk;
}
