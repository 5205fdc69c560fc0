// Contents of documents in a real Chromium: kept, sent in chunks to a small host that can fail, fetched, cached, damaged.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { start_browser } from './support/browser.mjs';
import { start_site } from './support/site.mjs';

const chunk_bytes = 1 << 20;
let site;
let browser;
let page;
let host;

/** A host as devices see it: takes chunks, remembers what was asked, and can be told to fail. */
class SmallHost {
  constructor(extra) {
    this.extra = extra;
    this.asked = [];
    this.files = {};
    this.fail = () => null;
    for (const what of ['offer', 'complete', 'chunk', 'states']) {
      extra[`/api/files/${what}`] = async (request) => this.answer(what, request);
    }
  }

  /** A document that the host knows. */
  know(document, bytes, state = 'awaited') {
    const hash = createHash('sha256').update(bytes).digest('hex');
    this.files[document] = { hash, size: bytes.length, chunks: new Map(), state };
    return hash;
  }

  /** The document's content is here. */
  have(document, bytes) {
    const hash = this.know(document, bytes, 'available');
    for (let n = 0; n * chunk_bytes < bytes.length; n += 1) {
      this.extra[`/api/files/${document}/${n}`] = () => {
        this.asked.push(`read ${n}`);
        return this.fail('read', n) ?? { type: 'application/octet-stream', body: bytes.subarray(n * chunk_bytes, (n + 1) * chunk_bytes) };
      };
    }
    return hash;
  }

  async answer(what, request) {
    const parts = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts);
    const number = Number(request.headers['x-pupitre-number']);
    const document = what === 'chunk' ? request.headers['x-pupitre-document'] : JSON.parse(body).document;
    this.asked.push(what === 'chunk' ? `chunk ${number}` : what);
    const failure = this.fail(what, number);
    if (failure) return failure;
    const json = (value, status = 200) => ({ status, type: 'application/json', body: JSON.stringify(value) });
    const file = this.files[document];
    if (!file) return json({ code: 'document_unknown' }, 404);
    if (what === 'chunk') {
      assert.equal(createHash('sha256').update(body).digest('hex'), request.headers['x-pupitre-sha256']);
      file.chunks.set(number, body);
      return json({ state: 'awaited', have: [] });
    }
    if (what === 'complete') {
      const whole = Buffer.concat([...file.chunks].sort(([a], [b]) => a - b).map(([, bytes]) => bytes));
      if (createHash('sha256').update(whole).digest('hex') !== file.hash) return json({ code: 'content_differs' }, 422);
      file.state = file.outcome ?? 'available';
    }
    return json({ state: file.state, reason: file.reason, chunk_bytes, have: [...file.chunks.keys()] });
  }
}

before(async () => {
  site = await start_site();
  browser = await start_browser();
});
after(async () => {
  await browser.close();
  browser.forget();
  await site.stop();
});
beforeEach(async () => {
  for (const path of Object.keys(site.extra)) delete site.extra[path];
  host = new SmallHost(site.extra);
  page = await new_tab();
});
afterEach(async () => {
  await page.evaluate(async () => {
    window.courier?.stop();
    for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
  });
  await page.close();
});

/** A tab with the modules and the same bytes on both sides. */
async function new_tab() {
  const tab = await browser.tab(site.origin);
  await tab.evaluate(async () => {
    Object.assign(window, await import('/js/file_store.mjs'), await import('/js/file_courier.mjs'));
    window.some_bytes = (size, seed) => {
      let state = seed;
      return Uint8Array.from({ length: size }, () => (state = (state * 1103515245 + 12345) & 0x7fffffff) >> 16);
    };
    window.file = (size, seed = 1) => new Blob([some_bytes(size, seed)]);
    window.heard = [];
    window.new_courier = async (options = {}) => {
      window.courier = new FileCourier('test', { changed: (state) => heard.push(state) }, { pauses: [20, 500], ...options });
      await courier.start();
      return courier;
    };
    window.until = async (holds) => {
      for (let look = 0; look < 400; look += 1) {
        if (await holds()) return true;
        await new Promise((done) => { setTimeout(done, 25); });
      }
      return false;
    };
  });
  return tab;
}

function some_bytes(size, seed = 1) {
  let state = seed;
  return Buffer.from(Uint8Array.from({ length: size }, () => (state = (state * 1103515245 + 12345) & 0x7fffffff) >> 16));
}
const hash_of = (bytes) => createHash('sha256').update(bytes).digest('hex');

test('files: what was kept is there after a reload, byte for byte', async () => {
  const size = 2 * chunk_bytes + 77;
  const kept = await page.evaluate(async (length) => new FileStore('test').keep(file(length), 'd1', 5), size);
  assert.deepEqual(kept, { hash: hash_of(some_bytes(size)), size });
  await page.close();
  page = await new_tab();
  const found = await page.evaluate(async (hash) => {
    const store = new FileStore('test');
    const whole = await store.read(hash);
    return { uploads: await store.uploads(), same: await sha256(whole) === hash, chunks: await store.chunk_numbers(hash), kept: (await store.content(hash)).kept };
  }, kept.hash);
  assert.equal(found.same, true);
  assert.deepEqual([found.chunks, found.kept], [[0, 1, 2], 'waiting']);
  assert.deepEqual(found.uploads, [{ document: 'd1', hash: kept.hash, size, added_ms: 5, state: 'waiting', code: '', detail: '' }]);
});

test('files: a stop at any storage call leaves a whole content or none', async () => {
  const outcomes = await page.evaluate(async () => {
    const found = [];
    for (let stop_at = 1; stop_at < 30; stop_at += 1) {
      let count = 0;
      const before_call = () => {
        count += 1;
        if (count >= stop_at) throw Object.assign(new Error('stopped'), { name: 'DataError' });
      };
      const name = `stop-${stop_at}`;
      const code = await failure(new FileStore(name, { before_call }).keep(file(1500000), 'd1'));
      const after = new FileStore(name);
      await after.tidy();
      const uploads = await after.uploads();
      const whole = uploads.length > 0 ? (await after.read(uploads[0].hash))?.length : 0;
      const chunks = (await after.contents()).length;
      found.push(`${code} ${uploads.length} ${whole} ${chunks}`);
      after.close();
      if (code === 'no failure') break;
    }
    return found;
  });
  assert.ok(outcomes.length > 4, `${outcomes}`);
  assert.equal(outcomes.at(-1), 'no failure 1 1500000 1');
  for (const outcome of outcomes.slice(0, -1)) assert.equal(outcome, 'failed 0 0 0');
});

test('files: the cache keeps to its quota, the least recently used goes first, what must be sent stays', async () => {
  const left = await page.evaluate(async () => {
    const store = new FileStore('test', { cache_bytes_max: 250000 });
    const names = {};
    const keep = async (name, seed, now) => {
      const { hash } = await store.keep(file(100000, seed), name, now);
      names[hash] = name;
      return hash;
    };
    const first = await keep('first', 1, 1);
    await keep('second', 2, 2);
    await keep('third', 3, 3);
    await keep('unsent', 4, 0);
    for (const document of ['first', 'second']) await store.finish_upload(document);
    await store.read(first, 10);
    await store.finish_upload('third');
    return (await store.contents()).map(({ hash, kept }) => `${names[hash]} ${kept}`).sort();
  });
  assert.deepEqual(left, ['first cached', 'third cached', 'unsent waiting']);
});

test('files: a full disk refuses the new file and loses nothing', async () => {
  const [code, left] = await page.evaluate(async () => {
    const store = new FileStore('test');
    const { hash } = await store.keep(file(50000, 1), 'old');
    const full = new FileStore('test', {
      before_call: (what) => { if (what === 'write chunk') throw Object.assign(new Error('full'), { name: 'QuotaExceededError' }); },
    });
    const refused = await failure(full.keep(file(60000, 2), 'new'));
    return [refused, [(await store.read(hash)).length, (await store.uploads()).length, (await store.contents()).length]];
  });
  assert.equal(code, 'quota');
  assert.deepEqual(left, [50000, 1, 1]);
});

test('files: what is read is compared with its hash; only a cached content that is damaged goes', async () => {
  const found = await page.evaluate(async () => {
    const store = new FileStore('test');
    const { hash } = await store.keep(file(1200000, 1), 'd1');
    const flip = () => tamper('pupitre-files-test', 'chunk', (key, row) => {
      const bytes = row.bytes.slice();
      bytes[9] ^= 1;
      return { ...row, bytes };
    });
    await flip();
    const waiting = await failure(store.read(hash));
    const still = (await store.contents()).length;
    await flip();
    await store.finish_upload('d1');
    const sound = (await store.read(hash)).length;
    await flip();
    const cached = await store.read(hash);
    return [waiting, still, sound, cached, (await store.contents()).length];
  });
  assert.deepEqual(found, ['damaged', 1, 1200000, null, 0]);
});

test('files: contents of documents that are not seen any more leave the device, unless they must be sent', async () => {
  const left = await page.evaluate(async () => {
    const courier = await new_courier();
    const seen = await courier.keep(file(1000, 1), 'seen');
    await courier.keep(file(1000, 2), 'gone');
    await courier.keep(file(1000, 3), 'unsent');
    await courier.store.finish_upload('seen');
    await courier.store.finish_upload('gone');
    await courier.know([{ document: 'seen', hash: seen.hash }]);
    return (await courier.store.contents()).map(({ kept }) => kept).sort();
  });
  assert.deepEqual(left, ['cached', 'waiting']);
});

test('files: sent in chunks when the document is known, and cached from then on', async () => {
  const size = 2 * chunk_bytes + 5;
  const hash = host.know('d1', some_bytes(size));
  const before = await page.evaluate(async (length) => {
    const courier = await new_courier();
    window.kept = await courier.keep(file(length), 'd1');
    await new Promise((done) => { setTimeout(done, 300); });
    return heard.at(-1).uploads.length;
  }, size);
  assert.deepEqual([before, host.asked], [1, []]);
  const state = await page.evaluate(async () => {
    await courier.know([{ document: 'd1', hash: window.kept.hash }]);
    const sent = await until(async () => (await courier.store.uploads()).length === 0);
    return { sent, here: heard.at(-1).here, progress: heard.flatMap(({ uploads }) => uploads.map((one) => one.sent)) };
  });
  assert.deepEqual([state.sent, state.here], [true, [hash]]);
  assert.ok(state.progress.includes(chunk_bytes) && state.progress.includes(2 * chunk_bytes));
  assert.deepEqual(host.asked, ['offer', 'chunk 0', 'chunk 1', 'chunk 2', 'complete']);
  assert.equal(host.files.d1.state, 'available');
});

test('files: after a cut and a reload only the missing chunks are sent', async () => {
  const size = 3 * chunk_bytes;
  host.know('d1', some_bytes(size));
  host.fail = (what, number) => (what === 'chunk' && number === 2 ? { status: 503, type: 'application/json', body: '{"code":"storage"}' } : null);
  await page.evaluate(async ([length]) => {
    const courier = await new_courier();
    const { hash } = await courier.keep(file(length), 'd1');
    await courier.know([{ document: 'd1', hash }]);
    await until(() => heard.some(({ uploads }) => uploads.some(({ code }) => code === 'storage')));
  }, [size]);
  await page.close();
  host.fail = () => null;
  host.asked.length = 0;
  page = await new_tab();
  const sent = await page.evaluate(async () => {
    const courier = await new_courier();
    const [{ document, hash }] = await courier.store.uploads();
    await courier.know([{ document, hash }]);
    return until(async () => (await courier.store.uploads()).length === 0);
  });
  assert.equal(sent, true);
  assert.deepEqual(host.asked, ['offer', 'chunk 2', 'complete']);
});

test('files: what the host refuses stays, says why, and does not hold up the next one', async () => {
  host.know('bad', some_bytes(1000, 1));
  host.know('good', some_bytes(1000, 2));
  host.files.bad.outcome = 'refused';
  host.files.bad.reason = 'Test.Signature FOUND';
  const found = await page.evaluate(async () => {
    const courier = await new_courier();
    const bad = await courier.keep(file(1000, 1), 'bad');
    const good = await courier.keep(file(1000, 2), 'good');
    await courier.know([{ document: 'bad', hash: bad.hash }, { document: 'good', hash: good.hash }]);
    await until(async () => (await courier.store.uploads()).every(({ state }) => state === 'refused'));
    const refused = await courier.store.uploads();
    await courier.cancel('bad');
    return { refused: refused.map(({ document, code, detail }) => [document, code, detail]), left: (await courier.store.contents()).length };
  });
  assert.deepEqual(found, { refused: [['bad', 'infected', 'Test.Signature FOUND']], left: 1 });
});

test('files: too large for this host is final, and can be sent again by hand', async () => {
  host.know('d1', some_bytes(1000, 1));
  let answers = [{ status: 413, type: 'application/json', body: '{"code":"file_too_large"}' }];
  host.fail = (what) => (what === 'offer' ? answers.shift() ?? null : null);
  const found = await page.evaluate(async () => {
    const courier = await new_courier();
    const { hash } = await courier.keep(file(1000, 1), 'd1');
    await courier.know([{ document: 'd1', hash }]);
    await until(async () => (await courier.store.upload('d1')).state === 'refused');
    const { code } = await courier.store.upload('d1');
    await courier.retry('d1');
    return [code, await until(async () => !(await courier.store.upload('d1')))];
  });
  assert.deepEqual(found, ['file_too_large', true]);
});

test('files: a document that is removed while it is sent is sent no further, and goes on when it is brought back', async () => {
  const size = 2 * chunk_bytes;
  host.know('d1', some_bytes(size));
  let let_go = () => {};
  const held = new Promise((done) => { let_go = done; });
  const answer = host.answer.bind(host);
  site.extra['/api/files/chunk'] = async (request) => {
    if (request.headers['x-pupitre-number'] === '1') await held;
    return answer('chunk', request);
  };
  const left = await page.evaluate(async (length) => {
    const courier = await new_courier();
    const { hash } = await courier.keep(file(length), 'd1');
    await courier.know([{ document: 'd1', hash }]);
    await until(() => heard.some(({ uploads }) => uploads.some(({ sent }) => sent > 0)));
    await courier.know([]);
    const ended = await until(() => heard.at(-1).uploads[0].sent === -1);
    window.hash = hash;
    return [ended, (await courier.store.contents()).map(({ kept }) => kept)];
  }, size);
  assert.deepEqual(left, [true, ['waiting']]);
  assert.ok(!host.asked.includes('complete'));
  let_go();
  const sent = await page.evaluate(async () => {
    await courier.know([{ document: 'd1', hash: window.hash }]);
    return until(async () => (await courier.store.uploads()).length === 0);
  });
  assert.deepEqual([sent, host.files.d1.state], [true, 'available']);
});

test('files: two tabs, one sends; when it closes, the other goes on', async () => {
  host.know('d1', some_bytes(1000, 1));
  host.know('d2', some_bytes(1000, 2));
  const send = async (tab, document, seed) => tab.evaluate(async ([name, number]) => {
    await window.courier.keep(file(1000, number), name);
    const uploads = await courier.store.uploads();
    await courier.know(uploads.map(({ document: id, hash }) => ({ document: id, hash })));
  }, [document, seed]);
  await page.evaluate(() => new_courier().then(() => true));
  const other = await new_tab();
  await other.evaluate(() => new_courier().then(() => true));
  await send(page, 'd1', 1);
  await page.evaluate(() => until(async () => !(await courier.store.upload('d1'))));
  assert.deepEqual(host.asked, ['offer', 'chunk 0', 'complete']);
  await page.evaluate(() => courier.stop());
  await send(other, 'd2', 2);
  assert.equal(await other.evaluate(() => until(async () => !(await courier.store.upload('d2')))), true);
  assert.equal(host.asked.filter((what) => what === 'offer').length, 2);
  await other.evaluate(() => courier.stop());
  await other.close();
});

test('files: fetched once, read without the host afterwards; a download that was cut goes on', async () => {
  const size = 2 * chunk_bytes + 9;
  const hash = host.have('d1', some_bytes(size));
  let cut = true;
  host.fail = (what, n) => (cut && what === 'read' && n === 2 ? { status: 503, body: '' } : null);
  const wanted = { document: 'd1', hash, size };
  const first = await page.evaluate(async (order) => {
    const courier = await new_courier();
    await courier.know([order]);
    return failure(courier.fetch(order));
  }, wanted);
  assert.equal(first, 'offline');
  cut = false;
  host.asked.length = 0;
  const lengths = await page.evaluate(async (order) => [(await courier.fetch(order)).length, (await courier.fetch(order)).length], wanted);
  assert.deepEqual(lengths, [size, size]);
  assert.deepEqual(host.asked, ['read 2']);
});

test('files: a content that is not what its document says is never handed over', async () => {
  const size = chunk_bytes + 9;
  host.have('d1', some_bytes(size, 2));
  const found = await page.evaluate(async ([hash, length]) => {
    const courier = await new_courier();
    const order = { document: 'd1', hash, size: length };
    await courier.know([order]);
    return [await failure(courier.fetch(order)), (await courier.store.contents()).length];
  }, [hash_of(some_bytes(size, 1)), size]);
  assert.deepEqual(found, ['damaged', 0]);
});

test('files: wiped, nothing is left', async () => {
  const names = await page.evaluate(async () => {
    const courier = await new_courier();
    await courier.keep(file(1000), 'd1');
    await courier.wipe();
    return (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.startsWith('pupitre-files'));
  });
  assert.deepEqual(names, []);
});
