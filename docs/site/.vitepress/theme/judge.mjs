// Does the reader's code solve an exercise? zenlint judges the idiom; whether it still does what the code did is judged by its
// syntax tree against that of the page's own answer.

const bytes = new TextEncoder();
const text = new TextDecoder();

// The leaves of a tree and what encloses them, without comments. Names that the exercise does not have are numbered as they come, so
// that it does not matter what the reader calls them.
function shape(nodes, code, known) {
  const source = bytes.encode(code);
  const fresh = new Map();
  return nodes
    .filter((node) => node.kind !== 'comment')
    .map((node, i, all) => {
      const leaf = !(all[i + 1]?.depth > node.depth);
      let word = leaf ? text.decode(source.slice(node.start, node.end)) : '';
      if (node.kind === 'identifier' && !known.has(word)) {
        if (!fresh.has(word)) fresh.set(word, `$${fresh.size}`);
        word = fresh.get(word);
      }
      return `${node.depth} ${node.field} ${node.kind} ${word}`;
    });
}

function words(nodes, code, kinds) {
  const source = bytes.encode(code);
  return new Set(nodes.filter((node) => kinds.includes(node.kind)).map((node) => text.decode(source.slice(node.start, node.end))));
}

const LITERALS = ['string_content', 'integer', 'float'];

/** The rule of the exercise may be one that is off by default, or of a newer Python. */
export const settingsFor = (exercise) => ({ extendSelect: [exercise.name], targetVersion: 'py314' });

/**
 * {verdict, say}: the verdict is `same` (the page's own answer but for names), `silent` (zenlint is silent, and every literal and name
 * of the answer is there), `changed`, `found` or `broken`. The first two count as solved.
 */
export async function judge(linter, exercise, code) {
  const found = await linter.check(code, settingsFor(exercise));
  if (found.some((finding) => finding.name === 'syntax-error')) return { verdict: 'broken', say: 'This is not valid Python yet.' };
  const own = found.filter((finding) => finding.name === exercise.name);
  if (own.length) return { verdict: 'found', say: own[0].message };
  const [given, answer, now] = [await linter.tree(exercise.bad), await linter.tree(exercise.good), await linter.tree(code)];
  const known = words(given, exercise.bad, ['identifier']);
  if (shape(now, code, known).join('\n') === shape(answer, exercise.good, known).join('\n'))
    return { verdict: 'same', say: 'Solved: this is the idiom.' };
  const needed = [
    ...[...words(answer, exercise.good, ['identifier'])].filter((name) => known.has(name)),
    ...words(answer, exercise.good, LITERALS),
  ];
  const have = new Set([...words(now, code, ['identifier']), ...words(now, code, LITERALS)]);
  const kinds = new Set(now.map((node) => node.kind));
  const lost = answer.find((node) => !kinds.has(node.kind) && given.some((old) => old.kind === node.kind));
  const missing = needed.filter((word) => !have.has(word));
  if (lost) missing.push(lost.kind.replaceAll('_', ' '));
  if (missing.length) return { verdict: 'changed', say: `zenlint has no findings, but the code now does something else: ${missing.join(', ')} is missing.` };
  if (found.length) return { verdict: 'found', say: found[0].message };
  return { verdict: 'silent', say: 'Solved: zenlint has no more findings. Compare with the answer, which is written differently.' };
}
