// The worker as an object whose methods return promises. One for the whole site.
import { withBase } from 'vitepress';
import packedUrl from '@data/zenlint.packed?url';
import workerUrl from './worker.mjs?worker&url';

let shared;

export function zenlint() {
  return (shared ??= start());
}

function start() {
  const worker = new Worker(workerUrl, { type: 'module' });
  const waiting = new Map();
  let last = 0;
  worker.onmessage = ({ data: { id, value, error } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) resolve(value);
    else reject(new Error(error));
  };
  const call = (method, ...given) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      worker.postMessage({ id: last, method, given });
    });
  worker.onerror = (event) => {
    for (const { reject } of waiting.values()) reject(new Error(event.message || 'the worker could not be started'));
    waiting.clear();
  };
  const ready = call('load', new URL(packedUrl, location.href).href);
  ready.catch(() => {}); // told by whoever waits for it
  return new Proxy({ ready }, {
    get: (target, method) => target[method] ?? (async (...given) => (await ready, call(method, ...given))),
    has: () => true,
  });
}

let kept;
const sent = new Set();

/** Keeps this page and what it has loaded, and `more`, so that it works without a network the next time. */
export function keepOffline(more = []) {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  kept ??= navigator.serviceWorker.register(withBase('/offline.js'), { scope: withBase('/') });
  kept.then(async () => {
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType('resource').map((entry) => entry.name);
    // The worker keeps the module itself, see unpack.mjs.
    const urls = [location.pathname, ...loaded.filter((url) => url.startsWith(location.origin) && !url.endsWith('.packed')), ...more];
    const fresh = urls.filter((url) => !sent.has(url));
    for (const url of fresh) sent.add(url);
    if (fresh.length) active.postMessage(fresh);
  }).catch(() => {}); // a browser may refuse
}

/** What the playground and the exercises need without a network: each keeps the other too. */
export async function keepTools(more = []) {
  const pages = ['/', '/playground.html', '/exercises.html', '/exercises.json'].map((page) => withBase(page));
  keepOffline([workerUrl, ...pages, ...more]);
  if (!(await kept?.catch(() => {}))) return; // nothing is kept
  await Promise.all([import('./Playground.vue'), import('./Exercises.vue'), import('./Lesson.vue'), import('./RulePage.vue'), import('@codemirror/search')]);
  keepOffline();
}
