// The real host on a folder of its own, started, stopped and started again as a test needs it.

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const program = process.env.PUPITRE_HOST ?? join(root, 'build/native-debug/server-stub/pupitre');
const web = process.env.PUPITRE_WEB ?? join(root, 'build/wasm-release/dist');
const start_ms_max = 60_000;

async function free_port() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** A host with the example firm, or with one administrator and nothing else. */
export async function make_host({ empty = false } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'pupitre-host-'));
  const port = await free_port();
  const origin = `http://localhost:${port}`;
  let child = null;

  const host = {
    data,
    origin,
    run: (...args) => execFileSync(program, [...args], { encoding: 'utf8', maxBuffer: 64 << 20 }),
    run_with_input: (args, input) => execFileSync(program, args, { encoding: 'utf8', input }),
    async start() {
      const args = ['serve', '--data', data, '--assets', web, '--port', String(port), '--host', '127.0.0.1', '--log-level', 'warning'];
      if (empty) args.push('--empty');
      child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
      let said = '';
      child.stdout.on('data', (part) => { said += part; });
      child.stderr.on('data', (part) => { said += part; });
      const until = Date.now() + start_ms_max;
      for (;;) {
        try {
          if ((await fetch(`${origin}/health`)).ok) return;
        } catch { /* Not there yet. */ }
        if (child.exitCode !== null || Date.now() > until) throw new Error(`the host did not start:\n${said}`);
        await new Promise((done) => setTimeout(done, 100));
      }
    },
    /** As Ctrl+C does. */
    async stop() {
      if (!child) return;
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
      child = null;
    },
    async forget() {
      await host.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
  await host.start();
  return host;
}
