// Does the reader's code solve an exercise? Nothing is run here, so only what is known to do the same counts as solved: a solution of
// the page, or what zenlint's own fixes make of the snippet, whatever the formatting, the comments and the new names. Of any other code
// without findings, the page says so, and leaves it to the reader to compare.

const bytes = new TextEncoder();
const text = new TextDecoder();
const byPlace = (a, b) => a.start - b.start || b.end - a.end;

// The code without the comments that fit, which become spaces.
function without(code, comments) {
  const out = bytes.encode(code);
  for (const { start, end } of comments) out.fill(32, start, end);
  return text.decode(out);
}

// Names that may be called anything: the targets of loops, and variables that are not both in the snippet and in the answer.
function renamed({ scopes, bindings, references }, kept) {
  const free = bindings.map(({ name, scope, is }) => {
    const { sort } = scopes[scope];
    const only = (...kinds) => is.every((kind) => kinds.includes(kind));
    if (sort === 'class') return false; // an attribute
    return only('loop target', 'cell') || (!kept.has(name) && only('loop target', 'other store', 'cell', 'annotated'));
  });
  const out = new Map();
  const numbers = new Map();
  for (const { offset, binding } of [...references].sort((a, b) => a.offset - b.offset)) {
    if (binding === null || !free[binding]) continue;
    if (!numbers.has(binding)) numbers.set(binding, `$${numbers.size}`);
    out.set(offset, numbers.get(binding));
  }
  return out;
}

// The code as a list of its nodes and of what stands between them: operators, keywords and punctuation. Spaces, comments, the kind of
// quotes and trailing commas do not count. Names in `kept` are as they are; other variables are numbered.
async function normal(linter, code, kept) {
  const source = bytes.encode(code);
  const nodes = await linter.tree(code);
  const comments = nodes.filter(({ kind }) => kind === 'comment');
  const blank = bytes.encode(without(code, comments));
  const names = renamed(await linter.model(code), kept);
  const out = [];
  let at = 0;
  const between = (end) => text.decode(blank.slice(at, Math.max(at, end))).replace(/\\\n|\s/g, '').replace(/,(?=[)}])/g, '');
  const real = nodes.filter(({ kind }) => kind !== 'comment');
  for (const [i, { depth, field, kind, start, end }] of real.entries()) {
    let word = '';
    if (!(real[i + 1]?.depth > depth)) {
      const gap = between(start);
      if (gap) out.push(gap);
      word = names.get(start) ?? text.decode(source.slice(start, end));
      if (kind === 'string_start' || kind === 'string_end') word = word.replaceAll("'", '"');
      at = Math.max(at, end);
    }
    out.push(`${depth} ${field} ${kind} ${word}`);
  }
  out.push(between(source.length));
  return out.join('\n');
}

async function identifiers(linter, code) {
  const source = bytes.encode(code);
  return new Set((await linter.tree(code)).filter(({ kind }) => kind === 'identifier').map(({ start, end }) => text.decode(source.slice(start, end))));
}

/** The rule of the exercise may be one that is off by default, or of a newer Python. */
export const settingsFor = (exercise) => ({ extendSelect: [exercise.name], targetVersion: 'py314', config: ['include-generated = true'] });

/** The page's answer, and what zenlint's fixes make of the snippet. */
async function answers(linter, exercise) {
  const out = [exercise.good];
  for (const settings of [{ ...settingsFor(exercise), select: [exercise.name], extendSelect: [] }, settingsFor(exercise)])
    for (const unsafe of [false, true]) {
      const { code } = await linter.fix(exercise.bad, { ...settings, unsafe });
      if (!out.includes(code) && code !== exercise.bad) out.push(code);
    }
  return out;
}

const comments = async (linter, code) => (await linter.tree(code)).filter(({ kind }) => kind === 'comment').length;

const solves = async (linter, exercise, code, answer) => {
  // Where the answer is to remove a comment, a comment counts.
  const left = await comments(linter, answer);
  if (left < (await comments(linter, exercise.bad)) && (await comments(linter, code)) > left) return false;
  const [before, after] = [await identifiers(linter, exercise.bad), await identifiers(linter, answer)];
  const kept = new Set([...before].filter((name) => after.has(name)));
  return (await normal(linter, code, kept)) === (await normal(linter, answer, kept));
};

// Does code have none of the names that the snippet and its solution share?
async function unrelated(linter, { bad, good }, code) {
  const [before, after, now] = [await identifiers(linter, bad), await identifiers(linter, good), await identifiers(linter, code)];
  const shared = [...before].filter((name) => after.has(name));
  const nothing = (await linter.tree(code)).every(({ kind }) => ['module', 'comment', 'pass_statement'].includes(kind));
  return nothing || (shared.length > 0 && !shared.some((name) => now.has(name)));
}

/**
 * {verdict, say, more}: `same` is solved; `silent` has no finding, and may do something else; `found`, `hidden` (by a comment) and `broken`,
 * and `other` (nothing is left of the snippet) are not solved. Where `more` is there, it says what to write.
 */
export async function judge(linter, exercise, code) {
  const settings = settingsFor(exercise);
  const found = await linter.check(code, settings);
  if (found.some(({ name }) => name === 'syntax-error')) return { verdict: 'broken', say: 'This is not valid Python yet.' };
  const own = (findings) => findings.find(({ name }) => name === exercise.name);
  if (own(found)) return { verdict: 'found', ...told(own(found)) };
  const source = bytes.encode(code);
  const silencing = (await linter.tree(code)).filter(({ kind, start, end }) =>
    kind === 'comment' && /noqa|zenlint|ignore|disable|pylint|ruff|flake8|skip|nosec|pragma/i.test(text.decode(source.slice(start, end))));
  if (silencing.length && own(await linter.check(without(code, silencing), settings)))
    return { verdict: 'hidden', say: 'A comment hides the finding. Rewrite the code instead.' };
  for (const answer of await answers(linter, exercise)) {
    if (own(await linter.check(answer, settings))) continue; // a fix that leaves some is no solution
    if (await solves(linter, exercise, code, answer)) return { verdict: 'same', say: 'Solved.' };
  }
  const allowed = new Set((await linter.check(exercise.good, settings)).map(({ name }) => name));
  const other = found.find(({ name }) => !allowed.has(name));
  if (other) return { verdict: 'found', ...told(other) };
  if (await unrelated(linter, exercise, code))
    return { verdict: 'other', say: 'zenlint finds nothing here, but the code of the exercise is gone: the answer has to do the same.' };
  return { verdict: 'silent', say: 'zenlint finds nothing here any more. Whether the code still does the same is not checked: compare it with a solution.' };
}

/** What is wrong, and separately what to write: a message is both, with a colon between. */
export function told({ message }) {
  const colon = message.replace(/`[^`]*`/g, (code) => ' '.repeat(code.length)).indexOf(': ');
  return colon < 0 ? { say: message } : { say: `${message.slice(0, colon)}.`, more: message.slice(colon + 2) };
}
