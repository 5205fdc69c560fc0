// Contents of documents on this device: a database of its own beside the journal, in chunks, so that nothing large passes
// through memory twice. A content that still has to reach the host is kept whatever happens; what was only fetched from
// there is a cache within a quota of ours, the least recently used going first. It knows bytes and hashes, no documents'
// names and no network.

import { DeviceError, as_device_error, within } from './errors.mjs';

export const chunk_bytes = 1 << 20;
/** Room for what can be fetched again, unless somebody says otherwise. */
export const cache_bytes_usual = 500 * (1 << 20);
const limit_ms = 30000;
const format = 1;
const stores = { content: 'hash', chunk: ['hash', 'n'], upload: 'document' };

export const chunks_of = (size) => Math.ceil(size / chunk_bytes);

const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
/** SHA-256 as 64 hexadecimal digits. */
export async function sha256(bytes) {
  if (!globalThis.crypto?.subtle) throw new DeviceError('unavailable', 'hashing needs https');
  return hex(await crypto.subtle.digest('SHA-256', bytes));
}

/**
 * @typedef {{hash: string, size: number, kept: 'waiting' | 'partial' | 'cached', used_ms: number}} Content
 * @typedef {{document: string, hash: string, size: number, added_ms: number, state: 'waiting' | 'refused', code: string,
 *   detail: string}} Upload
 */

export class FileStore {
  #name;
  #database = null;
  #cache_bytes_max;
  #before_call;

  /** @param {string} name the same as the device's */
  constructor(name, { cache_bytes_max = cache_bytes_usual, before_call = () => {} } = {}) {
    this.#name = `pupitre-files-${name}`;
    this.#cache_bytes_max = cache_bytes_max;
    this.#before_call = before_call;
  }

  async open() {
    if (this.#database) return;
    if (!globalThis.indexedDB) throw new DeviceError('unavailable', 'no IndexedDB');
    const opening = new Promise((resolve, reject) => {
      const request = indexedDB.open(this.#name, format);
      request.onupgradeneeded = () => {
        for (const [store, key] of Object.entries(stores)) request.result.createObjectStore(store, { keyPath: key });
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(as_device_error(request.error));
    });
    const database = await within(limit_ms, 'open files', opening);
    database.onversionchange = () => this.close();
    database.onclose = () => { if (this.#database === database) this.#database = null; };
    this.#database = database;
  }

  close() {
    this.#database?.close();
    this.#database = null;
  }

  /** Removes everything, contents that the host does not have included. */
  async destroy() {
    this.close();
    await within(limit_ms, 'wipe files', new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(this.#name);
      request.onsuccess = () => resolve();
      request.onerror = () => reject(as_device_error(request.error));
    }));
  }

  /**
   * Takes a file in, to be sent for a document. It is durable when this resolves, and not there at all when it does not.
   * @param {Blob} file
   * @returns {Promise<{hash: string, size: number}>}
   */
  async keep(file, document, now_ms = Date.now()) {
    let whole;
    try {
      whole = new Uint8Array(await file.arrayBuffer());
    } catch (error) {
      throw new DeviceError('unreadable', String(error?.message ?? error));
    }
    const hash = await sha256(whole);
    const size = whole.length;
    await this.#make_room(size);
    const known = await this.content(hash);
    try {
      if (!known || known.kept === 'partial') {
        for (let n = 0; n < chunks_of(size); n += 1) await this.put_chunk(hash, n, whole.slice(n * chunk_bytes, (n + 1) * chunk_bytes));
      }
      const upload = { document, hash, size, added_ms: now_ms, state: 'waiting', code: '', detail: '' };
      await this.#transact(['content', 'upload'], 'keep file', (in_store) => {
        in_store('content').put({ hash, size, kept: 'waiting', used_ms: now_ms });
        in_store('upload').put(upload);
      });
    } catch (error) {
      if (!known) await this.remove(hash).catch(() => {});
      throw error;
    }
    return { hash, size };
  }

  content(hash) { return this.#get('content', hash); }
  contents() { return this.#all('content'); }
  uploads() { return this.#all('upload'); }
  upload(document) { return this.#get('upload', document); }
  put_upload(upload) { return this.#transact(['upload'], 'note upload', (in_store) => { in_store('upload').put(upload); }); }

  /** The upload is over; its content may be fetched again from now on, unless another document still has to send it. */
  async finish_upload(document) {
    const upload = await this.upload(document);
    if (!upload) return;
    const others = (await this.uploads()).some((one) => one.hash === upload.hash && one.document !== document);
    const content = await this.content(upload.hash);
    await this.#transact(['content', 'upload'], 'finish upload', (in_store) => {
      in_store('upload').delete(document);
      if (content && !others) in_store('content').put({ ...content, kept: 'cached' });
    });
    await this.evict();
  }

  async chunk(hash, n) { return (await this.#get('chunk', [hash, n]))?.bytes; }
  put_chunk(hash, n, bytes) {
    return this.#transact(['chunk'], 'write chunk', (in_store) => { in_store('chunk').put({ hash, n, bytes }); }, 'relaxed');
  }
  /** The numbers of the chunks that are here. */
  async chunk_numbers(hash) {
    const keys = await this.#ask('chunk', (store) => store.getAllKeys(IDBKeyRange.bound([hash, 0], [hash, Infinity])));
    return keys.map(([, n]) => n);
  }

  /** Before the first chunk of a download, so that what was fetched so far is found again. */
  async begin_download(hash, size, now_ms = Date.now()) {
    await this.#make_room(size);
    if (!(await this.content(hash))) {
      await this.#transact(['content'], 'begin download', (in_store) => { in_store('content').put({ hash, size, kept: 'partial', used_ms: now_ms }); });
    }
  }
  /** All chunks have come: are they what they should be? What is not goes away. */
  async finish_download(hash, now_ms = Date.now()) {
    const content = await this.content(hash);
    const whole = content ? await this.#whole(content) : null;
    if (!whole || await sha256(whole) !== hash) {
      await this.remove(hash);
      throw new DeviceError('damaged', hash);
    }
    await this.#transact(['content'], 'finish download', (in_store) => { in_store('content').put({ ...content, kept: 'cached', used_ms: now_ms }); });
    await this.evict(hash);
    return whole;
  }

  /**
   * The content, if it is whole and what it should be. A cached one that is not goes away; one that waits to be sent stays
   * for whoever can still make something of it.
   */
  async read(hash, now_ms = Date.now()) {
    const content = await this.content(hash);
    if (!content || content.kept === 'partial') return null;
    const whole = await this.#whole(content);
    if (!whole || await sha256(whole) !== hash) {
      if (content.kept !== 'cached') throw new DeviceError('damaged', hash);
      await this.remove(hash);
      return null;
    }
    await this.#transact(['content'], 'note use', (in_store) => { in_store('content').put({ ...content, used_ms: now_ms }); }, 'relaxed');
    return whole;
  }

  async remove(hash) {
    await this.#transact(['content', 'chunk'], 'remove content', (in_store) => {
      in_store('content').delete(hash);
      in_store('chunk').delete(IDBKeyRange.bound([hash, 0], [hash, Infinity]));
    });
  }

  /** Drops the upload and, if nothing else needs it, what was to be sent. */
  async forget_upload(document) {
    const upload = await this.upload(document);
    if (!upload) return;
    await this.#transact(['upload'], 'forget upload', (in_store) => { in_store('upload').delete(document); });
    const needed = (await this.uploads()).some(({ hash }) => hash === upload.hash);
    if (!needed) await this.remove(upload.hash);
  }

  /** Removes cached contents that are named by no document here any more; what waits to be sent stays. */
  async keep_only(hashes) {
    const wanted = new Set(hashes);
    for (const { hash, kept } of await this.contents()) {
      if (kept !== 'waiting' && !wanted.has(hash)) await this.remove(hash);
    }
  }

  /** Brings the cache within its quota, the least recently used going first. Never what waits to be sent. */
  async evict(spared = '', room = this.#cache_bytes_max) {
    const cached = (await this.contents()).filter(({ kept }) => kept !== 'waiting').sort((a, b) => a.used_ms - b.used_ms);
    let sum = cached.reduce((total, { size }) => total + size, 0);
    for (const { hash, size } of cached) {
      if (sum <= room) break;
      if (hash === spared) continue;
      await this.remove(hash);
      sum -= size;
    }
  }

  /** Chunks that a crash has left without their content. */
  async tidy() {
    const known = new Set((await this.contents()).map(({ hash }) => hash));
    const keys = await this.#ask('chunk', (store) => store.getAllKeys());
    const lost = new Set(keys.map(([hash]) => hash).filter((hash) => !known.has(hash)));
    for (const hash of lost) await this.remove(hash);
  }

  /** What the browser would not give is first looked for in our own cache. */
  async #make_room(bytes) {
    const free = async () => {
      const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
      return quota > 0 ? quota - usage : Infinity;
    };
    if (await free() >= bytes) return;
    await this.evict('', 0);
    const left = await free();
    if (left < bytes) throw new DeviceError('quota', `${bytes} bytes wanted, ${left} free`);
  }

  async #whole({ hash, size }) {
    const rows = await this.#ask('chunk', (store) => store.getAll(IDBKeyRange.bound([hash, 0], [hash, Infinity])));
    if (rows.length !== chunks_of(size) || rows.reduce((sum, { bytes }) => sum + bytes.length, 0) !== size) return null;
    const whole = new Uint8Array(size);
    let at = 0;
    for (const { bytes } of rows) {
      whole.set(bytes, at);
      at += bytes.length;
    }
    return whole;
  }

  #call(what) {
    try {
      this.#before_call(what);
    } catch (error) {
      throw as_device_error(error);
    }
  }

  #get(store, key) { return this.#ask(store, (rows) => rows.get(key)); }
  #all(store) { return this.#ask(store, (rows) => rows.getAll()); }

  async #ask(store, question) {
    await this.open();
    this.#call(`read ${store}`);
    return within(limit_ms, `read ${store}`, new Promise((resolve, reject) => {
      const request = question(this.#database.transaction(store).objectStore(store));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(as_device_error(request.error));
    }));
  }

  /** Resolves when it is durable. */
  async #transact(names, what, body, durability = 'strict') {
    await this.open();
    this.#call(what);
    await within(limit_ms, what, new Promise((resolve, reject) => {
      const transaction = this.#database.transaction(names, 'readwrite', { durability });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(as_device_error(transaction.error));
      body((name) => transaction.objectStore(name));
    }));
  }
}
