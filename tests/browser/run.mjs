// Runs every walk in this folder with node's own test runner and hands on its result.

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const walks = readdirSync(here).filter((name) => name.endsWith('.test.mjs')).map((name) => join(here, name));
const { status } = spawnSync(process.execPath, ['--test', ...walks], { stdio: 'inherit' });
process.exit(status ?? 1);
