// The device as the program sees it: the store, the tabs that share it, and the writer's writes in one gapless sequence.
// The writer's tab changes the store and tells the others; a follower shows what it is told and hands its commands over.
// A follower that missed a write opens again from the journal: nothing depends on a message arriving.

import { DeviceError, as_device_error } from './errors.mjs';
import { Store } from './store.mjs';
import { Tabs } from './tabs.mjs';

/**
 * What the program hears.
 * @typedef {object} Listener
 * @property {(state: object) => void} opened the store's whole content and this tab's `role`; also after a change of role
 * @property {(write: {what: string, change: object}) => void} followed the writer has made this durable
 * @property {(row: {tab: string, id: string, bytes: Uint8Array}) => void} submitted to the writer, by another tab
 * @property {(answer: {id: string, text: string}) => void} answered to a follower, about a command it had submitted
 * @property {(text: string) => void} told what another tab says to all
 * @property {() => void} writer_changed to a follower: submit again what is not yet durable
 * @property {(trouble: {code: string, detail: string}) => void} trouble
 * @property {() => void} must_reload another tab runs a newer build
 */

const message_bytes_max = 1 << 20;

const bytes_in = ({ outbox = [], patches = [] }) => [...outbox, ...patches].reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0);

export class Device {
  #store;
  #tabs;
  #listener;
  #role = 'none';
  #write = 0;
  #lease = 0;
  #early = [];
  #opening = null;
  #stopped = false;

  /**
   * @param {string} name one per user and firm; letters, digits and dashes
   * @param {{fs: object, idbfs: object}} files
   * @param {Listener} listener
   */
  constructor(name, files, listener, options = {}) {
    this.#listener = listener;
    this.#store = new Store(name, files, {
      ...options,
      on_trouble: ({ what, attempt }) => listener.trouble({ code: 'slow', detail: `${what}, attempt ${attempt}` }),
      on_version_change: () => this.#leave(),
    });
    this.#tabs = new Tabs(name, {
      elected: () => this.#open_as('writer'),
      deposed: () => this.#open_as('follower'),
      message: (message) => this.#take(message),
    });
  }

  get role() { return this.#role; }
  get tab() { return this.#tabs.id; }

  async start() {
    const writer = await this.#tabs.start();
    await this.#open_as(writer ? 'writer' : 'follower');
  }

  append(change) { return this.#write_and_tell('append', change); }
  commit(change) { return this.#write_and_tell('commit', change); }

  /** Writes one piece of the next base; `first` begins a new one. Followers need not know before `compact`. */
  async stage(segment, first) {
    await this.#as_writer(() => this.#store.stage(segment, first));
    return {};
  }

  /** `base.replaces`: the new base is not what followers already have, so they open again. */
  async compact(base) {
    const done = await this.#as_writer(() => this.#store.compact(base));
    this.#tell(done.write, base.replaces ? 'replace' : 'compact', {});
    return done;
  }

  /** Hands a follower's command to the writer; it comes back through `followed` or `answered`. */
  submit(id, bytes) {
    this.#tabs.send({ kind: 'submit', id, bytes });
    this.#tabs.expect_answer();
  }

  tell(text) { this.#tabs.send({ kind: 'tell', text }); }

  answer(tab, id, text) { this.#tabs.send({ kind: 'answer', to: tab, id, text }); }

  async wipe() {
    this.#role = 'none';
    this.#tabs.send({ kind: 'wiped' });
    await this.#store.wipe();
    this.stop();
  }

  async stop() {
    this.#stopped = true;
    this.#role = 'none';
    this.#tabs.close();
    await this.#store.close();
  }

  async #write_and_tell(what, change) {
    const done = await this.#as_writer(() => this.#store[what](change));
    this.#tell(done.write, what, change);
    return done;
  }

  async #as_writer(action) {
    if (this.#role !== 'writer') throw new DeviceError('lease_lost', `this tab is ${this.#role}`);
    try {
      return await action();
    } catch (raw) {
      const error = as_device_error(raw);
      if (error.code === 'lease_lost' && this.#role === 'writer') {
        this.#tabs.step_down();
        this.#open_as('follower');
      }
      throw error;
    }
  }

  #tell(write, what, change) {
    this.#write = write;
    // A message is copied even when no other tab is there: what is long is read from the store by those who are.
    if (bytes_in(change) > message_bytes_max) [what, change] = ['replace', {}];
    this.#tabs.send({ kind: 'write', lease: this.#lease, write, what, change });
  }

  #open_as(role) {
    // One opening at a time; a change of role that comes in between is carried out after it.
    this.#opening = (this.#opening ?? Promise.resolve()).then(() => this.#open_now(role));
    return this.#opening;
  }

  async #open_now(role) {
    if (this.#stopped) return;
    this.#role = 'opening';
    try {
      const state = await this.#store.open({ writer: role === 'writer' });
      this.#write = state.write;
      this.#lease = state.fence.lease;
      this.#role = role;
      this.#listener.opened({ ...state, role });
      if (role === 'writer') this.#tabs.send({ kind: 'writer', lease: this.#lease, write: this.#write });
      const early = this.#early.splice(0);
      for (const message of early) this.#take(message);
    } catch (raw) {
      const error = as_device_error(raw);
      this.#role = 'none';
      this.#listener.trouble({ code: error.code, detail: error.detail });
    }
  }

  #take(message) {
    if (message.kind === 'wiped') {
      this.#leave();
      return;
    }
    if (this.#role === 'opening') {
      this.#early.push(message);
      return;
    }
    if (message.kind === 'submit') this.#take_submission(message);
    else if (message.kind === 'writer') this.#take_new_writer(message);
    else if (message.kind === 'write') this.#take_write(message);
    else if (message.kind === 'tell') this.#listener.told(message.text);
    else if (message.kind === 'answer' && message.to === this.#tabs.id) {
      this.#listener.answered({ id: message.id, text: message.text });
    }
  }

  #take_submission({ from, id, bytes }) {
    if (this.#role !== 'writer') return;
    // Durable already: the message that said so was lost with the writer before this one.
    if (this.#store.knows(id)) this.answer(from, id, 'known');
    else this.#listener.submitted({ tab: from, id, bytes });
  }

  #take_new_writer({ lease, write }) {
    if (this.#role !== 'follower' || lease < this.#lease) return;
    this.#lease = lease;
    if (write === this.#write) this.#listener.writer_changed();
    else this.#open_as('follower').then(() => this.#listener.writer_changed());
  }

  #take_write({ lease, write, what, change }) {
    if (this.#role !== 'follower' || lease < this.#lease || write <= this.#write) return;
    if (lease === this.#lease && write === this.#write + 1 && what !== 'replace') {
      this.#write = write;
      if (what !== 'compact') this.#listener.followed({ what, change });
    } else {
      this.#open_as('follower');
    }
  }

  #leave() {
    if (this.#stopped) return;
    this.stop();
    this.#listener.must_reload();
  }
}
