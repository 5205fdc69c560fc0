// Runs every walk in this folder, or those whose names are given, with node's own test runner and one browser for all of them.

import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { browser_flags, browser_program } from './support/desk.mjs';

const walks_at_once = 2;
const here = dirname(fileURLToPath(import.meta.url));
const asked = process.argv.slice(2);
const walks = readdirSync(here)
  .filter((name) => name.endsWith('.test.mjs') && (asked.length === 0 || asked.some((word) => name.includes(word))))
  .map((name) => join(here, name));

const browser = await chromium.launchServer({ executablePath: browser_program, headless: true, args: browser_flags });
const runner = spawn(process.execPath, ['--test', `--test-concurrency=${walks_at_once}`, '--test-reporter=spec', ...walks], {
  stdio: 'inherit', env: { ...process.env, PUPITRE_BROWSER: browser.wsEndpoint() },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => runner.kill(signal));
const status = await new Promise((done) => runner.once('exit', (code) => done(code ?? 1)));
await browser.close();
process.exit(status);
