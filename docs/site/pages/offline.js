// Keeps what the playground and the exercises have loaded, for when there is no network. With a network, pages come from there; files
// with a hash in their name never change.
const KEPT = 'zenlint-1';

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));

addEventListener('message', (event) => {
  event.waitUntil(
    caches.open(KEPT).then((kept) =>
      Promise.all(event.data.map(async (url) => (await kept.match(url)) ?? kept.add(url).catch(() => {}))),
    ),
  );
});

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
    const old = await kept.match(request, { ignoreSearch: true });
    if (old) return old;
    throw error;
  }
}
