// Prints where a module has its tables, for pack.py: node tables.mjs MODULE. A line for each: its place in the file, its size and the size of
// a row, in bytes.
import { readFileSync } from 'node:fs';

const file = readFileSync(process.argv[2]);
const module = new WebAssembly.Module(file);
const imports = {};
for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 0;
const { memory, zenlint_tables } = new WebAssembly.Instance(module, imports).exports;
const words = new Uint32Array(memory.buffer, zenlint_tables());
for (let i = 0; words[i + 1]; i += 3) {
  const [address, size, row] = words.subarray(i, i + 3);
  const place = file.indexOf(new Uint8Array(memory.buffer, address, size));
  if (place < 0) throw new Error(`the table at ${address} is not in the file`);
  console.log(place, size, row);
}
