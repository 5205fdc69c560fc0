// Several tabs of one user: one writer, followers that see the same, take-over, and a writer that comes back too late.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, after, before, test } from 'node:test';
import { start_browser } from './support/browser.mjs';
import { start_site } from './support/site.mjs';

let site;
let browser;

before(async () => { site = await start_site(); });
after(async () => { await site.stop(); });
beforeEach(async () => { browser = await start_browser(); });
afterEach(async () => {
  await browser.close();
  browser.forget();
});

/** A tab whose device runs a tiny program: the writer stores what is submitted, in order. */
async function desk() {
  const page = await browser.tab(site.origin);
  await page.evaluate(async () => {
    const { device, heard, listener } = await recorded_device('firm');
    let order = 0;
    const mine = new Map();
    const heard_opened = listener.opened;
    listener.opened = (state) => {
      order = Math.max(order, ...state.outbox.map((item) => item.order), 0);
      for (const { id } of state.outbox) mine.delete(id);
      heard_opened(state);
      if (state.role === 'writer') for (const [id, data] of mine) store_row(id, data);
    };
    const store_row = async (id, data) => {
      order += 1;
      await device.append({ outbox: [{ order, id, bytes: data }] });
      mine.delete(id);
    };
    listener.on_submitted = ({ id, bytes: data }) => store_row(id, data);
    listener.on_writer_changed = () => { for (const [id, data] of mine) device.submit(id, data); };
    const heard_followed = listener.followed;
    listener.followed = (write) => {
      for (const { id } of write.change.outbox ?? []) mine.delete(id);
      heard_followed(write);
    };
    window.give = (id) => {
      mine.set(id, bytes(`command ${id}`));
      return device.role === 'writer' ? store_row(id, mine.get(id)) : device.submit(id, mine.get(id));
    };
    Object.assign(window, { device, heard, listener, mine });
    await device.start();
  });
  return page;
}

const heard = (page, kind) => page.evaluate((wanted) => window.heard.filter((item) => item.kind === wanted), kind);
const role = (page) => page.evaluate(() => device.role);
const stored = (page) => page.evaluate(async () => plain(await (await new_store('firm')).open({ writer: false })));
const until = (page, condition, argument) => page.waitForFunction(condition, argument, { timeout: 20_000 });

test('tabs: the first is the writer, the second follows', async () => {
  const first = await desk();
  const second = await desk();
  assert.deepEqual([await role(first), await role(second)], ['writer', 'follower']);
});

test('tabs: a follower sees what the writer stores', async () => {
  const first = await desk();
  const second = await desk();
  await first.evaluate(async () => {
    await give('a');
    await device.commit({ patches: [{ scope: 'firm', bytes: bytes('patch') }], meta: { cursors: '1' } });
  });
  await until(second, () => heard.filter(({ kind }) => kind === 'followed').length === 2);
  assert.deepEqual((await heard(second, 'followed')).map(({ what, rows }) => [what, rows]), [['append', ['a']], ['commit', []]]);
});

test('tabs: what is long a follower reads from the store', async () => {
  const first = await desk();
  const second = await desk();
  await first.evaluate(() => device.append({ outbox: [{ order: 1, id: 'long', bytes: new Uint8Array(2 << 20).fill(65) }] }));
  await until(second, () => heard.filter(({ kind }) => kind === 'opened').length === 2);
  const [, opened] = await heard(second, 'opened');
  assert.deepEqual([opened.role, opened.outbox.map((words) => words.length)], ['follower', [2 << 20]]);
  assert.deepEqual(await heard(second, 'followed'), []);
});

test('tabs: a follower hands its command to the writer and hears that it is durable', async () => {
  const first = await desk();
  const second = await desk();
  await second.evaluate(() => give('b'));
  await until(second, () => mine.size === 0);
  assert.deepEqual((await heard(first, 'submitted')).map(({ id }) => id), ['b']);
  assert.deepEqual((await stored(first)).outbox, ['command b']);
});

test('tabs: when the writer closes, the follower takes over with everything the writer had stored', async () => {
  const first = await desk();
  const second = await desk();
  await first.evaluate(() => give('a'));
  await first.close();
  await until(second, () => device.role === 'writer');
  const [, opened] = await heard(second, 'opened');
  assert.deepEqual([opened.role, opened.lease, opened.outbox], ['writer', 2, ['command a']]);
  await second.evaluate(() => give('b'));
  assert.deepEqual((await stored(second)).outbox, ['command a', 'command b']);
});

test('tabs: a command that died with the writer is submitted again by its id', async () => {
  const first = await desk();
  const second = await desk();
  await first.evaluate(() => { listener.on_submitted = () => {}; });
  await second.evaluate(() => give('b'));
  await until(first, () => heard.some(({ kind }) => kind === 'submitted'));
  await first.close();
  await until(second, () => device.role === 'writer' && mine.size === 0);
  assert.deepEqual((await stored(second)).outbox, ['command b']);
});

test('tabs: a command submitted twice is stored once, also when the host has answered it meanwhile', async () => {
  const first = await desk();
  const second = await desk();
  await second.evaluate(() => give('b'));
  await until(second, () => mine.size === 0);
  await second.evaluate(() => device.submit('b', bytes('command b')));
  await until(second, () => heard.some(({ kind }) => kind === 'answered'));
  await first.evaluate(() => device.commit({ prune: [{ id: 'b', order: 1 }] }));
  await second.evaluate(() => device.submit('b', bytes('command b')));
  await until(second, () => heard.filter(({ kind }) => kind === 'answered').length === 2);
  assert.deepEqual((await heard(second, 'answered')).map(({ answer }) => answer), ['known', 'known']);
  assert.deepEqual((await stored(first)).outbox, []);
});

test('tabs: a third tab that follows resubmits to the new writer', async () => {
  const first = await desk();
  const second = await desk();
  const third = await desk();
  await first.evaluate(() => { listener.on_submitted = () => {}; });
  await third.evaluate(() => give('c'));
  await until(first, () => heard.some(({ kind }) => kind === 'submitted'));
  await first.close();
  await until(third, () => mine.size === 0);
  assert.deepEqual([await role(second), (await stored(second)).outbox], ['writer', ['command c']]);
});

test('tabs: a follower that missed a write opens again from the journal', async () => {
  const first = await desk();
  const second = await desk();
  await first.evaluate(async () => {
    const post = BroadcastChannel.prototype.postMessage;
    BroadcastChannel.prototype.postMessage = () => {};
    await give('lost message');
    BroadcastChannel.prototype.postMessage = post;
    await give('next');
  });
  await until(second, () => heard.filter(({ kind }) => kind === 'opened').length === 2);
  const opened = await heard(second, 'opened');
  assert.deepEqual(opened[1].outbox, ['command lost message', 'command next']);
});

test('tabs: a writer that lost its lease follows, and its late write is refused', async () => {
  const first = await desk();
  const refused = await first.evaluate(async () => {
    await (await new_store('firm')).open({ writer: true });
    return failure(device.append({ outbox: [row(9)] }));
  });
  assert.equal(refused, 'lease_lost');
  assert.deepEqual((await stored(first)).outbox, []);
});

test('tabs: a frozen writer is replaced, and finds itself a follower when it wakes', async () => {
  const first = await desk();
  const second = await desk();
  await first.evaluate(() => {
    // Frozen: it hears nothing. Its lock stays held.
    window.thaw = BroadcastChannel.prototype.postMessage;
    BroadcastChannel.prototype.postMessage = () => {};
  });
  await second.evaluate(() => {
    listener.on_writer_changed = () => {};
    give('b');
  });
  await until(second, () => device.role === 'writer');
  await until(first, () => device.role === 'follower');
  assert.deepEqual(await first.evaluate(() => failure(device.append({ outbox: [row(9)] }))), 'lease_lost');
});

test('tabs: wiping in one tab ends the others', async () => {
  const first = await desk();
  const second = await desk();
  await first.evaluate(async () => {
    await give('a');
    await device.wipe();
  });
  await until(second, () => heard.some(({ kind }) => kind === 'must_reload'));
  assert.deepEqual(await second.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)), []);
});

test('tabs: a follower reads through a compaction of the writer', async () => {
  const first = await desk();
  await first.evaluate(async () => {
    const { log_through } = await device.commit({ patches: [{ scope: 'firm', bytes: bytes('patch') }] });
    await device.compact({ segments: [segment('client-0', 'clients')], log_through });
  });
  const second = await desk();
  const [opened] = await heard(second, 'opened');
  assert.deepEqual([opened.segments, opened.log, opened.damage], [{ 'client-0': 'clients' }, [], []]);
});
