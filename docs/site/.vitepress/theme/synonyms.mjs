// What people search for, and what the rules call it.

/** A word of a search in lower case, with its synonyms. Self-contained: VitePress sends it to the browser as text. */
export function withSynonyms(term) {
  const synonyms = {
    dictionary: ['dict'],
    dictionaries: ['dict'],
    string: ['str'],
    text: ['str', 'string'],
    integer: ['int'],
    boolean: ['bool'],
    index: ['range', 'enumerate'],
    loop: ['for', 'iterate'],
    iterate: ['loop'],
    format: ['f-string'],
    fstring: ['f-string'],
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
  };
  const word = term.toLowerCase();
  return Object.hasOwn(synonyms, word) ? [word, ...synonyms[word]] : word;
}

const FILLERS = new Set(['a', 'an', 'and', 'by', 'how', 'my', 'of', 'or', 'over', 'the', 'to', 'with']);

/** The words of a search, each as the list of what it may be spelled as; fillers count only when there is nothing else. */
export function searched(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const telling = words.filter((word) => !FILLERS.has(word));
  return (telling.length ? telling : words).map((word) => [withSynonyms(word)].flat());
}
