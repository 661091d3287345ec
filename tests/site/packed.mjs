// The site's copy of the module unpacks to the bytes of the package's: node packed.mjs SITE PACKAGE. SITE is build/site.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpacked } from '../../docs/site/.vitepress/theme/unpack.mjs';

const [site, packageFolder] = process.argv.slice(2);
const packed = new Uint8Array(readFileSync(join(site, 'dist/zenlint.packed'))).buffer;
const module = readFileSync(join(packageFolder, 'zenlint.wasm'));
assert.ok(module.equals(await unpacked(packed)), 'the module differs after packing and unpacking');
console.log(`${packed.byteLength} bytes packed, ${module.length} unpacked: the same`);
