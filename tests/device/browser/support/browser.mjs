// A real Chromium with a profile on the disk that survives a restart of the browser.

import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './site.mjs';

const { chromium } = createRequire(join(root, 'tests/browser/package.json'))('playwright-core');

const flags = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-gpu'];

export async function start_browser(profile = mkdtempSync(join(tmpdir(), 'pupitre-device-'))) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: flags,
  });
  return {
    context,
    profile,
    /** A tab with the test page; errors of the page end the test. */
    async tab(origin) {
      const page = await context.newPage();
      page.on('pageerror', (error) => { throw error; });
      if (process.env.VERBOSE) page.on('console', (message) => console.log('   page:', message.text()));
      await page.goto(origin);
      await page.waitForFunction(() => window.ready === true);
      return page;
    },
    /** Ends the browser's processes without a chance to tidy up, as a crash or a dying battery would. */
    async kill() {
      const session = await context.browser().newBrowserCDPSession();
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      for (const { id } of processInfo) {
        try { process.kill(id, 'SIGKILL'); } catch { /* It has ended with its parent. */ }
      }
      await context.close().catch(() => {});
    },
    close: () => context.close(),
    forget: () => rmSync(profile, { recursive: true, force: true }),
  };
}
