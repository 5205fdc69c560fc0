// The one text a device keeps outside any account's store: who used it last. In IndexedDB and strict, because the
// browser writes localStorage seconds later, and a device that was switched off in between would not know whose work it
// holds.

import { as_device_error, within } from './errors.mjs';

const database_name = 'pupitre-device';
const limit_ms = 5000;

/** The text, or an empty one: without it the user signs in again, nothing more. */
export async function remembered() {
  try {
    return (await with_store('readonly', (store) => store.get('account')))?.text ?? '';
  } catch {
    return '';
  }
}

/** Keeps the text; an empty one removes it. */
export async function remember(text) {
  await with_store('readwrite', (store) => (text ? store.put({ key: 'account', text }) : store.delete('account')));
}

async function with_store(mode, action) {
  const database = await within(limit_ms, database_name, new Promise((resolve, reject) => {
    const request = indexedDB.open(database_name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('device', { keyPath: 'key' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(as_device_error(request.error));
  }));
  try {
    return await within(limit_ms, database_name, new Promise((resolve, reject) => {
      const transaction = database.transaction('device', mode, { durability: 'strict' });
      const request = action(transaction.objectStore('device'));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(as_device_error(transaction.error));
    }));
  } finally {
    database.close();
  }
}
