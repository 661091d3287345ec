// The npm package and the site's module: node library.mjs PACKAGE PROGRAM SITE_MODULE. The package's functions, and that findings and
// fixes of both are those of the program, on 500 files in several encodings.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [packageFolder, program, siteModule] = process.argv.slice(2).map((path) => resolve(path));
const { check, fix, load, rule, rules, ZenlintError } = await import(join(packageFolder, 'index.js'));
const { judge } = await import('../../docs/site/.vitepress/theme/judge.mjs');
const { optionsOf, placed, settingsFor } = await import('../../docs/site/.vitepress/theme/settings.mjs');
const root = fileURLToPath(new URL('../..', import.meta.url));
const run = (...given) => {
  try {
    return execFileSync(program, given, { encoding: 'utf8', maxBuffer: 1 << 28, cwd: work });
  } catch (error) {
    if (error.status === 1) return error.stdout; // there are findings
    throw error;
  }
};
const work = mkdtempSync(join(tmpdir(), 'zenlint-'));

// The functions.
const code = 'if x == None:\n    y = 1\n';
const [finding] = await check(code);
assert.equal(finding.name, 'none-comparison');
assert.deepEqual(await check(code, { ignore: ['none-comparison'] }), []);
assert.equal((await fix(code)).code, code, 'the fix is unsafe');
const fixed = await fix(code, { unsafe: true });
assert.deepEqual(fixed, { code: 'if x is None:\n    y = 1\n', findings: [] });
assert.deepEqual(await rules(), JSON.parse(run('rule', '--all', '--output-format', 'json')));
assert.equal((await rule('E711')).name, (await rule('ZEN1601')).name);
assert.equal(await rule('nothing-of-the-kind'), undefined);

const zenlint = await load(readFileSync(join(packageFolder, 'zenlint.wasm')));
assert.equal(zenlint.version, /version (\S+)|zenlint (\S+)/.exec(run('version'))[2]);
assert.equal(zenlint.fixOne(code, 0), fixed.code);
assert.throws(() => zenlint.fixOne(code, 1), ZenlintError);
assert.deepEqual(Buffer.from(zenlint.fix(Buffer.from(code), { unsafe: true }).code).toString(), fixed.code, 'bytes for bytes');
assert.deepEqual(zenlint.tree('x\n').map((node) => node.kind), ['module', 'expression_statement', 'identifier']);
assert.ok(zenlint.model('x = 1\n').bindings.length);

// Mistakes are told, and the linter stays usable after them, a fault within the module included.
for (const [options, said] of [
  [{ select: 'nothing-of-the-kind' }, /unknown rule/],
  [{ targetVersion: 'four' }, /not a Python version/],
  [{ config: 'line-lenght = 3' }, /line-length/],
  [{ config: 'line-length = ' }, /./],
  [{ config: 'a = 1\nb = 2' }, /one line/],
]) {
  assert.throws(() => zenlint.check(code, options), (error) => error instanceof ZenlintError && said.test(error.message), JSON.stringify(options));
  assert.equal(zenlint.check(code).length, 1);
}
assert.equal(zenlint.check('def f(:\n')[0].name, 'syntax-error');

// A user's rule page.
const page = readFileSync(join(root, 'docs/site/.vitepress/theme/own-rule.md'), 'utf8');
assert.deepEqual(zenlint.judgePage('own-rule.md', page), []);
assert.match(zenlint.judgePage('own-rule.md', page.replace('if name in table', 'if name'))[0].message, /./);
assert.deepEqual(zenlint.tryPage('own-rule.md', page, 'a.has_key(1)\na.has_key(2, 3)\n').map((f) => f.location.row), [1]);
assert.match(zenlint.judgePage('own-rule.md', page.replace('    $table.has_key', '$table.has_key'))[0].message, /^unknown section `\$table\.has_key\(\$name\)`: /, 'as plainly() expects it');
assert.throws(() => zenlint.tryPage('own-rule.md', page.replace('match', 'mach'), ''), ZenlintError);

// Nearly all examples make exercises; none is solved by an empty answer.
const made = join(work, 'exercises.json');
execFileSync(process.execPath, [join(root, 'docs/site/exercises.mjs'), packageFolder, join(root, 'rules/course.toml'), made]);
const { exercises } = JSON.parse(readFileSync(made, 'utf8'));
const pairs = (await rules()).flatMap(({ examples }) => examples.filter((example, i) => example.kind === 'bad' && examples[i + 1]?.kind === 'good'));
assert.ok(exercises.length > pairs.length * 0.95, `${exercises.length} of ${pairs.length}`);
for (const exercise of exercises) {
  const { verdict } = await judge(zenlint, exercise, 'pass\n');
  // Where the answer is to delete the code, this is it.
  const nothing = /^(\s*pass)?\s*$/.test(exercise.good.replace(/#.*/g, ''));
  assert.ok(['other', 'found'].includes(verdict) || (verdict === 'same' && nothing), `${exercise.name}: ${verdict} for nothing in place of ${exercise.bad}`);
}
console.log(`${exercises.length} exercises of ${pairs.length} pairs of examples`);

// In the playground, each bad example of each rule is reported by its rule, with settings that are used for it alone.
const lessons = join(work, 'site');
writeFileSync(join(work, 'rules.json'), run('rule', '--all', '--output-format', 'json'));
execFileSync(process.execPath, [join(root, 'docs/site/prepare.mjs'), lessons, join(work, 'rules.json')]);
const silent = [];
let told = 0;
for (const file of readdirSync(join(lessons, 'data/lessons')))
  for (const rule of JSON.parse(readFileSync(join(lessons, 'data/lessons', file), 'utf8')))
    for (const [i, example] of rule.examples.filter(({ kind }) => kind === 'bad').entries()) {
      const found = await settingsFor(zenlint, rule, example);
      const options = found && placed(optionsOf(found.settings, []), found.context);
      if (!found || !zenlint.check(example.code, options).some(({ code }) => code === rule.code)) silent.push(`${rule.name} ${i}`);
      else if (found.say) ++told;
      if (rule.default === 'off' && found) assert.match(found.say, /is off by default; it is on here|Only the rule/, rule.name);
    }
assert.deepEqual(silent, []);
console.log(`every bad example is reported in the playground, ${told} with other settings than the default ones`);

// 500 files: the fixtures, the examples of the rules' pages, and modules of Python's library.
const python = execFileSync('python3', ['-c', 'import sysconfig; print(sysconfig.get_path("stdlib"))'], { encoding: 'utf8' }).trim();
const pythonFiles = (folder, deep) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return deep && entry.name !== 'site-packages' ? pythonFiles(path, true) : [];
    return entry.name.endsWith('.py') ? [path] : [];
  }).sort();
const texts = [...pythonFiles(join(root, 'fixtures'), true), ...pythonFiles(python, false)].map((path) => readFileSync(path));
for (const { examples } of await rules()) texts.push(Buffer.from(examples.map((example) => example.code).join('\n')));
const written = new Map(); // the text of files that are not in UTF-8, by their bytes
for (const encoding of ['latin-1', 'koi8-r', 'cp932', 'euc-jp', 'gb18030', 'iso-2022-jp']) {
  const text = encoding === 'latin-1' ? 'été' : encoding === 'koi8-r' ? 'лето' : '東京';
  const code = `# coding: ${encoding}\nx = '${text}'\nif not x == None:  # ${text}\n    print('%s ${text}' % x)\n`;
  texts.unshift(execFileSync('python3', ['-c', `import sys; sys.stdout.buffer.write(sys.argv[1].encode('${encoding}'))`, code]));
  written.set(texts[0], code);
}
const usable = texts.filter((bytes) => bytes.length < 200000);
const sample = usable.slice(0, 500);
assert.equal(sample.length, 500);
const names = sample.map((bytes, i) => {
  const name = `m${String(i).padStart(3, '0')}.py`;
  writeFileSync(join(work, name), bytes);
  return name;
});
const settings = ['--isolated', '--no-cache', '--select', 'ALL'];
const expected = JSON.parse(run('check', ...settings, '--output-format', 'json', ...names));
let started = performance.now();
const got = names.flatMap((name, i) => zenlint.check(sample[i], { path: name, select: 'ALL' }));
const took = performance.now() - started;
assert.deepEqual(got, expected);
console.log(`${names.length} files, ${got.length} findings: the same as the program's; ${Math.round(took)} ms`);

// The site's module is given text. What cannot be had as text here is not compared: files in an encoding of Python's own tests.
const site = await load(readFileSync(siteModule));
const asText = (bytes) => {
  if (written.has(bytes)) return written.get(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};
const shown = sample.map(asText);
const asFiles = names.filter((name, i) => shown[i] !== undefined);
assert.ok(asFiles.length > 490);
assert.deepEqual(
  names.flatMap((name, i) => (shown[i] === undefined ? [] : site.check(shown[i], { path: name, select: 'ALL' }))),
  expected.filter((finding) => asFiles.includes(finding.filename)),
);
console.log(`${asFiles.length} files as text: the site's module finds the same`);

for (const unsafe of [false, true]) {
  const folder = join(work, `fixed-${unsafe}`);
  mkdirSync(folder);
  names.forEach((name, i) => writeFileSync(join(folder, name), sample[i]));
  try {
    execFileSync(program, ['check', ...settings, '--fix', ...(unsafe ? ['--unsafe-fixes'] : []), '-q', '.'], { cwd: folder, stdio: 'ignore' });
  } catch (error) {
    assert.equal(error.status, 1);
  }
  let count = 0;
  names.forEach((name, i) => {
    const after = readFileSync(join(folder, name));
    count += !after.equals(sample[i]);
    assert.ok(Buffer.from(zenlint.fix(sample[i], { path: name, select: 'ALL', unsafe }).code).equals(after), `${name} is fixed otherwise`);
    if (shown[i] !== undefined && !written.has(sample[i]))
      assert.equal(site.fix(shown[i], { path: name, select: 'ALL', unsafe }).code, asText(after), `${name} is fixed otherwise on the site`);
  });
  console.log(`${count} files changed by ${unsafe ? 'all' : 'the safe'} fixes: the same bytes as the program's`);
}
rmSync(work, { recursive: true });
