// Runs in the page: makes stores over a real IDBFS, and reaches behind their backs into the databases.

import createFiles from '/fixtures/files.mjs';
import { Device } from '/js/device.mjs';
import { Store } from '/js/store.mjs';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
export const bytes = (text) => encoder.encode(text);
export const text = (data) => decoder.decode(data);

/** A file system of its own for each store, as each tab has one. */
async function parts() {
  const files = await createFiles();
  return { fs: files.FS, idbfs: files.IDBFS };
}

/** Options that count storage calls and fail at the n-th, as if the page had died there. */
function counting(fail_at = 0) {
  const counter = { steps: [] };
  counter.before_call = (step) => {
    counter.steps.push(step);
    if (counter.steps.length === fail_at) {
      throw Object.assign(new Error(`stopped at ${step}`), { name: 'DataError' });
    }
  };
  return counter;
}

const row = (order, content) => ({ order, id: `id-${order}`, bytes: bytes(content ?? `command ${order}`) });
const segment = (name, content) => ({ name, bytes: typeof content === 'string' ? bytes(content) : content });

/** What a store holds, as plain values that a test can compare. */
function plain(state) {
  const texts = (rows) => rows.map((item) => text(item.bytes));
  return {
    role: state.role, lease: state.lease, write: state.write, generation: state.generation.number, meta: state.meta, drafts: state.drafts,
    segments: Object.fromEntries(state.segments.map((item) => [item.name, text(item.bytes)])),
    log: texts(state.log), outbox: texts(state.outbox), orders: state.outbox.map(({ order }) => order),
    quarantined: texts(state.quarantined), results: texts(state.results), settled: state.settled,
    damage: state.damage.map(({ kind, name }) => `${kind} ${name}`),
  };
}

async function failure(promise) {
  try {
    await promise;
    return 'no failure';
  } catch (error) {
    return error.code ?? String(error);
  }
}

function request_result(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Changes stored records behind the store's back. `edit` gives the new record, or null to remove it. */
async function tamper(database_name, store_name, edit) {
  const database = await request_result(indexedDB.open(database_name));
  const transaction = database.transaction(store_name, 'readwrite');
  const store = transaction.objectStore(store_name);
  const keys = await request_result(store.getAllKeys());
  for (const key of keys) {
    const value = await request_result(store.get(key));
    const changed = edit(key, value);
    if (changed === undefined) continue;
    if (changed === null) store.delete(key);
    else if (store.keyPath) store.put(changed);
    else store.put(changed, key);
  }
  await new Promise((done) => { transaction.oncomplete = done; });
  database.close();
}

async function keys_of(database_name, store_name) {
  const database = await request_result(indexedDB.open(database_name));
  const keys = await request_result(database.transaction(store_name).objectStore(store_name).getAllKeys());
  database.close();
  return keys;
}

/** A device whose listener writes down what it hears; `heard` is what a test waits for. */
async function recorded_device(name, options) {
  const heard = [];
  const listener = {
    opened: (state) => heard.push({ kind: 'opened', ...plain(state) }),
    followed: ({ what, change }) => heard.push({ kind: 'followed', what, rows: (change.outbox ?? []).map(({ id }) => id) }),
    submitted: ({ tab, id, bytes: data }) => {
      heard.push({ kind: 'submitted', id });
      listener.on_submitted?.({ tab, id, bytes: data });
    },
    answered: ({ id, text: answer }) => heard.push({ kind: 'answered', id, answer }),
    told: (said) => heard.push({ kind: 'told', said }),
    writer_changed: () => {
      heard.push({ kind: 'writer_changed' });
      listener.on_writer_changed?.();
    },
    trouble: ({ code }) => heard.push({ kind: 'trouble', code }),
    must_reload: () => heard.push({ kind: 'must_reload' }),
  };
  const device = new Device(name, await parts(), listener, options);
  return { device, heard, listener };
}

Object.assign(window, {
  bytes, text, row, segment, plain, failure, tamper, keys_of, counting, recorded_device, request_result,
  new_store: async (name = 'test', options = {}) => new Store(name, await parts(), options),
  journal_name: (name = 'test') => `pupitre-journal-${name}`,
  segments_name: (name = 'test') => `/pupitre-${name}`,
  ready: true,
});
