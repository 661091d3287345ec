// The parts of the site that need neither a browser nor packages.
import assert from 'node:assert/strict';
import test from 'node:test';
import { blocks, course, outsideCode, parts } from '../../docs/site/pages.mjs';
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

test('a message is HTML in which only code spans are marked up', () => {
  assert.equal(coded('use `a < b & c`, not <b>'), 'use <code>a &lt; b &amp; c</code>, not &lt;b>');
});

test('a search is words with their synonyms, without fillers unless there is nothing else', () => {
  assert.deepEqual(searched('The  Dictionary with'), [['dictionary', 'dict']]);
  assert.deepEqual(searched('with'), [['with']]);
  assert.deepEqual(searched(' '), []);
  assert.deepEqual(searched('constructor toString'), [['constructor', '__init__'], ['tostring']]);
});
