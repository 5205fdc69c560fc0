// Where the program (WebAssembly) and the device's JavaScript meet. A call is a name and a plain value; so is an event.
// Byte strings in them travel as Uint8Array copies, never as views into the program's memory.

import { as_device_error } from './errors.mjs';
import { Device } from './device.mjs';
import { FileBench } from './file_bench.mjs';
import { Network } from './network.mjs';
import { remember, remembered } from './remembered.mjs';
import { start_updates } from './updates.mjs';

/**
 * Given to the program by the page's loader: createDesk({ pupitre_device: create_device, pupitre_build: '…' }).
 * @param {{fs: object, idbfs: object, build: string, deliver: (name: string, body: object) => void}} program
 * @returns {{call: (name: string, body: object) => void, facts: Promise<object>, take_files: (files: File[]) => boolean}}
 *   facts: what the program must know first; take_files: whether files that were dropped on the page are documents
 */
export function create_device({ fs, idbfs, build, deliver }) {
  let device = null;
  let activate_update = () => {};
  let remembering = Promise.resolve();
  const bench = new FileBench(deliver);
  const network = new Network({
    hint: (text) => deliver('hint', { text }),
    live: (open) => deliver('live', { open }),
  });

  const listener = {
    opened: ({ generation, quarantined, ...state }) => deliver('opened', {
      ...state, generation: generation.number, generation_log_through: generation.log_through,
      quarantined: quarantined.map(({ order, id, bytes }) => ({ order, id, bytes })),
    }),
    followed: (write) => deliver('followed', write),
    submitted: (row) => deliver('submitted', row),
    answered: (answer) => deliver('answered', answer),
    told: (text) => deliver('told', { text }),
    writer_changed: () => deliver('writer_changed', {}),
    trouble: (trouble) => deliver('trouble', trouble),
    must_reload: () => deliver('must_reload', {}),
  };

  const calls = {
    async start({ store }) {
      await device?.stop();
      device = new Device(store, { fs, idbfs }, listener);
      bench.start(store);
      return device.start();
    },
    stop: () => {
      bench.stop();
      return device?.stop();
    },
    append: (change) => device.append(change),
    commit: (change) => device.commit(change),
    stage: ({ segment, bytes, first }) => device.stage({ name: segment, bytes }, first),
    compact: (base) => device.compact(base),
    async wipe() {
      await bench.wipe();
      await device.wipe();
    },
    submit: ({ id, bytes }) => device.submit(id, bytes),
    answer: ({ tab, id, text }) => device.answer(tab, id, text),
    tell: ({ text }) => device.tell(text),
    ask: (request) => network.ask(request),
    ...bench.calls,
    listen: ({ wanted }) => network.listen(wanted),
    room: room_on_device,
    remember({ text }) {
      // One after the other, in the order of the calls.
      remembering = remembering.then(() => remember(text)).catch(() => {});
      return remembering;
    },
    reload: () => location.reload(),
    activate_update: () => activate_update(),
  };

  addEventListener('online', () => {
    bench.hurry();
    deliver('online', { online: true });
  });
  addEventListener('offline', () => deliver('online', { online: false }));
  document.addEventListener('visibilitychange', () => deliver('visible', { visible: document.visibilityState === 'visible' }));

  start_updates({
    build,
    on_waiting: (activate) => {
      activate_update = activate;
      deliver('update_waiting', {});
    },
    on_mismatch: () => deliver('update_waiting', {}),
  });
  const call = async (name, { call: number, ...body }) => {
    try {
      deliver('done', { call: number, value: (await calls[name](body)) ?? {} });
    } catch (raw) {
      const error = as_device_error(raw);
      deliver('done', { call: number, code: error.code, detail: error.detail });
    }
  };
  return { call, facts: first_facts(), take_files: (files) => bench.take_dropped(files) };
}

/** What the program must know before its first frame. */
async function first_facts() {
  return { remembered: await remembered(), visible: document.visibilityState === 'visible' };
}

async function room_on_device({ ask }) {
  const storage = navigator.storage;
  const persisted = (ask ? await storage?.persist?.() : await storage?.persisted?.()) ?? false;
  const { quota = 0, usage = 0 } = (await storage?.estimate?.()) ?? {};
  return { persisted, quota, usage };
}
