// The journal: a small IndexedDB database beside the segments, for what must never be lost. Pending commands, patches as
// received, results until dismissed, settings, drafts. It knows rows of bytes; what they mean is decided in C++.
//
// Every write is one strict transaction that first reads the fence {lease, write, token}:
//   another lease     -> this tab is no longer the writer; nothing is written
//   our own token     -> the write went through although its callback was lost; nothing is written twice
// so a write can be tried again on a new connection without thinking.

import { record_checksum } from './checksum.mjs';
import { DeviceError, as_device_error, within } from './errors.mjs';
import { verified_rows } from './verify.mjs';

const format = 1;
const stores = { outbox: 'order', log: 'n', result: 'id', meta: 'key', draft: 'key', settled: 'id' };

/**
 * What one write changes; every part may be absent.
 * @typedef {object} Change
 * @property {{order: number, id: string, bytes: Uint8Array}[]} [outbox] pending commands, put under their order
 * @property {number[]} [prune] orders of commands that the host has answered
 * @property {{id: string, order: number}[]} [settle] ids of those commands, remembered against a second submission
 * @property {string[]} [forget] settled ids that are old enough
 * @property {{n: number, scope: string, bytes: Uint8Array}[]} [log] patches as received
 * @property {number} [log_through] the log is removed up to this entry
 * @property {{id: string, bytes: Uint8Array}[]} [results]
 * @property {string[]} [dismiss] results the user has read
 * @property {Record<string, string | null>} [meta]
 * @property {Record<string, string | null>} [drafts]
 * @property {object[]} [quarantine] pending commands whose bytes are broken, as they were found
 */

export class Journal {
  #name;
  #options;
  #database = null;
  #lease = 0;
  #count = 0;
  #tail = Promise.resolve();
  #closed = '';

  /**
   * @param {string} name of the IndexedDB database
   * @param {object} options
   * @param {number} [options.watchdog_ms] how long the browser may take before the connection counts as dead
   * @param {number} [options.attempts] tries of one write before it is called not saved
   * @param {(trouble: {what: string, attempt: number}) => void} [options.on_trouble] a write is being tried again
   * @param {() => void} [options.on_version_change] another tab wants a newer format: this page must reload
   * @param {(step: string) => void} [options.before_call] called before each storage call; tests throw here
   */
  constructor(name, options = {}) {
    this.#name = name;
    this.#options = {
      watchdog_ms: 7000, attempts: 3, on_trouble() {}, on_version_change() {}, before_call() {}, ...options,
    };
  }

  get lease() { return this.#lease; }

  async connect() {
    this.close();
    this.#closed = '';
    await this.#retrying('open', () => this.#connect());
  }

  /** Makes this tab the writer: from here on no transaction of an earlier writer succeeds. */
  async claim() {
    return this.#retrying('claim', async () => {
      let lease = 0;
      await this.#transact(['meta'], 'claim', (transaction) => {
        const meta = transaction.objectStore('meta');
        meta.get('fence').onsuccess = ({ target }) => {
          lease = (target.result?.lease ?? 0) + 1;
          meta.put({ key: 'fence', lease, write: target.result?.write ?? 0, token: '' });
        };
      });
      this.#lease = lease;
      return lease;
    });
  }

  /** Everything in one consistent look, verified; what is broken is named in `damage`. */
  async read() {
    return this.#retrying('read', async () => {
      const found = {};
      await this.#transact(Object.keys(stores), 'read', (transaction) => {
        for (const store of Object.keys(stores)) {
          transaction.objectStore(store).getAll().onsuccess = ({ target }) => { found[store] = target.result; };
        }
      }, 'readonly');
      return verified_rows(found);
    });
  }

  /**
   * Resolves with the number of the write when it is durable; writes go in the order of the calls.
   * @param {Change} change
   * @returns {Promise<number>}
   */
  write(change, what = 'write') {
    this.#count += 1;
    const token = `${this.#lease}.${this.#count}`;
    const lease = this.#lease;
    const turn = this.#tail.then(() => this.#retrying(what, () => this.#write_once(change, what, lease, token)));
    this.#tail = turn.catch(() => {});
    return turn;
  }

  close(reason = 'closed') {
    this.#closed = reason;
    this.#database?.close();
    this.#database = null;
  }

  /** Removes the whole database. Other tabs are asked to close theirs; one that does not only delays this. */
  async destroy() {
    this.close('wiped');
    await within(this.#options.watchdog_ms, 'wipe', new Promise((resolve, reject) => {
      this.#options.before_call('wipe');
      const request = indexedDB.deleteDatabase(this.#name);
      request.onsuccess = () => resolve();
      request.onerror = () => reject(as_device_error(request.error));
    }));
  }

  async #write_once(change, what, lease, token) {
    let number = 0;
    await this.#transact(touched_stores(change), what, (transaction, refuse) => {
      const meta = transaction.objectStore('meta');
      meta.get('fence').onsuccess = ({ target }) => {
        const fence = target.result;
        if (!fence || lease === 0 || fence.lease !== lease) {
          refuse(new DeviceError('lease_lost', `held ${lease}, now ${fence?.lease ?? 'none'}`));
          return;
        }
        number = fence.write;
        if (fence.token !== token) {
          number += 1;
          apply(transaction, change);
          meta.put({ key: 'fence', lease, write: number, token });
        }
        transaction.commit?.();
      };
    });
    return number;
  }

  /** One transaction; resolves after `complete` and nothing earlier. */
  async #transact(names, what, body, mode = 'readwrite') {
    if (this.#closed) throw new DeviceError('closed', this.#closed);
    this.#options.before_call(what);
    if (!this.#database) throw new DeviceError('not_saved', 'no connection');
    const transaction = this.#database.transaction(names, mode, mode === 'readwrite' ? { durability: 'strict' } : {});
    let refusal = null;
    const refuse = (error) => {
      refusal = error;
      transaction.abort();
    };
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(refusal ?? as_device_error(transaction.error));
      try {
        body(transaction, refuse);
      } catch (error) {
        refuse(as_device_error(error));
      }
    });
    try {
      await within(this.#options.watchdog_ms, what, done);
    } catch (error) {
      // A late transaction must not commit behind the back of its own repetition.
      try { transaction.abort(); } catch { /* It has ended by itself. */ }
      throw error;
    }
  }

  async #retrying(what, action) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await action();
      } catch (raw) {
        const error = as_device_error(raw);
        if (error.code !== 'not_saved' || attempt >= this.#options.attempts || this.#closed) throw error;
        this.#options.on_trouble({ what, attempt });
        this.#database?.close();
        this.#database = null;
        if (what !== 'open') await this.#connect().catch(() => {});  // Counted by the next attempt.
      }
    }
  }

  async #connect() {
    this.#options.before_call('open');
    if (!globalThis.indexedDB) throw new DeviceError('unavailable', 'no IndexedDB');
    const opening = new Promise((resolve, reject) => {
      const request = indexedDB.open(this.#name, format);
      request.onupgradeneeded = () => {
        for (const [store, key] of Object.entries(stores)) {
          if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store, { keyPath: key });
        }
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error?.name === 'UnknownError'
        ? new DeviceError('unreadable', request.error.message) : as_device_error(request.error));
    });
    const database = await within(this.#options.watchdog_ms, 'open', opening).catch((error) => {
      opening.then((late) => late.close(), () => {});
      throw error;
    });
    if (this.#closed) {
      database.close();
      throw new DeviceError('closed', this.#closed);
    }
    database.onversionchange = () => {
      this.close('version_change');
      this.#options.on_version_change();
    };
    database.onclose = () => { if (this.#database === database) this.#database = null; };
    this.#database = database;
  }
}

function touched_stores(change) {
  const names = new Set(['meta']);
  if (change.outbox || change.prune || change.quarantine) names.add('outbox');
  if (change.settle || change.forget) names.add('settled');
  if (change.log || change.log_through !== undefined) names.add('log');
  if (change.results || change.dismiss) names.add('result');
  if (change.drafts) names.add('draft');
  return [...names];
}

function apply(transaction, change) {
  const in_store = (name) => transaction.objectStore(name);
  for (const row of change.outbox ?? []) in_store('outbox').put(sealed(row, `${row.order}/${row.id}`));
  for (const order of change.prune ?? []) in_store('outbox').delete(order);
  for (const row of change.quarantine ?? []) in_store('outbox').put({ ...row, quarantined: true });
  for (const row of change.settle ?? []) in_store('settled').put({ id: row.id, order: row.order });
  for (const id of change.forget ?? []) in_store('settled').delete(id);
  for (const row of change.log ?? []) in_store('log').put(sealed(row, `${row.n}/${row.scope}`));
  if (change.log_through !== undefined) in_store('log').delete(IDBKeyRange.upperBound(change.log_through));
  for (const row of change.results ?? []) in_store('result').put(sealed(row, row.id));
  for (const id of change.dismiss ?? []) in_store('result').delete(id);
  for (const [key, text] of Object.entries(change.meta ?? {})) put_text(in_store('meta'), key, text);
  for (const [key, text] of Object.entries(change.drafts ?? {})) put_text(in_store('draft'), key, text);
}

const encoder = new TextEncoder();

function put_text(store, key, text) {
  if (text === null) store.delete(key);
  else store.put({ key, text, crc: record_checksum(key, encoder.encode(text)) });
}

const sealed = (row, name) => ({ ...row, crc: record_checksum(name, row.bytes) });
