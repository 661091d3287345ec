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
