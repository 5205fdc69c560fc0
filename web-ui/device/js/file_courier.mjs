// Carries contents of documents between this device and the host, beside the exchange of commands and never in its way.
// One tab at a time sends; what was sent is never sent again, because the host is asked first which chunks it has. A
// connection that is cut, a page that is reloaded, a host that dies: all of them only cost time.

import { DeviceError, as_device_error } from './errors.mjs';
import { FileStore, chunk_bytes, chunks_of, sha256 } from './file_store.mjs';

const pause_ms = [1000, 60000];
const request_limit_ms = 120000;
// A document that never came about (the page died just then) does not keep its content for ever.
const orphan_ms = 7 * 24 * 3600 * 1000;
const states_at_once = 500;

// Answers that no repetition will change; the code is shown.
const final_answers = new Set([403, 413, 415]);

export class FileCourier {
  #store;
  #on;
  #name;
  #channel;
  #pauses;
  #known = null;  // Map of document → hash, as the program sees them; null until it has said so.
  #sent = new Map();  // document → bytes, of uploads under way
  #fetched = new Map();  // document → bytes, of downloads under way
  #fetches = new Map();
  #failures = 0;
  #code = '';  // Why sending is waiting.
  #wake = () => {};
  #release = null;
  #leader = false;
  #stopped = false;
  #current = null;  // {document, abort} of the upload under way

  /**
   * @param {string} name the same as the device's
   * @param {{changed: (state: object) => void}} on
   */
  constructor(name, on, { store, pauses = pause_ms, ...options } = {}) {
    this.#name = name;
    this.#on = on;
    this.#pauses = pauses;
    this.#store = store ?? new FileStore(name, options);
  }

  get store() { return this.#store; }

  async start() {
    await this.#store.open();
    this.#channel = new BroadcastChannel(`pupitre-files-${this.#name}`);
    this.#channel.onmessage = ({ data }) => this.#take(data);
    await this.#tell();
    const send = () => this.#send_for_ever();
    // Without locks every tab sends; the host takes a chunk twice without harm.
    if (!navigator.locks) send();
    else navigator.locks.request(`pupitre-files-${this.#name}`, () => new Promise((release) => {
      this.#release = release;
      send();
    })).catch(() => {});
  }

  stop() {
    this.#stopped = true;
    this.#current?.abort.abort();
    for (const abort of this.#fetches.values()) abort.abort();
    this.#release?.();
    this.#channel?.close();
    this.#wake();
    this.#store.close();
  }

  async wipe() {
    this.stop();
    await this.#store.destroy();
  }

  /** Takes a file in for a document that is about to be made. */
  async keep(file, document) {
    const kept = await this.#store.keep(file, document);
    await this.#changed();
    return kept;
  }

  /**
   * The documents that the program sees now. Contents that belong to none of them leave the device.
   * @param {{document: string, hash: string}[]} documents
   */
  async know(documents) {
    const first = this.#known === null;
    this.#known = new Map(documents.map(({ document, hash }) => [document, hash]));
    // Removed while it is being sent: that is how sending is cancelled, and undo takes it up again.
    if (this.#current && !this.#known.has(this.#current.document)) this.#current.abort.abort();
    if (first) await this.#store.tidy();
    await this.#store.keep_only(this.#known.values());
    for (const { document, added_ms } of await this.#store.uploads()) {
      if (!this.#known.has(document) && added_ms + orphan_ms < Date.now()) await this.#store.forget_upload(document);
    }
    await this.#tell();
    this.#wake();
  }

  /** Sends again what was refused or waits. */
  async retry(document) {
    const upload = await this.#store.upload(document);
    if (upload) await this.#store.put_upload({ ...upload, state: 'waiting', code: '', detail: '' });
    this.#failures = 0;
    await this.#changed();
  }

  /** Ends a download or an upload; what was to be sent leaves the device. */
  async cancel(document) {
    if (this.#current?.document === document) this.#current.abort.abort();
    this.#fetches.get(document)?.abort();
    await this.#store.forget_upload(document);
    await this.#changed();
  }

  /** The network is back, or somebody has signed in: no reason to wait any longer. */
  hurry() {
    this.#failures = 0;
    this.#wake();
  }

  /**
   * Where the host has the contents of these documents.
   * @returns {Promise<Record<string, {state: string, reason?: string}>>} empty when it does not answer
   */
  async states(documents) {
    const states = {};
    for (let at = 0; at < documents.length; at += states_at_once) {
      const answer = await this.#post('states', { documents: documents.slice(at, at + states_at_once) });
      if (answer.status === 200) Object.assign(states, answer.json.states);
    }
    return states;
  }

  /**
   * The content, from this device or from the host; from there it stays here.
   * @returns {Promise<Uint8Array>}
   */
  async fetch({ document, hash, size }) {
    const here = await this.#store.read(hash);
    if (here) return here;
    if (this.#fetches.has(document)) throw new DeviceError('busy', document);
    const abort = new AbortController();
    this.#fetches.set(document, abort);
    try {
      await this.#store.begin_download(hash, size);
      const have = new Set(await this.#store.chunk_numbers(hash));
      for (let n = 0; n < chunks_of(size); n += 1) {
        if (!have.has(n)) await this.#store.put_chunk(hash, n, await this.#chunk_from_host(document, n, abort));
        this.#fetched.set(document, Math.min(size, (n + 1) * chunk_bytes));
        await this.#tell();
      }
      return await this.#store.finish_download(hash);
    } finally {
      this.#fetches.delete(document);
      this.#fetched.delete(document);
      await this.#changed().catch(() => {});
    }
  }

  async #chunk_from_host(document, n, abort) {
    const answer = await this.#ask(`/api/files/${document}/${n}`, { method: 'GET' }, abort);
    if (answer.status === 200) return answer.bytes;
    if (answer.status === 404) throw new DeviceError('awaited', document);
    throw new DeviceError(answer.status === 401 ? 'signed_out' : 'offline', `${answer.status}`);
  }

  async #send_for_ever() {
    this.#leader = true;
    while (!this.#stopped) {
      let progress = false;
      try {
        progress = await this.#send_next();
      } catch (error) {
        this.#code = as_device_error(error).code;
        this.#failures += 1;
      }
      if (!progress && !this.#stopped) await this.#rest();
    }
  }

  /** Waits for news, or for as long as the failures so far suggest. */
  async #rest() {
    await this.#tell().catch(() => {});
    const [least, most] = this.#pauses;
    const pause = this.#failures === 0 ? most : Math.min(most, least * 2 ** (this.#failures - 1)) * (0.5 + Math.random() / 2);
    await new Promise((done) => {
      const timer = setTimeout(done, pause);
      this.#wake = () => {
        clearTimeout(timer);
        done();
      };
    });
    this.#wake = () => {};
  }

  /** Sends the oldest upload whose document is known. True if there may be another one. */
  async #send_next() {
    const uploads = (await this.#store.uploads()).filter(({ document, state }) => state === 'waiting' && this.#known?.has(document));
    const upload = uploads.sort((a, b) => a.added_ms - b.added_ms)[0];
    if (!upload) {
      this.#failures = 0;
      this.#code = '';
      return false;
    }
    const abort = new AbortController();
    this.#current = { document: upload.document, abort };
    try {
      return await this.#send(upload, abort);
    } finally {
      this.#current = null;
      this.#sent.delete(upload.document);
      await this.#changed().catch(() => {});
    }
  }

  async #send(upload, abort) {
    const { document, hash, size } = upload;
    let answer = await this.#post('offer', { document }, abort);
    if (answer.status === 200 && answer.json.state === 'awaited') {
      const have = new Set(answer.json.have);
      for (let n = 0; n < chunks_of(size); n += 1) {
        if (!have.has(n)) {
          const sent = await this.#send_chunk(upload, n, abort);
          if (sent.status !== 200) return this.#failed(upload, sent);
        }
        this.#sent.set(document, Math.min(size, (n + 1) * chunk_bytes));
        await this.#tell();
      }
      answer = await this.#post('complete', { document }, abort);
    }
    if (answer.status !== 200) return this.#failed(upload, answer);
    this.#failures = 0;
    this.#code = '';
    if (answer.json.state === 'refused') {
      const program = answer.json.reason === 'program';
      await this.#refuse(upload, program ? 'file_program' : 'infected', program ? '' : answer.json.reason);
    } else if (answer.json.state !== 'awaited') {
      await this.#store.finish_upload(document);
    }
    return true;
  }

  async #send_chunk({ document, hash }, n, abort) {
    const bytes = await this.#store.chunk(hash, n);
    if (!bytes) return { status: 422, json: { code: 'damaged' } };
    return this.#ask('/api/files/chunk', {
      method: 'POST', body: bytes,
      headers: {
        'content-type': 'application/octet-stream', 'x-pupitre-document': document, 'x-pupitre-number': String(n),
        'x-pupitre-sha256': await sha256(bytes),
      },
    }, abort);
  }

  async #refuse(upload, code, detail = '') {
    if (await this.#store.upload(upload.document)) await this.#store.put_upload({ ...upload, state: 'refused', code, detail: detail ?? '' });
  }

  /** What can't change is said to the user and the next one has its turn; everything else is tried again later. */
  async #failed(upload, { status, json }) {
    const code = json?.code ?? '';
    if (final_answers.has(status)) {
      await this.#refuse(upload, code);
      return true;
    }
    if (status === 422) {
      // The host found another content than the document's. If ours is sound, it was the way: once more from the start.
      const sound = await this.#store.read(upload.hash).then(Boolean, () => false);
      if (!sound) {
        await this.#refuse(upload, 'damaged');
        return true;
      }
    }
    this.#failures += 1;
    this.#code = status === 0 ? 'offline' : code;
    return false;
  }

  async #post(what, body, abort) {
    return this.#ask(`/api/files/${what}`, {
      method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' },
    }, abort);
  }

  /** Resolves always; status 0 means that no answer came. */
  async #ask(path, options, abort = new AbortController()) {
    const timer = setTimeout(() => abort.abort(), request_limit_ms);
    try {
      const response = await fetch(path, { ...options, credentials: 'same-origin', cache: 'no-store', signal: abort.signal });
      const bytes = new Uint8Array(await response.arrayBuffer());
      const is_json = (response.headers.get('content-type') ?? '').startsWith('application/json');
      return { status: response.status, bytes, json: is_json ? JSON.parse(new TextDecoder().decode(bytes)) : {} };
    } catch {
      return { status: 0, bytes: new Uint8Array(), json: {} };
    } finally {
      clearTimeout(timer);
    }
  }

  async #changed() {
    this.#channel?.postMessage({ kind: 'changed' });
    await this.#tell();
    this.#wake();
  }

  #take(message) {
    if (message.kind === 'changed') {
      this.#tell().catch(() => {});
      this.#wake();
    } else if (message.kind === 'sent' && !this.#leader) {
      this.#sent = new Map(message.sent);
      this.#code = message.code;
      this.#tell().catch(() => {});
    }
  }

  /** What is here and what is on its way, to the program; and to the other tabs how far sending is. */
  async #tell() {
    if (this.#stopped) return;
    if (this.#leader) this.#channel?.postMessage({ kind: 'sent', sent: [...this.#sent], code: this.#code });
    const [uploads, contents] = await Promise.all([this.#store.uploads(), this.#store.contents()]);
    this.#on.changed({
      uploads: uploads.map(({ document, hash, size, state, code, detail }) => ({
        document, hash, size, refused: state === 'refused', code: state === 'refused' ? code : this.#code, detail,
        sent: this.#sent.get(document) ?? -1,
      })),
      downloads: [...this.#fetched].map(([document, fetched]) => ({ document, fetched })),
      here: contents.filter(({ kept }) => kept !== 'partial').map(({ hash }) => hash),
      kept_bytes: contents.reduce((sum, { size }) => sum + size, 0),
    });
  }
}
