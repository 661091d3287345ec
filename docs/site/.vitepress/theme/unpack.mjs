// The module as wasm/pack.py packs it: pieces, each after its size. The first is the unpacker, the second a list of tables that are turned, the
// others are parts of the module by LZMA: what stands before its functions, the streams of these, and what stands after them.

/** The bytes of the module; `packed` is an ArrayBuffer. */
export async function unpacked(packed) {
  const view = new DataView(packed);
  const [unpacker, tables, ...parts] = pieces(packed, view);
  const sizeOf = (part) => view.getUint32(part.byteOffset + 5, true); // unpacked
  const { instance } = await WebAssembly.instantiate(unpacker);
  const { memory, unpack, join } = instance.exports;
  const [head, ...streams] = parts;
  const tail = streams.pop();
  // Streams are shorter than what they are joined to: an access of two bytes gets its hint back, a function its size.
  const room = Math.max(...parts.map((part) => part.length));
  const ofStreams = streams.reduce((sum, part) => sum + sizeOf(part), 0);
  const start = memory.grow(Math.ceil((sizeOf(head) + sizeOf(tail) + 3 * ofStreams + room) / 65536)) * 65536;
  const aside = start + sizeOf(head) + sizeOf(tail) + 2 * ofStreams;
  const put = (part, at) => {
    new Uint8Array(memory.buffer).set(part, aside + ofStreams);
    unpack(aside + ofStreams, at);
    return at + sizeOf(part);
  };
  const functions = put(head, start);
  const places = [aside];
  for (const stream of streams) places.push(put(stream, places.at(-1)));
  const end = put(tail, join(...places.slice(0, -1), places[1], functions));
  for (let i = 0; i < tables.length; i += 16) {
    const [place, length, row, differences] = [0, 4, 8, 12].map((word) => view.getUint32(tables.byteOffset + i + word, true));
    turnBack(new Uint8Array(memory.buffer, start + place, length), row, differences);
  }
  return new Uint8Array(memory.buffer, start, end - start);
}

// A table from its columns of bytes to its rows; a bit for each of the first 32 columns of two bytes that holds differences.
function turnBack(table, row, differences) {
  const columns = table.slice();
  const count = table.length / row;
  for (let column = 0; column < row; ++column) for (let i = 0; i < count; ++i) table[i * row + column] = columns[column * count + i];
  const view = new DataView(table.buffer, table.byteOffset, table.length);
  for (let column = 0; column < Math.min(row >> 1, 32); ++column) {
    if (!((differences >>> column) & 1)) continue;
    for (let at = 2 * column + row; at < table.length; at += row) view.setUint16(at, view.getUint16(at, true) + view.getUint16(at - row, true), true);
  }
}

function pieces(packed, view) {
  const out = [];
  for (let at = 0; at < packed.byteLength; ) {
    const size = view.getUint32(at, true);
    out.push(new Uint8Array(packed, at + 4, size));
    at += 4 + size;
  }
  return out;
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
