// What counts as solved in the exercises: node judge.mjs PACKAGE EXERCISES.json [EACH]. PACKAGE is zenlint-wasm, EXERCISES.json the
// site's. EACH is 1 for all exercises; without it, every thirteenth is judged.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { judge, told } from '../../docs/site/.vitepress/theme/judge.mjs';

const [packageFolder, file, each = 13] = process.argv.slice(2);
const linter = await (await import(join(resolve(packageFolder), 'index.js'))).load();
const { exercises } = JSON.parse(readFileSync(file, 'utf8'));
const named = (name, number = 0) => exercises.find((exercise) => exercise.name === name && exercise.number === number);
const verdict = async (exercise, code) => (await judge(linter, exercise, code)).verdict;

// A loop over names, as its reader may write it.
const names = named('while-index-loop');
assert.match(names.good, /for name in names:\n +print\(name\)/);
for (const [code, wanted] of [
  ['for n in names:\n  print( n )  # each\n', 'same'],
  ['for i in names: print(i)\n', 'same'], // the old index is a name like any other
  ['for name in names:\n    print(name.upper())\n', 'silent'],
  ['for name in names:\n    print(-name)\n', 'silent'],
  ['for name in others:\n    print(name)\n', 'silent'],
  ['for name in names:\n    repr(name)\n', 'silent'],
  ['for print in names:\n    print(print)\n', 'found'], // zenlint reports another thing
  ['print(*names, sep="\\n")\n', 'silent'], // right, but this is not proven
  ['', 'other'],
  ['pass  # done\n', 'other'],
  ['x = 1\n', 'other'],
  ['for name in names\n', 'broken'],
])
  assert.equal(await verdict(names, code), wanted, code);

const counted = named('enumerate-over-range-len');
assert.match(counted.good, /enumerate\(names\)/);
for (const [code, wanted] of [
  ['for k, n in enumerate(names):\n    print(k, n)\n', 'same'],
  ['for i, name in enumerate(names):\n    print(name, i)\n', 'silent'],
  ['for name, i in enumerate(names):\n    print(i, name)\n', 'silent'],
  ['for i, name in enumerate(names, 1):\n    print(i, name)\n', 'silent'],
  ['for i, name in zip(names):\n    print(i, name)\n', 'silent'],
])
  assert.equal(await verdict(counted, code), wanted, code);

// Operators are no nodes of the tree, and count too; quotes do not.
const made = { name: 'none-comparison', bad: "if x == None and y - 1 > 0: stop('a')\n", good: "if x is None and y - 1 > 0:\n    stop('a')\n" };
assert.equal(await verdict(made, 'if x is None and y - 1 > 0:\n    stop("a",)\n'), 'same');
for (const [from, to] of [['y - 1', 'y + 1'], ['and', 'or'], ['> 0', '>= 0'], ['is None', 'is not None'], ["'a'", "'A'"]])
  assert.equal(await verdict(made, made.good.replace(from, to)), 'silent', to);

// No comment solves an exercise, and neither does anything that marks a file as not to be checked.
const sample = exercises.filter((exercise, i) => i % each === 0);
const escaped = [];
for (const exercise of sample) {
  const { bad, name } = exercise;
  const tries = ['# zenlint: off', `# zenlint: ignore-file[${name}]`, '# flake8: noqa', '# pylint: skip-file', '# @generated, DO NOT EDIT'].map((line) => `${line}\n${bad}`);
  tries.push(`${bad.split('\n').map((line) => (line.trim() && !line.endsWith('\\') ? `${line}  # noqa` : line)).join('\n')}`);
  for (const code of tries) if ((await verdict(exercise, code)) === 'same') escaped.push(`${name}: ${code}`);
}
assert.deepEqual(escaped, []);
assert.equal(await verdict(names, `# zenlint: off\n${names.bad}`), 'hidden');
assert.equal(await verdict(names, names.bad.replace(/:\n/, ':  # noqa\n')), 'hidden');

// Every exercise is solved by its answer; what zenlint's own fixes make is no worse.
for (const exercise of sample) {
  assert.equal(await verdict(exercise, exercise.good), 'same', exercise.name);
  assert.notEqual(await verdict(exercise, exercise.bad), 'same', exercise.name);
  const { code } = await linter.fix(exercise.bad, { select: [exercise.name], targetVersion: 'py314', unsafe: true });
  if (code !== exercise.bad && !(await linter.check(code, { select: [exercise.name], targetVersion: 'py314' })).length)
    assert.equal(await verdict(exercise, code), 'same', exercise.name);
}

// The message of an exercise does not give the answer away.
assert.deepEqual(told({ message: 'the index is not needed: write `for a in b: c`' }), { say: 'the index is not needed.', more: 'write `for a in b: c`' });
assert.deepEqual(told({ message: '`x: int` is odd' }), { say: '`x: int` is odd' });
console.log(`${sample.length} of ${exercises.length} exercises judged`);
