// The search of all pages, for the box in the header and the list of rules. It tolerates typos, knows synonyms, and puts the rule first
// whose code, alias or name is searched for.
import MiniSearch from 'minisearch';
import { meant, searched } from './synonyms.mjs';

// Documents about how zenlint is made.
const INTERNALS = /\/docs\/(architecture|dispatch|parsing|precision|reliability|semantics|site|threat-model|where|writing-rules)\b|packaging/;

// Titles in the index are HTML.
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const text = (html) => html.replace(/&(amp|lt|gt|quot|#39);/g, (whole, name) => ENTITIES[name]);

/**
 * `index` is the index of VitePress as JSON, with a document for each heading; `rules` are those of rules.json. Returns a function that
 * gives the hits of a text, best first: {id, title, titles, rule, score}. `rule` is there on the pages of rules.
 */
export function searcher(index, rules) {
  const pages = MiniSearch.loadJSON(index, { fields: ['title', 'titles', 'text'], storeFields: ['title', 'titles'] });
  const byPage = new Map(rules.map((rule) => [`/rules/${rule.name}`, rule]));
  const ruleOf = (id) => byPage.get(id.replace(/^.*(\/rules\/[^/]*?)(\.html)?(#.*)?$/, '$1'));

  // Few look for what zenlint says of its own comments and settings, or for how it is made.
  function weight(id, rule) {
    if (rule) return rule.code.startsWith('ZEN00') ? 0.6 : 1;
    return INTERNALS.test(id) ? 0.5 : 0.9;
  }

  function ranked(asked) {
    const words = searched(asked);
    if (!words.length) return [];
    const all = new Set(meant(asked));
    // Names are said in few words: one that has all of the words is meant the more, the less else it has.
    function naming(rule) {
      const name = rule?.name.split('-') ?? [];
      return all.size > 1 && [...all].every((word) => name.includes(word)) ? all.size * (all.size / name.length) ** 2 : 0;
    }
    // A hit for each word counts by the best of its spellings.
    const scores = new Map();
    for (const spellings of words) {
      const best = new Map();
      for (const [i, word] of spellings.entries()) {
        const hits = pages.search(word, {
          // A code is exact: those beside it are other rules.
          fuzzy: (term) => (/\d/.test(term) || term.length < 4 ? false : 0.25),
          prefix: (term) => term.length > 1,
          boost: { title: 6, titles: 2, text: 1 },
        });
        for (const hit of hits) {
          const score = hit.score * (i ? 0.6 : 1);
          if (score > (best.get(hit.id)?.score ?? 0)) best.set(hit.id, { hit, score });
        }
      }
      // What a word tells is how much better a page has it than others.
      const top = Math.max(...[...best.values()].map(({ score }) => score));
      for (const [id, { hit, score }] of best) {
        const known = scores.get(id) ?? { hit, score: 0, words: 0 };
        known.score += Math.sqrt(score / top);
        known.words += 1;
        scores.set(id, known);
      }
    }
    return [...scores.values()]
      .map(({ hit: { id, title, titles }, score, words: had }) => {
        const rule = ruleOf(id);
        return { id, title: text(title), titles: (titles ?? []).map(text), rule, score: score * (had / words.length) * weight(id, rule) + naming(rule) };
      })
      .sort((a, b) => b.score - a.score);
  }

  // Rules that are called so: all of the text is a code, an alias or a name, or how one begins.
  function called(text) {
    const wanted = text.trim().toLowerCase();
    const names = (rule) => [rule.code, rule.name, ...rule.aliases].map((name) => name.toLowerCase());
    const words = meant(text).join('-'); // of a name, as people type it
    const exact = rules.filter((rule) => names(rule).includes(wanted) || rule.name === words);
    if (exact.length || !/^[a-z]+\d+$/.test(wanted)) return exact;
    return rules.filter((rule) => names(rule).some((name) => name.startsWith(wanted)));
  }

  return (text) => {
    const hits = ranked(text);
    const first = called(text).map((rule) =>
      ({ ...(hits.find((hit) => hit.rule === rule) ?? { id: `/rules/${rule.name}.html`, title: rule.title.replaceAll('`', ''), titles: [], rule }), score: 2 * searched(text).length }));
    const seen = new Set(first.map(({ rule }) => rule));
    // One hit a rule.
    return [...first, ...hits.filter(({ rule }) => !rule || (!seen.has(rule) && seen.add(rule)))];
  };
}

let loading;

/** The site's own index, which is loaded when it is first asked for. */
export function search(rules) {
  loading ??= load(rules).catch((error) => {
    loading = undefined; // another attempt may go better
    throw error;
  });
  return loading;
}

async function load(rules) {
  const { default: index } = await import('@localSearchIndex');
  return searcher((await index.root()).default, rules);
}
