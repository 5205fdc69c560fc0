// The store in one tab: what it keeps, through reload, kill, damage and a full disk.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { start_browser } from './support/browser.mjs';
import { start_site } from './support/site.mjs';

let site;
let browser;
let page;

before(async () => {
  site = await start_site();
  browser = await start_browser();
});
after(async () => {
  await browser.close();
  browser.forget();
  await site.stop();
});
beforeEach(async () => { page = await browser.tab(site.origin); });
afterEach(async () => {
  await page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name);
    for (const name of names) indexedDB.deleteDatabase(name);
  });
  await page.close();
});

/** Opens as a writer and gives the content. */
const content = (target = page) => target.evaluate(async () => {
  const store = await new_store();
  const state = plain(await store.open({ writer: true }));
  await store.close();
  return state;
});

test('store: a new device opens empty, as writer number one', async () => {
  const state = await content();
  assert.deepEqual([state.lease, state.generation, state.log, state.outbox, state.damage], [1, 0, [], [], []]);
});

test('store: commands, settings and drafts are there after a reload', async () => {
  await page.evaluate(async () => {
    const store = await new_store();
    await store.open({ writer: true });
    await store.append({ outbox: [row(1), row(2)], meta: { language: 'fr' }, drafts: { 'note/7': 'Rappeler M. Lefèvre' } });
  });
  await page.reload();
  await page.waitForFunction(() => window.ready === true);
  const state = await content();
  assert.deepEqual(state.outbox, ['command 1', 'command 2']);
  assert.deepEqual(state.meta, { language: 'fr' });
  assert.deepEqual(state.drafts, { 'note/7': 'Rappeler M. Lefèvre' });
});

test('store: two hundred commands of an import are one transaction', async () => {
  const [writes, count] = await page.evaluate(async () => {
    const store = await new_store();
    const before = (await store.open({ writer: true })).write;
    const { write } = await store.append({ outbox: Array.from({ length: 200 }, (_, index) => row(index + 1)) });
    return [write - before, (await store.open({ writer: true })).outbox.length];
  });
  assert.deepEqual([writes, count], [1, 200]);
});

test('store: commit appends patches, advances cursors and prunes the outbox at once', async () => {
  await page.evaluate(async () => {
    const store = await new_store();
    await store.open({ writer: true });
    await store.append({ outbox: [row(1), row(2), row(3)] });
    await store.commit({
      patches: [{ scope: 'firm', bytes: bytes('patch a') }, { scope: 'firm', bytes: bytes('patch b') }],
      prune: [{ id: 'id-1', order: 1 }, { id: 'id-2', order: 2 }], meta: { cursors: '{"firm":9}' },
      results: [{ id: 'id-2', bytes: bytes('refused: client_not_found') }],
    });
  });
  const state = await content();
  assert.deepEqual(state.log, ['patch a', 'patch b']);
  assert.deepEqual(state.outbox, ['command 3']);
  assert.deepEqual(state.results, ['refused: client_not_found']);
  assert.deepEqual(state.settled, ['id-1', 'id-2']);
  assert.equal(state.meta.cursors, '{"firm":9}');
});

test('store: a result stays until it is dismissed', async () => {
  const left = await page.evaluate(async () => {
    const store = await new_store();
    await store.open({ writer: true });
    await store.commit({ results: [{ id: 'a', bytes: bytes('A') }, { id: 'b', bytes: bytes('B') }] });
    await store.append({ dismiss: ['a'] });
    return plain(await store.open({ writer: true })).results;
  });
  assert.deepEqual(left, ['B']);
});

test('store: an acknowledged command survives the browser being killed', async () => {
  const doomed = await start_browser();
  const tab = await doomed.tab(site.origin);
  let acknowledged = 0;
  await tab.exposeFunction('acknowledge', (order) => { acknowledged = order; });
  await tab.evaluate(() => {
    (async () => {
      const store = await new_store();
      await store.open({ writer: true });
      for (let order = 1; ; order += 1) {
        await store.append({ outbox: [row(order)] });
        acknowledge(order);
      }
    })();
  });
  while (acknowledged < 25) await new Promise((later) => setTimeout(later, 20));
  await doomed.kill();
  const last = acknowledged;
  const again = await start_browser(doomed.profile);
  const state = await content(await again.tab(site.origin));
  await again.close();
  again.forget();
  assert.ok(state.outbox.length >= last, `${state.outbox.length} of ${last} acknowledged commands`);
  assert.deepEqual(state.orders, state.orders.map((_, index) => index + 1));
  assert.deepEqual(state.damage, []);
});

test('store: compaction replaces the segments and empties the log up to its point', async () => {
  const names = await page.evaluate(async () => {
    const store = await new_store();
    await store.open({ writer: true });
    const { log_through } = await store.commit({ patches: [{ scope: 'firm', bytes: bytes('one') }] });
    await store.commit({ patches: [{ scope: 'firm', bytes: bytes('two') }] });
    await store.compact({ segments: [segment('client-0', 'clients'), segment('task-0', 'tasks')], log_through });
    return keys_of(segments_name(), 'FILE_DATA');
  });
  assert.ok(names.includes('/pupitre-test/gen/1/client-0.seg'));
  const state = await content();
  assert.deepEqual(state.segments, { 'client-0': 'clients', 'task-0': 'tasks' });
  assert.deepEqual(state.log, ['two']);
  assert.equal(state.generation, 1);
});

test('store: an older generation is gone after the next compaction and open', async () => {
  const names = await page.evaluate(async () => {
    const store = await new_store();
    await store.open({ writer: true });
    for (const round of ['a', 'b', 'c']) await store.compact({ segments: [segment('client-0', round)], log_through: 0 });
    await store.close();
    const next = await new_store();
    await next.open({ writer: true });
    for (let wait = 0; wait < 50; wait += 1) {
      const keys = await keys_of(segments_name(), 'FILE_DATA');
      if (!keys.some((key) => key.includes('/gen/2'))) return keys;
      await new Promise((later) => setTimeout(later, 20));
    }
    return [];
  });
  assert.deepEqual(names.filter((name) => name.endsWith('.seg')), ['/pupitre-test/gen/3/client-0.seg']);
});

test('store: stopped at any storage call of a compaction, it opens with the old or the new base, never a mixture', async () => {
  const outcomes = await page.evaluate(async () => {
    const seen = [];
    for (let fail_at = 1; ; fail_at += 1) {
      const name = `crash-${fail_at}`;
      const first = await new_store(name);
      await first.open({ writer: true });
      await first.compact({ segments: [segment('client-0', 'old'), segment('task-0', 'old')], log_through: 0 });
      await first.commit({ patches: [{ scope: 'firm', bytes: bytes('patch') }] });
      await first.append({ outbox: [row(1)] });
      await first.close();

      const counter = counting();
      const second = await new_store(name, { before_call: (step) => counter.before_call(step) });
      await second.open({ writer: true });
      await new Promise((later) => setTimeout(later, 30));
      Object.assign(counter, counting(fail_at));
      const reason = await failure(second.compact({ segments: [segment('client-0', 'new'), segment('task-0', 'new')], log_through: 1 }));
      await second.close();

      const third = await new_store(name);
      const state = plain(await third.open({ writer: true }));
      seen.push({ reason, step: counter.steps.at(-1), ...state });
      await third.wipe();
      if (reason === 'no failure') return seen;
    }
  });
  assert.ok(outcomes.length >= 5, `${outcomes.length} storage calls`);
  for (const state of outcomes) {
    assert.deepEqual(state.damage, [], state.step);
    assert.deepEqual(state.outbox, ['command 1'], state.step);
    const flipped = state.segments['client-0'] === 'new';
    assert.equal(state.segments['task-0'], state.segments['client-0'], state.step);
    assert.deepEqual(state.log, flipped ? [] : ['patch'], state.step);
    assert.equal(flipped, state.reason === 'no failure', state.step);
  }
});

const damaged_segment = (edit) => page.evaluate(async (source) => {
  const store = await new_store();
  await store.open({ writer: true });
  await store.compact({ segments: [segment('client-0', 'clients'), segment('task-0', 'tasks')], log_through: 0 });
  await store.append({ outbox: [row(1)] });
  await store.close();
  const change = new Function('contents', source);
  await tamper(segments_name(), 'FILE_DATA', (key, value) => {
    if (!key.endsWith('client-0.seg')) return undefined;
    const contents = change(value.contents);
    return contents === null ? null : { ...value, contents };
  });
  location.reload();
}, edit).then(() => page.waitForFunction(() => window.ready === true)).then(() => content());

for (const [what, edit] of [
  ['with a flipped bit', 'contents[3] ^= 1; return contents;'],
  ['cut short', 'return contents.slice(0, 4);'],
  ['that is missing', 'return null;'],
  ['whose record is no file any more', 'return 7;'],
]) {
  test(`store: a segment ${what} is named, the rest and the outbox are kept`, async () => {
    const state = await damaged_segment(edit);
    assert.ok(state.damage.includes('segment client-0'), String(state.damage));
    assert.equal(state.segments['client-0'], undefined);
    if (edit !== 'return 7;') assert.deepEqual(state.segments, { 'task-0': 'tasks' });
    assert.deepEqual(state.outbox, ['command 1']);
  });
}

test('store: after a broken log entry, only its own scope is in doubt', async () => {
  await page.evaluate(async () => {
    const store = await new_store();
    await store.open({ writer: true });
    for (const [scope, word] of [['a', 'a1'], ['b', 'b1'], ['a', 'a2'], ['b', 'b2']]) {
      await store.commit({ patches: [{ scope, bytes: bytes(word) }] });
    }
    await store.close();
    await tamper(journal_name(), 'log', (key, value) => {
      if (key !== 1) return undefined;
      value.bytes[0] ^= 1;
      return value;
    });
  });
  const state = await content();
  assert.deepEqual(state.log, ['b1', 'b2']);
  assert.deepEqual(state.damage, ['log a']);
});

test('store: after a missing log entry, every scope with later entries is in doubt', async () => {
  await page.evaluate(async () => {
    const store = await new_store();
    await store.open({ writer: true });
    for (const word of ['1', '2', '3']) await store.commit({ patches: [{ scope: 'a', bytes: bytes(word) }] });
    await store.close();
    await tamper(journal_name(), 'log', (key) => (key === 2 ? null : undefined));
  });
  const state = await content();
  assert.deepEqual(state.log, ['1']);
  assert.deepEqual(state.damage, ['log *']);
});

test('store: a pending command whose bytes are broken is set apart, shown again at each open, and never deleted', async () => {
  await page.evaluate(async () => {
    const store = await new_store();
    await store.open({ writer: true });
    await store.append({ outbox: [row(1), row(2), row(3)] });
    await store.close();
    await tamper(journal_name(), 'outbox', (key, value) => {
      if (key !== 2) return undefined;
      value.bytes = value.bytes.slice(0, 5);
      return value;
    });
  });
  for (let time = 0; time < 2; time += 1) {
    const state = await content();
    assert.deepEqual(state.outbox, ['command 1', 'command 3']);
    assert.deepEqual(state.quarantined, ['comma']);
    assert.deepEqual(state.damage, ['outbox id-2']);
  }
  const kept = await page.evaluate(async () => {
    const rows = [];
    await tamper(journal_name(), 'outbox', (key, value) => { rows.push([key, value.quarantined === true]); });
    return rows;
  });
  assert.deepEqual(kept, [[1, false], [2, true], [3, false]]);
});

test('store: a broken setting is named and the others are kept', async () => {
  await page.evaluate(async () => {
    const store = await new_store();
    await store.open({ writer: true });
    await store.append({ meta: { language: 'en', theme: 'dark' } });
    await store.close();
    await tamper(journal_name(), 'meta', (key, value) => (key === 'theme' ? { ...value, text: 'dusk' } : undefined));
  });
  const state = await content();
  assert.deepEqual([state.meta, state.damage], [{ language: 'en' }, ['meta theme']]);
});

test('store: a writer with an old lease is refused at every call', async () => {
  const [codes, state] = await page.evaluate(async () => {
    const zombie = await new_store();
    await zombie.open({ writer: true });
    await zombie.append({ outbox: [row(1)] });
    const writer = await new_store();
    await writer.open({ writer: true });
    const refused = [
      await failure(zombie.append({ outbox: [row(2)] })),
      await failure(zombie.commit({ patches: [{ scope: 'a', bytes: bytes('late') }], prune: [{ id: 'id-1', order: 1 }] })),
      await failure(zombie.compact({ segments: [segment('client-0', 'late')], log_through: 0 })),
    ];
    await writer.append({ outbox: [row(2, 'of the writer')] });
    return [refused, plain(await (await new_store()).open({ writer: false }))];
  });
  assert.deepEqual(codes, ['lease_lost', 'lease_lost', 'lease_lost']);
  assert.deepEqual([state.outbox, state.log, state.generation], [['command 1', 'of the writer'], [], 0]);
});

test('store: a reader never writes', async () => {
  assert.equal(await page.evaluate(async () => {
    const store = await new_store();
    await store.open({ writer: false });
    return failure(store.append({ outbox: [row(1)] }));
  }), 'lease_lost');
});

test('store: a full disk refuses the command and keeps what is there', async () => {
  // A browser of its own, because Chromium remembers for a while how much room an origin has.
  const small = await start_browser();
  const tab = await small.tab(site.origin);
  const session = await small.context.newCDPSession(tab);
  await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: 200_000 });
  const [full, state] = await tab.evaluate(async () => {
    const store = await new_store();
    await store.open({ writer: true });
    await store.append({ outbox: [row(1)] });
    // Noise, because the browser counts what is left after compression.
    const much = Array.from({ length: 100_000 }, () => Math.random().toString(36).slice(2)).join('');
    const codes = [
      await failure(store.append({ outbox: [row(2, much)] })),
      await failure(store.commit({ patches: [{ scope: 'a', bytes: bytes(much) }], prune: [{ id: 'id-1', order: 1 }] })),
      await failure(store.compact({ segments: [segment('client-0', much)], log_through: 0 })),
    ];
    await store.append({ outbox: [row(2)] });
    return [codes, plain(await (await new_store()).open({ writer: false }))];
  });
  await small.close();
  small.forget();
  assert.deepEqual(full, ['quota', 'quota', 'quota']);
  assert.deepEqual([state.outbox, state.log, state.generation], [['command 1', 'command 2'], [], 0]);
});

test('store: a command whose callback was lost is neither lost nor written twice', async () => {
  const [writes, troubles, state] = await page.evaluate(async () => {
    const seen = [];
    const store = await new_store('test', { watchdog_ms: 200, on_trouble: (trouble) => seen.push(trouble.what) });
    const start = (await store.open({ writer: true })).write;
    lose_next_callback();
    const { write } = await store.append({ outbox: [row(1)] });
    return [write - start, seen, plain(await (await new_store()).open({ writer: false }))];
    function lose_next_callback() {
      const real = IDBDatabase.prototype.transaction;
      IDBDatabase.prototype.transaction = function once(...args) {
        IDBDatabase.prototype.transaction = real;
        const transaction = real.apply(this, args);
        Object.defineProperty(transaction, 'oncomplete', { set() {} });
        return transaction;
      };
    }
  });
  assert.deepEqual([writes, troubles, state.outbox], [1, ['append'], ['command 1']]);
});

test('store: a dead connection is replaced and the write goes through', async () => {
  const state = await page.evaluate(async () => {
    const store = await new_store('test', { watchdog_ms: 500 });
    await store.open({ writer: true });
    const real = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function once() {
      IDBDatabase.prototype.transaction = real;
      throw new DOMException('The database connection is closing.', 'InvalidStateError');
    };
    await store.append({ outbox: [row(1)] });
    return plain(await (await new_store()).open({ writer: false }));
  });
  assert.deepEqual(state.outbox, ['command 1']);
});

test('store: when every try fails it says "not saved"', async () => {
  assert.equal(await page.evaluate(async () => {
    const store = await new_store('test', { watchdog_ms: 100, attempts: 2 });
    await store.open({ writer: true });
    const real = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = () => { throw new DOMException('Connection is closing.', 'InvalidStateError'); };
    const code = await failure(store.append({ outbox: [row(1)] }));
    IDBDatabase.prototype.transaction = real;
    return code;
  }), 'not_saved');
});

test('store: a journal of a newer version is left alone', async () => {
  assert.equal(await page.evaluate(async () => {
    (await request_result(indexedDB.open(journal_name(), 99))).close();
    return failure((await new_store()).open({ writer: true }));
  }), 'newer_format');
});

test('store: a newer build in another tab closes the journal and asks for a reload', async () => {
  const [asked, code] = await page.evaluate(async () => {
    let told = 0;
    const store = await new_store('test', { on_version_change: () => { told += 1; } });
    await store.open({ writer: true });
    (await request_result(indexedDB.open(journal_name(), 2))).close();
    return [told, await failure(store.append({ outbox: [row(1)] }))];
  });
  assert.deepEqual([asked, code], [1, 'closed']);
});

test('store: wipe leaves no database behind', async () => {
  const names = await page.evaluate(async () => {
    const store = await new_store();
    await store.open({ writer: true });
    await store.append({ outbox: [row(1)] });
    await store.compact({ segments: [segment('client-0', 'clients')], log_through: 0 });
    await store.wipe();
    return (await indexedDB.databases()).map(({ name }) => name);
  });
  assert.deepEqual(names, []);
});
