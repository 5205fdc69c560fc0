// A picture of each screen, wide and narrow, light and dark, for people to look at.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open_desk, start_browser } from './support/desk.mjs';
import { demo, make_host } from './support/host.mjs';
import { tour } from './support/tour.mjs';

let browser;
let host;

before(async () => {
  [browser, host] = await Promise.all([start_browser(), make_host()]);
});
after(async () => {
  await browser?.close();
  await host?.forget();
});

for (const [shape, size] of [['wide', { width: 1440, height: 900 }], ['narrow', { width: 390, height: 844, touch: true }]]) {
  for (const dark of [false, true]) {
    const look = `${shape}-${dark ? 'dark' : 'light'}`;
    test(`pictures: every screen, ${shape}, ${dark ? 'dark' : 'light'}`, async () => {
      const desk = await open_desk(browser, host.origin, { ...size, dark });
      const taken = [];
      const picture = async (stop) => {
        await desk.at_rest();
        await desk.picture(`${look}-${String(taken.length + 1).padStart(2, '0')}-${stop}`);
        taken.push(stop);
      };
      await desk.see('button', 'Se connecter');
      await picture('sign-in');
      await desk.sign_in(demo);
      await tour(desk, 'fr', picture);
      assert.ok(taken.length > 20);
      await desk.close();
    });
  }
}
