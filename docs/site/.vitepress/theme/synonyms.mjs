// What people search for, and what the pages call it.

const SYNONYMS = {
  dictionary: ['dict'],
  dictionaries: ['dict'],
  string: ['str'],
  text: ['str', 'string'],
  integer: ['int'],
  boolean: ['bool'],
  index: ['enumerate', 'range'],
  counter: ['enumerate', 'index'],
  loop: ['for', 'iterate'],
  iterate: ['loop'],
  format: ['f-string'],
  fstring: ['f-string'],
  concatenation: ['join', 'concatenate'],
  concatenate: ['join'],
  exception: ['except', 'raise'],
  error: ['except', 'raise'],
  catch: ['except'],
  null: ['none'],
  nil: ['none'],
  array: ['list'],
  hash: ['dict'],
  map: ['dict', 'comprehension'],
  close: ['with', 'context'],
  file: ['open', 'path'],
  async: ['asyncio', 'await'],
  argument: ['parameter', 'default'],
  constructor: ['__init__'],
  walrus: [':='],
  ternary: ['conditional'],
  changelog: ['changed'],
  news: ['changed'],
  disagree: ['silence'],
  ignore: ['silence', 'suppress'],
  suppress: ['silence'],
  disable: ['silence'],
  npm: ['webassembly'],
};

// Several words that mean one thing.
const PHRASES = [
  [/\b(inline|one[- ]line) (if|else|condition)\b/g, 'conditional expression'],
  [/\bfalse[- ]positives?\b/g, 'silence wrong finding'],
  [/\bturn(ing)? off\b/g, 'silence'],
  [/\bwhat('s| is)? (new|changed)\b/g, 'changed rules'],
  [/\bloop(ing)? (with|over|by)? ?(an |the )?(index|indices|counter)\b/g, 'enumerate range len loop'],
  // Code, as people paste it.
  [/[!=]= ?none\b/g, 'compare none'],
  [/[!=]= ?(true|false)\b/g, 'comparing true'],
  [/\blen\([^)]*\) ?([!=]=|>) ?0/g, 'truth len'],
];

const FILLERS = new Set(['a', 'an', 'and', 'by', 'how', 'i', 'in', 'is', 'my', 'of', 'or', 'over', 'the', 'to', 'with', 'x']);

// Whether two words differ by one letter that is missing, too many or another, or by two that are swapped.
function alike(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) ++i;
  const rest = (word, from) => word.slice(from);
  return rest(a, i + 1) === rest(b, i + 1) || rest(a, i) === rest(b, i + 1) || rest(a, i + 1) === rest(b, i) ||
    (a[i] === b[i + 1] && a[i + 1] === b[i] && rest(a, i + 2) === rest(b, i + 2));
}

function spellings(word) {
  if (Object.hasOwn(SYNONYMS, word)) return [word, ...SYNONYMS[word]];
  const meant = word.length > 5 && Object.keys(SYNONYMS).find((known) => alike(word, known));
  return meant ? [word, meant, ...SYNONYMS[meant]] : [word];
}

/** The words of a search, each as the list of what it may be spelled as; fillers count only when there is nothing else. */
export function searched(text) {
  let said = text.toLowerCase();
  for (const [phrase, meaning] of PHRASES) said = said.replace(phrase, meaning);
  const words = said.split(/\s+/).filter(Boolean);
  const telling = words.filter((word) => !FILLERS.has(word));
  return (telling.length ? telling : words).map(spellings);
}
