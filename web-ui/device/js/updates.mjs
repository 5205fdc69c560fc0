// Keeps page, script and service worker at one build, and tells when a newer one waits. The user decides when to change:
// the new build takes over for all tabs at once, and each tab reloads. Nothing is lost, since every command is already
// in the journal.

/**
 * @param {object} options
 * @param {string} options.build the build id of the page
 * @param {(activate: () => void) => void} options.on_waiting a new build is complete and waits for the user
 * @param {(builds: {page: string, worker: string}) => void} options.on_mismatch the page is older or newer than the worker
 * @param {() => Promise<void>} [options.before_reload] a last moment for texts that are being typed
 */
export async function start_updates({ build, on_waiting, on_mismatch, before_reload = async () => {} }) {
  const workers = navigator.serviceWorker;
  if (!workers) return null;
  let controlled = workers.controller !== null;
  workers.addEventListener('controllerchange', async () => {
    // The first worker of a device takes over a page of its own build: nothing to reload.
    if (!controlled) {
      controlled = true;
      return;
    }
    await before_reload().catch(() => {});
    location.reload();
  });

  const registration = await workers.register('/service-worker.js', { updateViaCache: 'none' }).catch(() => null);
  if (!registration) return null;
  const offer = (worker) => on_waiting(() => worker.postMessage({ kind: 'activate' }));
  const watch = (worker) => worker?.addEventListener('statechange', () => {
    if (worker.state === 'installed' && workers.controller) offer(worker);
  });
  if (registration.waiting && workers.controller) offer(registration.waiting);
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));

  if (workers.controller) {
    const worker = await build_of(workers.controller);
    if (worker && worker !== build) on_mismatch({ page: build, worker });
  }
  // A desk stays open for days: look for a new build now and then, and when the user comes back.
  const look = () => { if (navigator.onLine) registration.update().catch(() => {}); };
  setInterval(look, 3600_000);
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') look(); });
  return registration;
}

function build_of(worker) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data.build);
    setTimeout(() => resolve(''), 3000);
    worker.postMessage({ kind: 'which_build' }, [port2]);
  });
}
