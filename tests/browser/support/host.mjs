// The real host on a folder of its own, started, stopped, killed and started again as a walk needs it.

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
export const list_file = join(root, 'assets/demo/clients-excel-fr.csv');
const program = process.env.PUPITRE_HOST ?? join(root, 'build/native-debug/server-stub/pupitre');
export const built_page = process.env.PUPITRE_WEB ?? join(root, 'build/wasm-release/dist');
const start_ms_max = 60_000;

export const claire = {
  email: 'claire@cabinet.example', password: 'correct horse battery staple', first_name: 'Claire', last_name: 'Martin',
  role: 'administrator',
};
export const noah = {
  email: 'noah@cabinet.example', password: 'staple battery horse correct', first_name: 'Noah', last_name: 'Petit', role: 'member',
};
export const demo = { email: 'karim.haddad@exemple.fr', password: 'pupitre-demo' };

async function free_port() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/**
 * A host with the example firm, or with nothing but these people's accounts and, if asked, the firm's client list.
 * @param {{people?: object[], clients?: boolean, page?: string}} wanted page: the folder with the built page
 */
export async function make_host({ people = null, clients = false, page = built_page } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'pupitre-host-'));
  const port = await free_port();
  const origin = `http://localhost:${port}`;
  let child = null;

  const run = (args, input = '') => execFileSync(program, args, { encoding: 'utf8', input, maxBuffer: 64 << 20 });
  const end = async (signal) => {
    if (!child) return;
    const ended = child.exitCode === null ? new Promise((done) => child.once('exit', done)) : null;
    child.kill(signal);
    await ended;
    child = null;
  };

  const host = {
    data,
    port,
    origin,
    async start() {
      const args = ['serve', '--data', data, '--assets', page, '--port', String(port), '--host', '127.0.0.1', '--log-level', 'warning'];
      if (people) args.push('--empty');
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
        await new Promise((done) => setTimeout(done, 50));
      }
    },
    async start_if_stopped() {
      if (!child) await host.start();
    },
    /** As Ctrl+C does. */
    stop: () => end('SIGTERM'),
    /** As a power cut does. */
    kill: () => end('SIGKILL'),
    /** The last line of `pupitre import`, as numbers. */
    import(file, ...options) {
      const last = run(['--lang', 'en', 'import', '--data', data, ...options, file]).trim().split('\n').at(-1);
      return Object.fromEntries(last.split(', ').map((part) => part.split(' ')).map(([name, count]) => [name, Number(count)]));
    },
    export_clients: () => run(['export', '--data', data, 'clients']),
    check: () => run(['--lang', 'en', 'check', '--data', data]),
    back_up: (file) => run(['backup', '--data', data, file]),
    /** In place of what is there, with the host stopped. */
    restore: (file) => run(['restore', '--data', data, '--replace', file]),
    add_person(person) {
      run(['user', 'add', '--data', data, person.email, '--first-name', person.first_name, '--last-name', person.last_name,
        '--role', person.role, '--password-stdin'], `${person.password}\n`);
    },
    async forget() {
      await host.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
  await host.start();
  for (const person of people ?? []) host.add_person(person);
  if (clients) host.import(list_file);
  return host;
}
