// The parts of the site that need neither a browser nor packages.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import { blocks, course, outsideCode, parts, slug } from '../../docs/site/pages.mjs';
import { coded } from '../../docs/site/.vitepress/theme/coded.mjs';
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

test('a search is words with their synonyms, without fillers unless there is nothing else', () => {
  assert.deepEqual(searched('The  Dictionary with'), [['dictionary', 'dict']]);
  assert.deepEqual(searched('Inline if'), [['conditional'], ['expression']]);
  for (const typo of ['dictonary', 'dictionarry', 'dictoinary', 'dictionery']) assert.deepEqual(searched(typo), [[typo, 'dictionary', 'dict']]);
  assert.deepEqual(searched('with'), [['with']]);
  assert.deepEqual(searched(' '), []);
  assert.deepEqual(searched('constructor toString'), [['constructor', '__init__'], ['tostring']]);
});
