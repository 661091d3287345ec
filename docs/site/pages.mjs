// Reads the Markdown pages of the repository: their front matter, and their text as blocks of prose and code.

import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Front matter as lists of values by key, since a key may come more than once, and the text below it. */
export function parts(text) {
  const facts = {};
  const found = /^---\n([\s\S]*?)\n---\n/.exec(text);
  if (!found) return { facts, text };
  for (const line of found[1].split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) (facts[line.slice(0, colon).trim()] ??= []).push(line.slice(colon + 1).trim());
  }
  return { facts, text: text.slice(found[0].length) };
}

/** The text as blocks: {prose} or {info, code}, in order. */
export function blocks(text) {
  const out = [];
  let prose = [];
  let open;
  for (const line of text.split('\n')) {
    const fence = /^(\s*)(`{3,})(.*)$/.exec(line);
    if (open) {
      if (fence && fence[2].length >= open.ticks && !fence[3].trim()) {
        out.push({ info: open.info, code: open.lines.join('\n'), indent: open.indent });
        open = undefined;
      } else {
        open.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
      }
    } else if (fence) {
      if (prose.length) out.push({ prose: prose.join('\n') });
      prose = [];
      open = { indent: fence[1], ticks: fence[2].length, info: fence[3].trim(), lines: [] };
    } else {
      prose.push(line);
    }
  }
  if (open) throw new Error(`a code block is not closed: \`\`\`${open.info}`);
  if (prose.length) out.push({ prose: prose.join('\n') });
  return out;
}

/** Applies `change` to what is outside of code spans. */
export function outsideCode(prose, change) {
  const span = /(`+)[\s\S]*?[^`]\1(?!`)/g;
  let out = '';
  let at = 0;
  for (const found of prose.matchAll(span)) {
    out += change(prose.slice(at, found.index)) + found[0];
    at = found.index + found[0].length;
  }
  return out + change(prose.slice(at));
}

/** The name of a heading in links, as GitHub makes it, since the pages' links are written for it. */
export function slug(heading) {
  return heading.replaceAll('`', '').toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-');
}

export function title(text) {
  return /^# (.*)$/m.exec(text)?.[1] ?? '';
}

/** The Markdown files below a folder, as paths from the root with `/`, sorted. */
export function markdownFiles(root, folder) {
  const out = [];
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules') out.push(...markdownFiles(root, path));
    else if (entry.name.endsWith('.md')) out.push(path);
  }
  return out.sort();
}

export const read = (root, path) => readFileSync(join(root, path), 'utf8');

/** rules/course.toml, which is flat: {site, sections}. */
export function course(text) {
  const out = { site: '', sections: [] };
  let table = out;
  for (const line of text.split('\n')) {
    if (line.trim() === '[[section]]') out.sections.push((table = {}));
    const pair = /^(\w+) = (["'])(.*)\2$/.exec(line.trim());
    if (pair) table[pair[1]] = pair[3];
  }
  return out;
}
