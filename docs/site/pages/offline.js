// Keeps the pages that have been opened, the playground and the exercises, for when there is no network. With a network, pages come from
// there; files with a hash in their name never change.
const KEPT = 'zenlint-1';
const NO_NETWORK = 'offline.html';

addEventListener('install', (event) => {
  skipWaiting();
  event.waitUntil(caches.open(KEPT).then((kept) => kept.add(NO_NETWORK)));
});
addEventListener('activate', (event) => event.waitUntil(clients.claim()));

addEventListener('message', (event) => event.waitUntil(Promise.all(event.data.map(keep))));

// A page is kept with the files that it names.
async function keep(url) {
  const kept = await caches.open(KEPT);
  try {
    if (!(await kept.match(url))) await kept.add(url);
    const page = await kept.match(url);
    if (!page.headers.get('content-type')?.startsWith('text/html')) return;
    const files = [...(await page.text()).matchAll(/ (?:href|src)="([^"]*\/assets\/[^"]+)"/g)].map((found) => found[1]);
    await Promise.all(files.map(async (file) => (await kept.match(file)) ?? kept.add(file)));
  } catch {
    // It is kept at the next visit.
  }
}

addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) return;
  event.respondWith(url.pathname.includes('/assets/') ? first(event.request) : fresh(event.request));
});

async function first(request) {
  return (await caches.match(request)) ?? fresh(request);
}

async function fresh(request) {
  const kept = await caches.open(KEPT);
  try {
    const response = await fetch(request);
    if (response.ok) await kept.put(request, response.clone());
    return response;
  } catch (error) {
    const old = (await kept.match(request.url, { ignoreSearch: true, ignoreVary: true })) ?? (request.mode === 'navigate' && (await kept.match(NO_NETWORK)));
    if (old) return old;
    throw error;
  }
}
