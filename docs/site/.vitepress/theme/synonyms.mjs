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
  [/\b(try )?except:? ?pass\b/g, 'silent except'],
  [/\b(type )?(hints?|annotations?) (for |of )?(an? )?(list|dict|tuple|set)s?\b|\b(list|dict|tuple|set)s? (type )?(hints?|annotations?)\b/g, 'builtin generics'],
  [/\btype hints?\b/g, 'annotation'],
  [/\bread(ing)? (an? |the )?file line by line\b/g, 'file line loop'],
  [/\bline by line\b/g, 'lines loop'],
  [/\b(vs ?code|visual studio( code)?)\b/g, 'vs zenlint'],
  // Code, as people paste it.
  [/[!=]= ?none\b/g, 'compare none'],
  [/[!=]= ?(true|false)\b/g, 'comparing true'],
  [/\blen\([^)]*\) ?([!=]=|>) ?0/g, 'truth len'],
];

const FILLERS = new Set(['a', 'an', 'and', 'by', 'can', 'do', 'how', 'i', 'in', 'is', 'my', 'of', 'or', 'over', 'the', 'to', 'with', 'x']);

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
  const known = word.length > 5 && Object.keys(SYNONYMS).find((one) => alike(word, one));
  return known ? [word, known, ...SYNONYMS[known]] : [word];
}

/** The words of a search in lower case, with what is meant in place of the phrases. */
export function meant(text) {
  let said = text.toLowerCase();
  for (const [phrase, meaning] of PHRASES) said = said.replace(phrase, meaning);
  return said.split(/\s+/).filter(Boolean);
}

/** The words of a search, each as the list of what it may be spelled as; fillers count only when there is nothing else. */
export function searched(text) {
  const words = meant(text);
  const telling = words.filter((word) => !FILLERS.has(word));
  return (telling.length ? telling : words).map(spellings);
}
