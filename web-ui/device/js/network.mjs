// Speaks to the host: one request at a time for each purpose, a limit on each, and hints over a WebSocket.
// It moves bytes and says what happened; when to try again is decided in C++.

import { within } from './errors.mjs';

const hint_pause_ms = [1000, 60000];

export class Network {
  #on;
  #socket = null;
  #wanted = false;
  #failures = 0;
  #timer = 0;

  /** @param {{hint: (text: string) => void, live: (open: boolean) => void}} on */
  constructor(on) { this.#on = on; }

  /**
   * Resolves always; status 0 means that no answer came.
   * @param {{path: string, bytes?: Uint8Array, type?: string, limit_ms?: number, keepalive?: boolean}} request
   * @returns {Promise<{status: number, bytes: Uint8Array, retry_after: number}>}
   */
  async ask({ path, bytes, type = 'application/cbor', limit_ms = 30000, keepalive = false }) {
    const abort = new AbortController();
    try {
      return await within(limit_ms, path, this.#fetch(path, {
        method: bytes ? 'POST' : 'GET', body: bytes, headers: bytes && type ? { 'content-type': type } : {},
        credentials: 'same-origin', cache: 'no-store', keepalive, signal: abort.signal,
      }));
    } catch {
      abort.abort();
      return { status: 0, bytes: new Uint8Array(), retry_after: 0 };
    }
  }

  async #fetch(path, options) {
    const response = await fetch(path, options);
    const body = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, bytes: body, retry_after: Number(response.headers.get('retry-after')) || 0 };
  }

  /** Listens for hints until told otherwise; a socket that breaks is opened again, more slowly each time. */
  listen(wanted) {
    this.#wanted = wanted;
    clearTimeout(this.#timer);
    if (wanted) this.#open();
    else this.#socket?.close();
  }

  #open() {
    if (this.#socket || !this.#wanted) return;
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/live`);
    this.#socket = socket;
    socket.onopen = () => {
      this.#failures = 0;
      this.#on.live(true);
    };
    socket.onmessage = ({ data }) => { if (typeof data === 'string') this.#on.hint(data); };
    socket.onclose = () => {
      this.#socket = null;
      this.#on.live(false);
      const [least, most] = hint_pause_ms;
      const pause = Math.min(most, least * 2 ** Math.min(this.#failures, 10)) * (0.5 + Math.random() / 2);
      this.#failures += 1;
      if (this.#wanted) this.#timer = setTimeout(() => this.#open(), pause);
    };
  }
}
