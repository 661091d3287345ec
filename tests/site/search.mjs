// The search in the index that the built site has: node search.mjs SITE. SITE is build/site.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const site = resolve(process.argv[2]);
const { searcher } = await import(join(site, '.vitepress/theme/search.mjs')); // beside the packages that it uses
const chunks = join(site, 'dist/assets/chunks');
const name = readdirSync(chunks).find((file) => file.startsWith('@localSearchIndexroot'));
const { rules } = JSON.parse(readFileSync(join(site, 'data/rules.json'), 'utf8'));
const find = searcher((await import(join(chunks, name))).default, rules);

// A code, a name or an alias leads to its rule first; those that share an alias come together.
const wrong = [];
for (const text of new Set(rules.flatMap(({ code, name, aliases }) => [code, name, ...aliases]))) {
  const called = rules.filter(({ code, name, aliases }) => [code, name, ...aliases].some((one) => one.toLowerCase() === text.toLowerCase()));
  const first = find(text).slice(0, called.length).map(({ rule }) => rule);
  if (!called.every((rule) => first.includes(rule))) wrong.push(text);
}
assert.deepEqual(wrong, []);
assert.equal(find('zen0102')[0].rule.name, 'range-len-loop', 'in lower case too');
assert.ok(find('SIM1').length >= 2 && find('SIM1').slice(0, 2).every(({ rule }) => rule.aliases.some((alias) => alias.startsWith('SIM1'))), 'the beginning of a code');

// The words of a name lead to it, whatever stands between them.
for (const { name, code } of rules) if (!code.startsWith('ZEN00') && find(name.replaceAll('-', ' '))[0].rule?.name !== name) wrong.push(name);
assert.deepEqual(wrong, []);

// What people type, and what has to be among the first hits.
for (const [text, wanted, among] of [
  ['loop with index', /enumerate-over-range-len/, 1],
  ['loop index', /range-len|enumerate/, 3],
  ['for loop counter', /enumerate|counter/, 4],
  ['dictonary', /dict/i, 3],
  ['enumrate', /enumerate/i, 2],
  ['string formating', /format/i, 3],
  ['dictionary default', /dict/i, 3],
  ['ternary', /ternary|conditional/i, 3],
  ['inline if', /ternary|conditional/i, 3],
  ['string concatenation in loop', /concat|join/i, 3],
  ['swap two variables', /swap/i, 1],
  ['read file', /file-line-loop|whole-file/, 2],
  ['== None', /none-comparison/, 1],
  ['x != None', /none-comparison/, 1],
  ['x == True', /bool-comparison/, 1],
  ['x == False', /bool-comparison/, 1],
  ['len(x) == 0', /len-as-condition/, 1],
  ['install', /installing/, 1],
  ['disagree', /silenc/, 2],
  ['false positive', /silenc/, 2],
  ['ignore a finding', /silenc/, 2],
  ['turn off a rule', /silenc/, 2],
  ['report a wrong finding', /silenc/, 2],
  ['noqa', /silenc|old-code/, 3],
  ['what is new', /changes/, 3],
  ['changelog', /changes/, 3],
  ['pre-commit', /installing|ci/, 3],
  ['try except pass', /silent-except/, 1],
  ['except: pass', /silent-except/, 1],
  ['type hints list', /builtin-generics/, 1],
  ['list type annotation', /builtin-generics/, 1],
  ['with open', /open-without-with/, 1],
  ['bare except', /bare-except/, 1],
  ['mutable default', / mutable-default$/, 1],
  ['vscode', /\/editors/, 1],
  ['vs code', /\/editors/, 1],
  ['how do i read a file line by line', /file-line-loop/, 1],
]) {
  const hits = find(text).slice(0, among).map(({ id, title, rule }) => `${id} ${title} ${rule?.name ?? ''}`);
  if (!hits.some((hit) => wanted.test(hit))) wrong.push(`${text}: ${hits.join(' | ')}`);
}
assert.deepEqual(wrong, []);
assert.deepEqual(find('qwxzkerfuffle'), []);
assert.deepEqual(find(' '), []);
// A rule is found once, and titles are as people read them.
for (const text of ['enumerate', 'none', 'dict', 'csv newline']) {
  const hits = find(text);
  const found = hits.flatMap(({ rule }) => rule?.code ?? []);
  assert.equal(new Set(found).size, found.length, text);
  assert.ok(hits.every(({ title }) => !/\{#|`|&\w+;/.test(title)), text);
}
console.log(`${rules.length} rules found by each of their names`);
