// One writer among the tabs of a user, elected by an exclusive Web Lock; the lease in the journal is what really keeps
// a second writer out (a lock says nothing to a tab that was frozen and comes back). Tabs talk over a BroadcastChannel.
// It knows roles and messages, not what they carry.

const answer_limit_ms = 10000;

export class Tabs {
  #name;
  #on;
  #channel;
  #release = null;
  #waiting = null;
  #ping = 0;

  /**
   * @param {string} name the same for all tabs of one store
   * @param {object} on
   * @param {() => void} on.elected this tab holds the lock now
   * @param {() => void} on.deposed another tab took the lock by force, because this one did not answer
   * @param {(message: object) => void} on.message
   */
  constructor(name, on) {
    this.#name = `pupitre-writer-${name}`;
    this.#on = on;
    this.id = crypto.randomUUID();
    this.#channel = new BroadcastChannel(`pupitre-tabs-${name}`);
    this.#channel.onmessage = ({ data }) => this.#take(data);
  }

  /** Tries to become the writer at once. Resolves with whether it did; if not, it queues for the lock. */
  async start() {
    // Without locks every tab may try: the lease decides, and the loser follows.
    if (!navigator.locks) return true;
    const elected = await new Promise((resolve) => {
      this.#hold({ ifAvailable: true }, () => resolve(true), () => resolve(false));
    });
    if (!elected) this.#queue();
    return elected;
  }

  /** Gives the lock back and queues for it again: for a writer that has lost its lease. */
  step_down() {
    this.#release?.();
    this.#release = null;
    if (navigator.locks && !this.#waiting) this.#queue();
  }

  send(message) { this.#channel.postMessage({ ...message, from: this.id }); }

  /**
   * Asks whether the writer still lives. A frozen tab keeps its lock; when nothing comes back, take the lock from it.
   * Its lease is void from the moment the new writer opens the journal.
   */
  expect_answer() {
    if (this.#ping || !navigator.locks) return;
    this.send({ kind: 'ping' });
    this.#ping = setTimeout(() => {
      this.#ping = 0;
      this.#hold({ steal: true }, () => this.#on.elected());
    }, answer_limit_ms);
  }

  close() {
    clearTimeout(this.#ping);
    this.#waiting?.abort();
    this.#release?.();
    this.#channel.close();
  }

  #take(message) {
    if (message.kind === 'ping') {
      if (this.#release) this.send({ kind: 'pong' });
      return;
    }
    if (message.kind === 'pong' || message.kind === 'writer' || message.kind === 'write') {
      clearTimeout(this.#ping);
      this.#ping = 0;
      if (message.kind === 'pong') return;
    }
    this.#on.message(message);
  }

  #queue() {
    this.#waiting = new AbortController();
    this.#hold({ signal: this.#waiting.signal }, () => {
      this.#waiting = null;
      this.#on.elected();
    });
  }

  #hold(options, held, busy = () => {}) {
    let mine = null;
    navigator.locks.request(this.#name, options, (lock) => {
      if (!lock) {
        busy();
        return undefined;
      }
      return new Promise((release) => {
        mine = release;
        this.#release = release;
        held();
      });
    }).catch(() => {
      // Aborted while queueing, or stolen while held.
      if (mine === null || this.#release !== mine) return;
      this.#release = null;
      this.#queue();
      this.#on.deposed();
    });
  }
}
