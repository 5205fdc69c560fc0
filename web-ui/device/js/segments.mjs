// The base state as files on an Emscripten IDBFS mount: gen/<generation>/<name>.seg.
//
// IDBFS deletes from the disk whatever it does not see in memory, never stores a second write within one clock tick, and
// may never call back when the disk is full. So here: a file is written once and never changed, only by the tab that
// holds the writer's lease, only after the first load; we wait with a limit of our own and then read the keys back.

import { crc32 } from './checksum.mjs';
import { DeviceError, as_device_error, within } from './errors.mjs';

/** @typedef {{name: string, size: number, crc: number}} SegmentEntry */
/** @typedef {{number: number, segments: SegmentEntry[], log_through: number}} Generation */

export class Segments {
  #fs;
  #idbfs;
  #root;
  #limit_ms;
  #before_call;
  #mounted = false;
  // What IDBFS is doing: it throws into the page when its connection goes away under its hands.
  #busy = Promise.resolve();

  constructor({ fs, idbfs, root, limit_ms = 30000, before_call = () => {} }) {
    this.#fs = fs;
    this.#idbfs = idbfs;
    this.#root = root;
    this.#limit_ms = limit_ms;
    this.#before_call = before_call;
  }

  /** Brings memory in line with the disk; before the first time, and again when this tab becomes the writer. */
  async load() {
    if (!this.#mounted) {
      this.#fs.mkdirTree(this.#root);
      this.#fs.mount(this.#idbfs, {}, this.#root);
      this.#mounted = true;
    }
    try {
      await this.#synchronise(true, 'load segments');
    } catch (error) {
      // A record that is no file any more ends IDBFS's load; what it could not load is found missing by `read`. But a
      // dead connection says nothing about the files.
      if (!error.unloadable) throw error;
    }
    this.#yield_to_removal();
  }

  /**
   * The bytes of a generation; a file that is missing, cut or changed is named in `damage` and left out.
   * @param {Generation} generation
   */
  read(generation) {
    const segments = [];
    const damage = [];
    for (const { name, size, crc } of generation.segments) {
      const bytes = this.#bytes_of(this.#path(generation.number, name));
      if (bytes && bytes.length === size && crc32(bytes) === crc) segments.push({ name, bytes });
      else damage.push({ kind: 'segment', name });
    }
    return { segments, damage };
  }

  /**
   * Makes room for a new generation beside the live one; older leftovers go. What had the same names leaves the disk
   * first: IDBFS would take a file rewritten within one clock tick for the one it has.
   * @param {number} number
   * @param {number} live the generation in use
   */
  async begin(number, live) {
    if (number === live) throw new DeviceError('failed', 'a live generation is never written');
    if (this.#remove_all_but(live)) await this.#synchronise(false, 'remove leftovers');
    this.#fs.mkdirTree(`${this.#root}/gen/${number}`);
  }

  /**
   * Writes one file of a new generation and returns its entry once the disk has it.
   * @param {number} number
   * @param {{name: string, bytes: Uint8Array}} segment
   * @returns {Promise<SegmentEntry>}
   */
  async add(number, { name, bytes }) {
    try {
      this.#before_call(`segment ${name}`);
      // A copy: the caller's bytes may be the program's memory, which moves.
      this.#fs.writeFile(this.#path(number, name), bytes.slice());
      await this.#synchronise(false, 'write segments');
      return { name, size: bytes.length, crc: crc32(bytes) };
    } catch (error) {
      throw as_device_error(error);
    }
  }

  /** A generation that will not be finished. Its files leave the disk at the next occasion. */
  abandon(number) { if (this.#mounted) this.#remove_tree(`${this.#root}/gen/${number}`); }

  /** Removes what crashes and earlier generations have left behind. */
  async remove_orphans(live) {
    if (this.#remove_all_but(live)) await this.#synchronise(false, 'remove orphans');
  }

  /** Takes the mount out of memory; the disk keeps it. */
  async close() {
    await this.#busy;
    if (!this.#mounted) return;
    this.#drop_connection();
    this.#fs.unmount(this.#root);
    this.#mounted = false;
  }

  /** Takes the mount away and removes its database. */
  async destroy() {
    await this.close();
    await within(this.#limit_ms, 'wipe segments', new Promise((resolve, reject) => {
      this.#before_call('wipe segments');
      const request = indexedDB.deleteDatabase(this.#root);
      request.onsuccess = () => resolve();
      request.onerror = () => reject(as_device_error(request.error));
    }));
  }

  #path(number, name) { return `${this.#root}/gen/${number}/${name}.seg`; }

  #bytes_of(path) {
    try {
      return this.#fs.readFile(path);
    } catch {
      return null;
    }
  }

  async #synchronise(from_disk, what) {
    this.#before_call(what);
    const finished = within(this.#limit_ms, what, new Promise((resolve, reject) => {
      this.#fs.syncfs(from_disk, (error) => (error ? reject(error) : resolve()));
    }));
    this.#busy = finished.catch(() => {});
    try {
      await finished;
    } catch (raw) {
      this.#drop_connection();
      const error = as_device_error(raw);
      error.unloadable = !(raw instanceof DOMException) && !(raw instanceof DeviceError);
      throw error;
    }
  }

  /** IDBFS keeps its connection for ever, also a dead one. */
  #drop_connection() {
    this.#idbfs.dbs[this.#root]?.close();
    delete this.#idbfs.dbs[this.#root];
  }

  /** Without this, one open tab would block another tab's wipe. */
  #yield_to_removal() {
    const database = this.#idbfs.dbs[this.#root];
    if (database) database.onversionchange = () => this.#busy.then(() => this.#drop_connection());
  }

  /** Whether the disk has all files of a generation: what IDBFS says is not enough. */
  async expect_on_disk(number, entries) {
    if (entries.length === 0) return;
    this.#before_call('read back');
    // IDBFS's own connection: a second one would get in the way of removing the database.
    const database = this.#idbfs.dbs[this.#root];
    const keys = await within(this.#limit_ms, 'read back', new Promise((resolve, reject) => {
      const request = database.transaction('FILE_DATA').objectStore('FILE_DATA').getAllKeys();
      request.onsuccess = () => resolve(new Set(request.result));
      request.onerror = () => reject(as_device_error(request.error));
    }));
    const absent = entries.find(({ name }) => !keys.has(this.#path(number, name)));
    if (absent) throw new DeviceError('not_saved', `segment ${absent.name} did not reach the disk`);
  }

  #remove_all_but(live) {
    const base = `${this.#root}/gen`;
    if (!this.#fs.analyzePath(base).exists) return false;
    const others = this.#fs.readdir(base).filter((name) => name !== '.' && name !== '..' && name !== String(live));
    for (const name of others) this.#remove_tree(`${base}/${name}`);
    return others.length > 0;
  }

  #remove_tree(path) {
    if (!this.#fs.analyzePath(path).exists) return;
    if (!this.#fs.isDir(this.#fs.stat(path).mode)) {
      this.#fs.unlink(path);
      return;
    }
    for (const name of this.#fs.readdir(path)) {
      if (name !== '.' && name !== '..') this.#remove_tree(`${path}/${name}`);
    }
    this.#fs.rmdir(path);
  }
}
