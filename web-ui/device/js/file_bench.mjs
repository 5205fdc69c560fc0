// Files on their way between the person and the program: chosen, dropped, photographed, opened, saved. A file's bytes stay
// here; the program is told its name, its size and its first bytes, and decides.

import { FileCourier } from './file_courier.mjs';
import { DeviceError, as_device_error } from './errors.mjs';

// As many as the program looks at (core/documents/file_kind.h).
const head_bytes = 512;

export class FileBench {
  #deliver;
  #courier = null;
  #offered = new Map();
  #tickets = 0;
  #drops_wanted = false;

  /** @param {(name: string, body: object) => void} deliver an event to the program */
  constructor(deliver) { this.#deliver = deliver; }

  async start(store_name) {
    this.#courier?.stop();
    this.#courier = new FileCourier(store_name, { changed: (state) => this.#deliver('files', state) });
    // Without it, commands still work: what fails here shows when a file is to be kept.
    await this.#courier.start().catch(() => {});
  }

  stop() {
    this.#courier?.stop();
    this.#courier = null;
    this.#offered.clear();
  }

  async wipe() {
    await this.#courier?.wipe();
    this.#courier = null;
  }

  hurry() { this.#courier?.hurry(); }

  /** Whether dropped files are documents here and now; if so, they are offered. */
  take_dropped(files) {
    if (!this.#drops_wanted || !this.#courier) return false;
    this.#offer(files, true);
    return true;
  }

  get calls() {
    return {
      want_drops: ({ wanted }) => { this.#drops_wanted = wanted; },
      pick_files: ({ camera }) => this.#pick(camera),
      keep_file: ({ ticket, document }) => this.#keep(ticket, document),
      refuse_file: ({ ticket }) => { this.#offered.delete(ticket); },
      know_files: ({ documents }) => this.#courier?.know(documents),
      file_states: async ({ documents }) => ({ states: (await this.#courier?.states(documents)) ?? {} }),
      fetch_file: (wanted) => this.#fetch(wanted),
      retry_file: ({ document }) => this.#courier?.retry(document),
      cancel_file: ({ document }) => this.#courier?.cancel(document),
      hurry_files: () => this.hurry(),
    };
  }

  #pick(camera) {
    const input = globalThis.document.getElementById('documents');
    input.value = '';
    input.accept = camera ? 'image/*' : '';
    if (camera) input.setAttribute('capture', 'environment');
    else input.removeAttribute('capture');
    input.onchange = () => this.#offer([...input.files], false);
    input.click();
  }

  async #offer(files, dropped) {
    for (const file of files) {
      const ticket = ++this.#tickets;
      this.#offered.set(ticket, file);
      const head = await file.slice(0, head_bytes).arrayBuffer().then((bytes) => new Uint8Array(bytes), () => null);
      // A folder, or a file that went away: it has a name and no bytes.
      this.#deliver('file_offered', { ticket, dropped, file: file.name, size: file.size, readable: head !== null, bytes: head ?? new Uint8Array() });
    }
  }

  async #keep(ticket, document) {
    const file = this.#offered.get(ticket);
    this.#offered.delete(ticket);
    if (!file || !this.#courier) throw new DeviceError('closed');
    return this.#courier.keep(file, document);
  }

  async #fetch({ document, hash, size, file, type, how }) {
    if (!this.#courier) throw new DeviceError('closed');
    // A window must be opened while the press that asked for it still counts.
    const shown = how === 'open' ? globalThis.open('', '_blank') : null;
    try {
      const bytes = await this.#courier.fetch({ document, hash, size });
      if (how !== 'keep') hand_over(new Blob([bytes], { type }), file, shown);
    } catch (error) {
      shown?.close();
      throw as_device_error(error);
    }
  }
}

/** Into the window that was opened for it, or as a file. */
function hand_over(blob, name, shown) {
  const address = URL.createObjectURL(blob);
  if (shown) {
    shown.opener = null;
    shown.location = address;
  } else {
    const link = globalThis.document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
  }
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
