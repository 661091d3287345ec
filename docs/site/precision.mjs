// The tables of docs/precision as figures: what was read for each rule, and what was thought of it.

import { markdownFiles, read } from './pages.mjs';

const COUNTS = ['hits', 'read', 'right', 'taste', 'wrong', 'gone'];
const cellsOf = (line) => line.trim().replace(/^\||\|$/g, '').split('|').map((cell) => cell.trim());

// `8*` and `107 (wheels)` have notes that the text below the table explains.
function count(cell) {
  const found = /^(\d[\d,]*)\*?( \(.*\))?$/.exec(cell);
  return found ? Number(found[1].replaceAll(',', '')) : NaN;
}

/** The rows of rules in a page's tables as {code, line, hits, read, …}: what the table has a column for, NaN where a cell is no number. */
export function rows(text) {
  const out = [];
  let columns;
  for (const [i, line] of text.split('\n').entries()) {
    if (!line.startsWith('|')) {
      columns = undefined;
      continue;
    }
    const cells = cellsOf(line);
    columns ??= cells;
    const code = /^ZEN\d{4}/.exec(cells[0])?.[0];
    if (!code || columns[0] !== 'code') continue;
    const row = { code, line: i + 1 };
    for (const name of COUNTS) if (columns.includes(name)) row[name] = cells.length === columns.length ? count(cells[columns.indexOf(name)]) : NaN;
    out.push(row);
  }
  return out;
}

/** What is wrong with a row; empty if nothing is. */
export function fault({ read: all, hits = all, right, taste, wrong, gone = 0 }) {
  if ([all, hits, right ?? 0, taste ?? 0, wrong, gone].some(Number.isNaN)) return 'a cell is not a number';
  if (all > hits) return `${all} read of ${hits}`;
  if (wrong > all) return `${wrong} wrong of ${all} read`;
  const sum = right + taste + wrong + gone;
  return right !== undefined && taste !== undefined && sum !== all ? `${all} were read, but the columns add up to ${sum}` : '';
}

/** The figures of each rule by code, added up over all tables: {hits, read, right, taste, wrong, gone, page}; those that a table lacks
 *  are undefined. No rule with a row that is at fault: its figures are not known. `page` has the last table. */
export function precision(root) {
  const out = new Map();
  for (const source of markdownFiles(root, 'docs/precision'))
    for (const row of rows(read(root, source))) {
      if (row.read === undefined || row.wrong === undefined) continue; // a table of what a change brought
      const known = out.get(row.code) ?? { hits: 0, read: 0, right: 0, taste: 0, wrong: 0, gone: 0 };
      for (const name of COUNTS) known[name] += name === 'gone' ? row.gone ?? 0 : row[name] ?? NaN;
      out.set(row.code, { ...known, fault: known.fault || fault(row), page: source.replace(/\.md$/, '') });
    }
  for (const [code, figures] of out) {
    if (figures.fault || !figures.read) out.delete(code);
    for (const name of COUNTS) if (Number.isNaN(figures[name])) figures[name] = undefined;
  }
  return out;
}

const of = (count, one, many) => `${count} ${count === 1 ? one : many}`;

/** The figures in words. */
export function sentence({ hits, read: all, right, taste, wrong, gone, page }) {
  const parts = right === undefined || taste === undefined
    ? [`${wrong} wrong`]
    : [`${right} right`, of(taste, 'matter of taste', 'matters of taste'), `${wrong} wrong`];
  if (gone) parts.push(`${gone} that the rule no longer reports`);
  const found = hits === undefined ? `${of(all, 'finding', 'findings')} in the [code that was checked](/${page}) ${all === 1 ? 'was' : 'were'} read one by one` :
    `${of(hits, 'finding', 'findings')} in the [code that was checked](/${page}); ${all} of them ${all === 1 ? 'was' : 'were'} read one by one`;
  return `${found}: ${parts.join(', ')}.`;
}
