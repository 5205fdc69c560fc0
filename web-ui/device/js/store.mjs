// The device's store: five calls (open, append, commit, compact, wipe) over the segments and the journal.
// It moves bytes and keeps them whole; it does not know what a command, a patch or a row is.
//
// Open = live generation + log + outbox. The base never contains effects that the host has not confirmed, so a crash
// between any two steps leaves a state that opens.

import { DeviceError } from './errors.mjs';
import { Journal } from './journal.mjs';
import { Segments } from './segments.mjs';

const settled_kept = 4096;

export class Store {
  #journal;
  #segments;
  #generation = { number: 0, segments: [], log_through: 0 };
  #settled = [];
  #pending = new Set();  // ids of the commands in the outbox
  #next_n = 1;
  #staged = null;  // {number, entries} of the base that is being handed over
  #base_work = Promise.resolve();

  /**
   * @param {string} name one store per user and firm
   * @param {{fs: object, idbfs: object}} files of the Emscripten module
   * @param {object} [options] see Journal; `segment_limit_ms` for IDBFS
   */
  constructor(name, { fs, idbfs }, options = {}) {
    const { segment_limit_ms: limit_ms, before_call } = options;
    this.#journal = new Journal(`pupitre-journal-${name}`, options);
    this.#segments = new Segments({ fs, idbfs, root: `/pupitre-${name}`, limit_ms, before_call });
  }

  get lease() { return this.#journal.lease; }

  /** Opens what this device has. A writer first takes the lease, which ends every earlier writer. */
  async open({ writer }) {
    await this.#journal.connect();
    if (writer) await this.#journal.claim();
    const { found, base } = await this.#consistent_look();
    this.#generation = found.generation;
    this.#staged = null;
    this.#settled = found.settled;
    this.#pending = new Set([...found.outbox, ...found.quarantined].map(({ id }) => id));
    // After a broken entry the later ones are not handed on, but their numbers stay taken.
    this.#next_n = Math.max(found.generation.log_through, found.last_n) + 1;
    if (writer) await this.#tidy(found);
    return {
      ...found,
      lease: this.lease,
      write: found.fence.write,
      log_through: this.#next_n - 1,
      segments: base.segments,
      damage: [...base.damage, ...found.damage],
    };
  }

  /**
   * Makes what the user did durable: pending commands, settings, drafts, results read. One transaction, however many.
   * @returns {Promise<{write: number}>}
   */
  async append({ outbox, results, dismiss, meta, drafts }) {
    const write = await this.#journal.write({ outbox, results, dismiss, meta, drafts }, 'append');
    for (const { id } of outbox ?? []) this.#pending.add(id);
    return { write };
  }

  /**
   * Takes in what the host said: patches, cursors, answered commands, results. One transaction, so that the outbox is
   * never pruned without the cursor that covers it.
   * @returns {Promise<{write: number, log_through: number}>}
   */
  async commit({ patches = [], outbox, prune = [], results, meta }) {
    const log = patches.map(({ scope, bytes }, index) => ({ n: this.#next_n + index, scope, bytes }));
    const write = await this.#write_answered({ log, outbox, results, meta }, prune, 'commit');
    this.#next_n += log.length;
    return { write, log_through: this.#next_n - 1 };
  }

  /**
   * Writes one piece of the next base, so that no frame has to carry a whole one. `first` drops what was staged before.
   * Nothing of it counts until `compact`.
   */
  stage(segment, first) {
    return this.#one_by_one(async () => {
      try {
        if (first) await this.#begin_base();
        if (!this.#staged) throw new DeviceError('failed', 'no base was begun');
        await this.#expect_room(segment.bytes.length);
        this.#staged.entries.push(await this.#segments.add(this.#staged.number, segment));
      } catch (error) {
        this.#drop_staged();
        throw error;
      }
    });
  }

  /**
   * Replaces the base by what was staged (and by `segments`, for a caller that has them all), which holds everything up to
   * log entry `log_through`. The new files are on the disk before one transaction makes them live; until then the old
   * ones are. A base that the host sent whole also answers commands: they leave the outbox in that transaction.
   */
  async compact({ segments, log_through, prune = [], results, meta }) {
    for (const [place, segment] of (segments ?? []).entries()) await this.stage(segment, place === 0);
    return this.#one_by_one(async () => {
      try {
        if (!this.#staged) await this.#begin_base();
        const { number, entries } = this.#staged;
        await this.#segments.expect_on_disk(number, entries);
        const generation = { number, segments: entries, log_through };
        const write = await this.#write_answered(
          { log_through, results, meta: { ...meta, generation: JSON.stringify(generation) } }, prune, 'flip generation');
        this.#generation = generation;
        this.#staged = null;
        return { write, generation: number };
      } catch (error) {
        this.#drop_staged();
        throw error;
      }
    });
  }

  /** Removes everything, pending commands included: only for a user who has been told. */
  async wipe() {
    await this.#journal.destroy();
    await this.#segments.destroy();
    this.#generation = { number: 0, segments: [], log_through: 0 };
    this.#staged = null;
    this.#next_n = 1;
    this.#settled = [];
  }

  /** Whether the command with this id is durable here, or was and has been answered. */
  knows(id) { return this.#pending.has(id) || this.#settled.includes(id); }

  async close() {
    this.#journal.close();
    await this.#segments.close();
  }

  #one_by_one(action) {
    const turn = this.#base_work.then(action);
    this.#base_work = turn.catch(() => {});
    return turn;
  }

  async #begin_base() {
    this.#drop_staged();
    const number = this.#generation.number + 1;
    await this.#segments.begin(number, this.#generation.number);
    this.#staged = { number, entries: [] };
  }

  #drop_staged() {
    if (this.#staged) this.#segments.abandon(this.#staged.number);
    this.#staged = null;
  }

  /** A write in which commands leave the outbox; their ids are remembered for a while. */
  async #write_answered(change, prune, what) {
    const settle = prune.map(({ id, order }) => ({ id, order }));
    const surplus = Math.max(0, this.#settled.length + settle.length - settled_kept);
    const write = await this.#journal.write(
      { ...change, prune: prune.map(({ order }) => order), settle, forget: this.#settled.slice(0, surplus) }, what);
    this.#settled = [...this.#settled.slice(surplus), ...settle.map(({ id }) => id)];
    for (const { id } of settle) this.#pending.delete(id);
    return write;
  }

  /** A follower may read the journal just when the writer has replaced the files: then it looks again. */
  async #consistent_look() {
    for (let attempt = 1; ; attempt += 1) {
      const [found] = await Promise.all([this.#journal.read(), this.#segments.load()]);
      const base = this.#segments.read(found.generation);
      if (base.damage.length === 0 || attempt === 3) return { found, base };
      const again = await this.#journal.read();
      if (again.generation.number === found.generation.number) return { found, base };
    }
  }

  async #tidy({ quarantined, generation }) {
    const unmarked = quarantined.map(({ found }) => found).filter((row) => !row.quarantined);
    if (unmarked.length > 0) await this.#journal.write({ quarantine: unmarked }, 'quarantine');
    // Leftover files cost room, nothing else: a failure here must not keep anyone from working.
    this.#segments.remove_orphans(generation.number).catch(() => {});
  }

  async #expect_room(bytes) {
    const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    if (quota > 0 && usage + bytes > quota) throw new DeviceError('quota', `${bytes} bytes wanted, ${quota - usage} free`);
  }
}
