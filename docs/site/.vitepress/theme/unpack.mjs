// The module as wasm/pack.py packs it: the size of the unpacker, the unpacker, and the module by LZMA.

/** The bytes of the module; `packed` is an ArrayBuffer. */
export async function unpacked(packed) {
  const start = 4 + new DataView(packed).getUint32(0, true);
  const given = new Uint8Array(packed, start);
  const size = new DataView(packed, start).getUint32(5, true);
  const { instance } = await WebAssembly.instantiate(packed.slice(4, start));
  const { memory, unpack } = instance.exports;
  const at = memory.grow(Math.ceil((given.length + size) / 65536)) * 65536;
  new Uint8Array(memory.buffer).set(given, at);
  unpack(at, at + given.length);
  return new Uint8Array(memory.buffer, at + given.length, size);
}

const UNPACKED = 'zenlint-unpacked';

/** The module that is packed at `url`, compiled. It is kept unpacked, for the next visit and for when there is no network. */
export async function compiled(url) {
  const kept = await globalThis.caches?.open(UNPACKED).catch(() => undefined); // a browser may refuse
  const known = await kept?.match(url);
  if (known) {
    try {
      return await WebAssembly.compileStreaming(known);
    } catch {
      await kept.delete(url); // what was kept is damaged
    }
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the linter could not be fetched: ${response.status}`);
  const bytes = await unpacked(await response.arrayBuffer());
  if (kept) keep(kept, url, bytes).catch(() => {}); // there may be no room
  return WebAssembly.compile(bytes);
}

// The name of the file changes with its content: what is kept by another name is of an older version.
async function keep(kept, url, bytes) {
  for (const { url: other } of await kept.keys()) if (other !== url) await kept.delete(other);
  await kept.put(url, new Response(bytes, { headers: { 'content-type': 'application/wasm' } }));
}
