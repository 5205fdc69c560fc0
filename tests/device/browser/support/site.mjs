// A small static server for the storage tests: the device's own JavaScript, the test program with its IDBFS mount, and
// whatever a test adds or changes while the page is open.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../../..');

const types = {
  '.html': 'text/html; charset=utf-8', '.mjs': 'text/javascript', '.js': 'text/javascript', '.wasm': 'application/wasm',
  '.json': 'application/json', '.webmanifest': 'application/manifest+json',
};

/** Builds a fixture with an IDBFS mount, unless the last build is newer than its source. Returns the folder. */
export function built(source, name, options = []) {
  const folder = join(root, 'build/device-fixtures');
  const input = join(root, 'tests/device/fixtures', source);
  const output = join(folder, `${name}.mjs`);
  if (!existsSync(output) || statSync(output).mtimeMs < statSync(input).mtimeMs) {
    mkdirSync(folder, { recursive: true });
    const compiler = join(readFileSync(join(root, '.deps/emscripten-root'), 'utf8').trim(), 'em++');
    execFileSync(compiler, [input, '-O1', '-lidbfs.js', '-sFORCE_FILESYSTEM=1', '-sMODULARIZE=1', '-sEXPORT_ES6=1',
      '-sENVIRONMENT=web', '-sALLOW_MEMORY_GROWTH=1', '-sEXPORTED_RUNTIME_METHODS=FS,IDBFS', ...options, '-o', output]);
  }
  return folder;
}

/** Starts the server. `extra` maps paths to functions that give {body, type?, status?}; tests may change it at any time. */
export async function start_site(extra = {}) {
  const fixtures = built('files.cpp', 'files');
  const folders = { '/js/': join(root, 'web-ui/device/js'), '/fixtures/': fixtures, '/support/': join(root, 'tests/device/browser/support') };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    try {
      const answer = await respond(path, folders, extra, request);
      response.writeHead(answer.status ?? 200, { 'content-type': answer.type ?? types[extname(path)] ?? 'text/html', 'cache-control': 'no-cache' });
      response.end(answer.body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    extra,
    stop: () => new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    }),
  };
}

async function respond(path, folders, extra, request) {
  if (extra[path]) return extra[path](request);
  if (path === '/') return { body: '<!doctype html><meta charset="utf-8"><title>Device</title><script type="module" src="/support/page.mjs"></script>' };
  const prefix = Object.keys(folders).find((start) => path.startsWith(start));
  if (!prefix || path.includes('..')) return { status: 404, body: '' };
  return { body: await readFile(join(folders[prefix], path.slice(prefix.length))) };
}
