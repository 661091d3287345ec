// Makes the exercises of the rules' examples: node exercises.mjs PACKAGE RULES_TOML OUT.json, PACKAGE being zenlint-wasm. An example
// is an exercise where the linter finds it by the settings of exercises, and where the page's own answer solves it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { judge } from './.vitepress/theme/judge.mjs';
import { course } from './pages.mjs';

const [packageFolder, courseFile, out] = process.argv.slice(2);
const { load } = await import(join(resolve(packageFolder), 'index.js'));
const zenlint = await load();

const exercises = [];
let left = 0;
for (const { code, name, title, examples } of zenlint.rules()) {
  if (code.startsWith('ZEN00')) continue; // about zenlint's own comments and settings
  for (const [i, { kind, code: bad }] of examples.entries()) {
    if (kind !== 'bad' || examples[i + 1]?.kind !== 'good') continue;
    const number = exercises.filter((exercise) => exercise.name === name).length;
    const exercise = { code, name, title: title.replaceAll('`', ''), number, bad, good: examples[i + 1].code };
    const verdicts = [await judge(zenlint, exercise, exercise.good), await judge(zenlint, exercise, bad)];
    if (verdicts[0].verdict === 'same' && verdicts[1].verdict === 'found') exercises.push(exercise);
    else ++left;
  }
}
const sections = course(readFileSync(courseFile, 'utf8')).sections.map(({ code, lesson, heading }) => ({ code, lesson, heading }));
writeFileSync(out, JSON.stringify({ sections, exercises }));
console.log(`${exercises.length} exercises, ${left} examples left out`);
