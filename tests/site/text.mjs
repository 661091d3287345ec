// The parts of the site that need neither a browser nor packages.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { blocks, course, markdownFiles, outsideCode, parts, slug } from '../../docs/site/pages.mjs';
import { fault, precision, rows, sentence } from '../../docs/site/precision.mjs';
import { coded, plainly } from '../../docs/site/.vitepress/theme/coded.mjs';
import { drafts } from '../../docs/site/.vitepress/theme/drafts.mjs';
import { searched } from '../../docs/site/.vitepress/theme/synonyms.mjs';
import { packed, unpacked } from '../../docs/site/.vitepress/theme/share.mjs';

test('a shared link gives back what was shared, whatever characters it holds', async () => {
  for (const code of ['', 'x = 1\n', 'naïve = "𝄞 \u0000"\n'.repeat(500)]) {
    const text = await packed({ code, settings: { preset: 'all' } });
    assert.match(text, /^[\w-]*$/);
    assert.deepEqual(await unpacked(text), { code, settings: { preset: 'all' } });
  }
  assert.ok((await packed({ code: 'for i in range(len(names)):\n'.repeat(100) })).length < 300);
});

test('a damaged link is told apart from one of ours', async () => {
  for (const text of ['', '!', 'AAAA', (await packed({ code: 'x' })).slice(3), await packed({ other: 1 })]) assert.equal(await unpacked(text), undefined);
});

test('a page is front matter, prose and code', () => {
  const { facts, text } = parts('---\ncode: ZEN0101\noption: a\noption: b\n---\n# Title\n\n````md\n```\n````\nend\n');
  assert.deepEqual(facts, { code: ['ZEN0101'], option: ['a', 'b'] });
  assert.deepEqual(blocks(text), [{ prose: '# Title\n' }, { info: 'md', code: '```', indent: '' }, { prose: 'end\n' }]);
  assert.throws(() => blocks('```python\nx'), /not closed/);
});

test('code spans are left alone', () => {
  assert.equal(outsideCode('a < b, `a < b`, ``a ` < b`` <', (prose) => prose.replaceAll('<', '&lt;')), 'a &lt; b, `a < b`, ``a ` < b`` &lt;');
});

test('the table of the course is read', () => {
  const { site, sections } = course('site = "u"\n[[section]]\ncode = "00"\nheading = \'What "Pythonic" means\'\n');
  assert.deepEqual([site, sections], ['u', [{ code: '00', heading: 'What "Pythonic" means' }]]);
});

test('a heading is named as its links are written', () => {
  assert.equal(slug('Use `a[-1]` or `"x"`, not `a.b`'), 'use-a-1-or-x-not-ab');
});

test('addresses are filled in where they are known, and else explained', () => {
  const text = 'Do `pip install git+REPOSITORY`, report at `ISSUES`.\n\n`REPOSITORY` is the URL\nof it.\n\n- uses: OWNER/zenlint@v1   # OWNER: whose\n\n`MIRROR` is that.\n\nrepo: MIRROR\n\n`ISSUES` is the page.\n';
  const filled = (env) => execFileSync(process.execPath, ['--input-type=module', '-e',
    `import { addressed, base, siteUrl } from ${JSON.stringify(new URL('../../docs/site/address.mjs', import.meta.url).href)};
     process.stdout.write(JSON.stringify([addressed(${JSON.stringify(text)}), base, siteUrl]))`], { encoding: 'utf8', env: { PATH: process.env.PATH, ...env } });
  assert.deepEqual(JSON.parse(filled({})), [text, '/', '']);
  assert.deepEqual(JSON.parse(filled({ SITE_URL: 'https://a.example/zen', ZENLINT_REPOSITORY: 'https://github.com/who/what/', ZENLINT_MIRROR: 'https://m.example/x' })), [
    'Do `pip install git+https://github.com/who/what`, report at <https://github.com/who/what/issues>.\n\n- uses: who/what@v1\n\nrepo: https://m.example/x\n\n',
    '/zen/',
    'https://a.example/zen/',
  ]);
});

test('a message is HTML in which only code spans are marked up', () => {
  assert.equal(coded('use `a < b & c`, not <b>'), 'use <code>a &lt; b &amp; c</code>, not &lt;b>');
});

test('code of a rule page that is not indented is told as that, and an unknown section as what it is', () => {
  assert.equal(plainly('unknown section `$a.has_key($b)`: match, say'), 'indent the lines of a section by four spaces: `$a.has_key($b)`');
  assert.equal(plainly('unknown section `use `$a` here`: match, say'), 'indent the lines of a section by four spaces: `use `$a` here`');
  for (const message of ['unknown section `mach`: match, say', 'tests nothing']) assert.equal(plainly(message), message);
});

test('a search is words with their synonyms, without fillers unless there is nothing else', () => {
  assert.deepEqual(searched('The  Dictionary with'), [['dictionary', 'dict']]);
  assert.deepEqual(searched('Inline if'), [['conditional'], ['expression']]);
  for (const typo of ['dictonary', 'dictionarry', 'dictoinary', 'dictionery']) assert.deepEqual(searched(typo), [[typo, 'dictionary', 'dict']]);
  assert.deepEqual(searched('with'), [['with']]);
  assert.deepEqual(searched(' '), []);
  assert.deepEqual(searched('constructor toString'), [['constructor', '__init__'], ['tostring']]);
});

test('the figures of precision are read by the names of their columns, and add up', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const wrong = [];
  for (const source of markdownFiles(root, 'docs/precision'))
    for (const row of rows(readFileSync(root + source, 'utf8'))) if (row.read !== undefined && fault(row)) wrong.push(`${source}:${row.line}: ${row.code}: ${fault(row)}`);
  assert.deepEqual(wrong, []);
  const figures = precision(root);
  assert.ok(figures.size > 300);
  for (const [code, { read, right, taste, wrong, gone }] of figures) assert.ok(wrong <= read && (right === undefined || right + taste + wrong + gone === read), code);

  const table = (head, row) => `| ${head} |\n|---|\n| ZEN0102* | range-len-loop | ${row} |\n`;
  const [short, long] = rows(`${table('code | name | hits | read | wrong', '9 | 4 | 1')}\n${table('code | name | hits | read | right | taste | wrong', '2,000 (wheels) | 5* | 3 | 2 | 0')}`);
  assert.deepEqual(short, { code: 'ZEN0102', line: 3, hits: 9, read: 4, wrong: 1 });
  assert.deepEqual(long, { code: 'ZEN0102', line: 7, hits: 2000, read: 5, right: 3, taste: 2, wrong: 0 });
  assert.match(sentence({ ...short, page: 'p' }), /^9 findings .* 4 of them were read one by one: 1 wrong\.$/);
  assert.match(sentence({ ...long, page: 'p' }), /: 3 right, 2 matters of taste, 0 wrong\.$/);
  assert.match(fault({ ...long, right: 2 }), /add up to 4/);
});

test('drafts of the playground are kept when an example or a shared link is edited', () => {
  const kept = new Map();
  const store = drafts({ getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => kept.set(key, text) });
  assert.equal(store.newest(), undefined);
  assert.equal(store.back(), undefined);
  store.keep({ code: 'mine = 1' }, false);
  store.keep({ code: 'mine = 2' }, false);
  assert.equal(store.count(), 1);
  store.keep({ code: 'example' }, true);
  store.keep({ code: 'example, edited' }, false);
  assert.deepEqual([store.count(), store.newest().code], [2, 'example, edited']);
  assert.equal(store.back().code, 'mine = 2');
  assert.deepEqual([store.count(), store.newest().code, store.back()], [1, 'mine = 2', undefined]);
  for (let i = 0; i < 20; ++i) store.keep({ code: `${i}` }, true);
  assert.ok(store.count() <= 6 && store.newest().code === '19');
  for (const damaged of ['', 'null', '{', '{"settings": {}}', '[]']) {
    kept.set([...kept.keys()][0], damaged);
    assert.equal(store.newest(), undefined, damaged);
  }
});
