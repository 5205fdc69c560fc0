// Keeps the whole shell (page, script, program, font, icons, manifest) of one build on the device, so that the desk
// starts without a network. A new build is fetched completely beside the old one and waits until the user agrees.
// It must never see data: /api is not touched.

const build = '__PUPITRE_BUILD__';
const prefix = 'pupitre-shell-';
const cache_name = prefix + build;
const page = '/index.html';

self.addEventListener('install', (event) => event.waitUntil(keep_shell()));
self.addEventListener('activate', (event) => event.waitUntil(drop_older_shells()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith('/api/') || url.pathname === '/health') return;
  event.respondWith(request.mode === 'navigate' ? from_shell(page, request) : from_shell(url.pathname, request));
});

self.addEventListener('message', ({ data, ports }) => {
  if (data?.kind === 'which_build') ports[0]?.postMessage({ build });
  if (data?.kind === 'activate') self.skipWaiting();
});

async function keep_shell() {
  const response = await fetch('/build.json', { cache: 'no-store' });
  if (!response.ok) throw new Error(`build.json: ${response.status}`);
  const described = await response.json();
  // While the host is being updated this script and the files may be of two builds; the browser tries again later.
  if (described.build !== build) throw new Error(`build ${build} is no longer served`);
  const cache = await caches.open(cache_name);
  const files = described.files.map((file) => (file === '/' ? page : file));
  await Promise.all([...new Set(files)].map((file) => keep_file(cache, file)));
}

async function keep_file(cache, file) {
  if (file.startsWith('/static/') && await cache.match(file)) return;  // Kept by an earlier try.
  const response = await fetch(file, { cache: file.startsWith('/static/') ? 'default' : 'no-cache' });
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  // A response that was redirected may not answer a navigation.
  const plain = response.redirected ? new Response(await response.blob()) : response;  // The blob keeps its type.
  await cache.put(file, plain);
}

async function drop_older_shells() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(prefix) && name !== cache_name).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function from_shell(path, request) {
  const cache = await caches.open(cache_name);
  return (await cache.match(path)) ?? fetch(request);
}
