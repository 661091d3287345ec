// The site's module unpacks to the bytes that were packed: node packed.mjs SITE MODULE. SITE is build/site, MODULE build/wasm/site.wasm.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { unpacked } from '../../docs/site/.vitepress/theme/unpack.mjs';

const [site, moduleFile] = process.argv.slice(2);
const assets = join(site, 'dist/assets');
const names = readdirSync(assets).filter((name) => name.endsWith('.packed'));
assert.equal(names.length, 1, 'the site has one module');
const packed = new Uint8Array(readFileSync(join(assets, names[0]))).buffer;
const module = readFileSync(moduleFile);
assert.ok(module.equals(await unpacked(packed)), 'the module differs after packing and unpacking');
console.log(`${packed.byteLength} bytes packed, ${module.length} unpacked: the same`);
