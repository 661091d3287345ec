// Makes what VitePress builds the site from: node prepare.mjs OUT RULES.json
//
// OUT/pages gets the Markdown pages of the repository with links and examples as the site has them, OUT/data what the site's
// components show, OUT/pages/public what is served as it is. RULES.json is what `zenlint rule --all --output-format json` prints.
// Needs no packages. Ends with status 1 and says where, when a link leads nowhere.

import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addressed, base, siteUrl } from './address.mjs';
import { precision, sentence } from './precision.mjs';
import { blocks, course, markdownFiles, outsideCode, parts, read, slug, title } from './pages.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LABELS = { bad: 'Instead of', good: 'Write', ok: 'Fine as it is' };
const LANGUAGES = { python: 'python', py: 'python', console: 'console', sh: 'sh', toml: 'toml', yaml: 'yaml', json: 'json', lua: 'lua', js: 'js',
  ini: 'ini', cpp: 'cpp', c: 'c', xml: 'xml', dockerfile: 'dockerfile', cmake: 'cmake', diff: 'diff' };
const KINDS = { bug: 'likely a bug', idiom: 'idiom', upgrade: 'newer Python', taste: 'matter of taste' };
const FIXES = { none: 'no fix', display: 'shows code, no fix', safe: 'safe fix', unsafe: 'unsafe fix', 'sometimes-safe': 'fix, sometimes unsafe' };
const DEFAULTS = { on: 'on by default', part: 'partly on by default', off: 'off by default, on with strict' };
const MEANINGS = {
  bug: 'The code is wrong, or will be',
  idiom: 'Python has a better way that most experts would choose',
  upgrade: 'A newer version of Python has a better form',
  taste: 'Experts differ: of the presets, only strict has this rule',
  none: 'zenlint reports this, and leaves the change to you',
  display: 'zenlint shows what to write, and leaves the change to you',
  safe: 'The fix keeps what the code does',
  unsafe: 'The fix may change what the code does: the finding says when, and --unsafe-fixes makes it',
  'sometimes-safe': 'Whether the fix may change what the code does depends on the code: the finding says so',
  on: 'Used unless the settings turn it off',
  part: 'Some of what it finds is a matter of taste, and reported only if the settings select the rule or have the preset strict',
  off: 'Used only if the settings select it, or have the preset strict',
  preview: 'New: used only with the setting preview',
};

// Which tool calls a rule so, by the code's letters. Names are those of pylint, and former names of zenlint's own.
const TOOLS = [
  [/^ZEN/, 'zenlint, formerly'],
  [/^S\d{4}$/, 'Sonar'],
  [/^FURB\d/, 'refurb and ruff'],
  [/^(PL[CERW]\d|RUF\d|UP\d|PERF\d|FAST\d|AIR\d|NPY\d|PD\d|TRY\d|ASYNC\d|BLE\d|DTZ\d|EM\d|EXE\d|FA\d|FBT\d|FIX\d|FLY\d|G\d|ICN\d|INP\d|INT\d|ISC\d|LOG\d|PGH\d|PIE\d|PT\d|PTH\d|PYI\d|Q\d|RET\d|RSE\d|SIM\d|SLF\d|SLOT\d|TC\d|TCH\d|TD\d|TID\d|Y\d{3}|YTT\d|ARG\d|ERA\d|COM\d|CPY\d|DJ\d|DOC\d|EXE\d|T\d{2})/, 'ruff and flake8 plugins'],
  [/^([EWFNSABD]\d{2,3}|C4\d\d|C90\d|A\d{3})$/, 'ruff and flake8'],
  [/^[CERWIF]\d{4}$|^[a-z][a-z-]*$/, 'pylint'],
];

const plain = (text) => text.replaceAll('`', '');
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
// Prose is Markdown without HTML, and nothing in it is a template.
const literal = (text) => text.replace(/<(?!https?:)/g, '&lt;').replaceAll('{{', '&#123;&#123;');

// Text of a title with its code as code; between code spans it is prose.
const formatted = (text) => outsideCode(text, literal);

const COMMON = new Set('a an and any as at be by call default do for from if in instead into is it its leave not of on one only or out over several than that the to use using value when where with without write'.split(' '));
const RELATED = 5; // what two rules have to share: a name that few have, or several words

// What each rule's name and title speak of, by name: the function weighs what both have by how few have it. Names and code tell more than prose.
function topics(rules) {
  const wordsOf = (text) => (text.toLowerCase().match(/[a-z_]\w+/g) ?? []).map((word) => word.replace(/(?<=[^s]{2})s$/, '')).filter((word) => !COMMON.has(word));
  const words = new Map(rules.map(({ name, title: text }) => [name, {
    key: new Set([name.replaceAll('-', ' '), ...[...text.matchAll(/`([^`]+)`/g)].map((found) => found[1])].flatMap(wordsOf)),
    prose: new Set([...wordsOf(name.replaceAll('-', ' ')), ...wordsOf(text)]),
  }]));
  const counts = new Map();
  for (const { prose } of words.values()) for (const word of prose) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (a, b) => {
    let sum = 0;
    for (const word of words.get(a.name).prose)
      if (words.get(b.name).prose.has(word))
        sum += Math.log(rules.length / counts.get(word)) * (words.get(a.name).key.has(word) && words.get(b.name).key.has(word) ? 1.3 : 0.7);
    return sum;
  };
}

// What an example needs besides its code, as the words after `python bad` say it; undefined if nothing.
function context(info, name) {
  const out = {};
  for (const word of info.split(/\s+/)) {
    const [key, ...value] = word.split('=');
    if (/^py3\d+$/.test(word)) out.target = word;
    if (key === 'file') out.path = value.join('=');
    if (key.startsWith('option.')) (out.config ??= []).push(`options.${name}.${key.slice('option.'.length)} = ${toml(value.join('='))}`);
  }
  return Object.keys(out).length ? out : undefined;
}
const toml = (value) => (/^\d+$/.test(value) ? value : JSON.stringify(value));

// What the preset `default` has of a rule: matches that are matters of taste are reported only if the rule is selected. A match may be of
// another kind than its page.
function byDefault(rule, page) {
  if (rule.default !== 'on') return rule.default;
  const patterns = page ? blocks(page.text).filter(({ info }) => info === 'zen').map(({ code }) => code).join('\n') : '';
  const taste = /^ *kind taste\b/m.test(patterns) || (page && blocks(page.text).some(({ info }) => /^python bad\b.*\btaste\b/.test(info ?? '')));
  if (rule.kind === 'taste') return /^ *kind (bug|idiom|upgrade)\b/m.test(patterns) ? 'part' : 'off';
  return taste ? 'part' : 'on';
}

class Site {
  constructor(out, rules) {
    this.out = out;
    this.rules = rules;
    this.byCode = new Map(rules.map((rule) => [rule.code, rule]));
    this.course = course(read(ROOT, 'rules/course.toml'));
    this.pages = new Map(); // by source
    this.wrong = [];
    this.precision = precision(ROOT);
    const sources = ['README.md', ...markdownFiles(ROOT, 'docs'), ...markdownFiles(ROOT, 'editors')];
    for (const source of sources) {
      if (/^docs\/site\/./.test(source) && source !== 'docs/site/README.md') continue;
      this.add(source, source === 'README.md' ? 'start' : source.replace(/(\/README)?\.md$/, ''));
    }
    for (const source of markdownFiles(ROOT, 'rules')) this.add(source, `rules/${basename(source, '.md')}`);
  }

  add(source, target) {
    const { facts, text } = parts(read(ROOT, source));
    this.pages.set(source, { source, target, facts, text: addressed(text), rule: facts.code && this.byCode.get(facts.code[0]) });
  }

  section(rule) {
    return this.course.sections.find((section) => rule.code.slice(3, 5) === section.code);
  }

  // Where a link leads on the site. Files of the repository that are no page are copied there.
  link(page, href) {
    if (/^[a-z]+:/.test(href)) return href;
    const [path, fragment] = href.split('#');
    let target = page;
    if (path) {
      const source = posix.normalize(posix.join(posix.dirname(page.source), decodeURIComponent(path))).replace(/\/$/, '');
      target = this.pages.get(source) ?? this.pages.get(`${source}/README.md`);
      if (!target) {
        if (!existsSync(join(ROOT, source))) {
          this.wrong.push(`${page.source}: ${href}`);
          return href;
        }
        if (source === 'rules') return '/rules/';
        if (source === 'docs/precision') return '/docs/precision/01-pythonic';
        if (!statSync(join(ROOT, source)).isFile()) return '/start';
        const copy = `files/${source}.txt`;
        this.copy(join(ROOT, source), copy);
        return `/${copy}`;
      }
    }
    if (fragment && !this.anchors(target).has(fragment)) this.wrong.push(`${page.source}: ${href}`);
    return (path ? `/${target.target}` : '') + (fragment ? `#${fragment}` : '');
  }

  anchors(page) {
    page.anchors ??= new Set(
      blocks(page.text).flatMap((block) => [...(block.prose ?? '').matchAll(/^#+ (.*)$/gm)].map((found) => slug(found[1]))),
    );
    return page.anchors;
  }

  copy(from, to) {
    this.put(`pages/public/${to}`, readFileSync(from));
  }
  put(path, content) {
    const file = join(this.out, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  prose(page, text) {
    const linked = text.replace(/\]\(([^)\s]+)\)/g, (whole, href) => `](${this.link(page, href)})`);
    // Only the site knows where its playground is.
    return outsideCode(linked.replaceAll("the playground of zenlint's site", '[the playground](/playground)'), literal);
  }

  example(page, { info, code, indent }, number) {
    const [language = '', sort, ...more] = info.split(/\s+/);
    const ticks = '`'.repeat(Math.max(3, ...[...code.matchAll(/`+/g)].map((run) => run[0].length + 1)));
    const fence = (name) => `${ticks}${name}\n${code}\n${ticks}`;
    if (language === 'zen') return `<details class="pattern"><summary>The pattern</summary>\n\n${fence('txt')}\n\n</details>`;
    if (language !== 'python' || !(sort in LABELS) || !page.rule) {
      const block = fence(LANGUAGES[language] ?? 'txt');
      return indent ? block.replace(/^/gm, indent) : block;
    }
    const unsafe = more.includes('unsafe') ? ' (this fix is unsafe)' : '';
    const attempt = sort === 'bad' ? ` [Try it](/playground?rule=${page.rule.name}&example=${number}){.try}` : '';
    return `<div class="example ${sort}">\n\n${LABELS[sort]}${unsafe}${attempt}\n\n${fence('python')}\n\n</div>`;
  }

  body(page) {
    let number = 0;
    return blocks(page.text)
      .map((block) => {
        if (block.prose !== undefined) return this.prose(page, block.prose);
        const bad = /^python bad\b/.test(block.info);
        return this.example(page, block, bad ? number++ : 0);
      })
      .join('\n');
  }

  front(values) {
    return `---\n${JSON.stringify(values)}\n---\n`;
  }

  badges(page) {
    const rule = page.rule;
    const badges = [
      ['kind', rule.kind, KINDS[rule.kind] ?? rule.kind],
      ['fix', rule.fix, FIXES[rule.fix] ?? rule.fix],
      ['default', byDefault(rule, page), DEFAULTS[byDefault(rule, page)] ?? rule.default],
    ];
    if (rule.python) badges.push(['python', '', `Python ${rule.python} and later`]);
    const items = badges.map(([of, value, text]) => `<li class="${of} ${value}"${MEANINGS[value] ? ` title="${escaped(MEANINGS[value])}"` : ''}>${escaped(text)}</li>`).join('');
    return `<ul class="badges"><li><code>${rule.code}</code></li><li><code>${rule.name}</code></li>${items}</ul>`;
  }

  // The rules that a page names as its neighbors come first, then those that speak of the same things: words count by how few have them.
  related(page) {
    const rule = page.rule;
    const yields = (of) => (of.facts.yields ?? []).flatMap((line) => line.split(/[,\s]+/));
    const named = new Set(yields(page));
    for (const other of this.pages.values()) if (other.rule && yields(other).includes(rule.name)) named.add(other.rule.name);
    this.shared ??= topics(this.rules);
    const score = (other) =>
      (named.has(other.name) ? 10 : 0) +
      this.shared(rule, other) +
      3 * rule.aliases.filter((alias) => other.aliases.includes(alias)).length +
      (this.section(other) === this.section(rule) ? 0.5 : 0);
    return this.rules.filter((other) => other !== rule).map((other) => ({ other, score: score(other) }))
      .filter((one) => one.score >= RELATED).sort((a, b) => b.score - a.score).slice(0, 4).map(({ other }) => other);
  }

  ruleTail(page) {
    const rule = page.rule;
    const section = this.section(rule);
    const out = [];
    if (rule.options.length)
      out.push('## Options', ...rule.options.map((o) => `- \`${o.name}\` (default \`${o.default ?? o.value}\`): ${literal(o.meaning)}`));
    // The search leaves out what comes from here on: see config.mjs.
    out.push('## If you disagree',
      `Ignore one finding with the comment \`# zenlint: ignore[${rule.name}]\` at the end of its line, or turn the rule off with \`ignore = ["${rule.name}"]\` in the configuration. ` +
      `[Silence or report](/docs/silencing) explains more ways, and where to [report a wrong finding](/docs/silencing#report-a-wrong-finding).`);
    if (rule.aliases.length)
      out.push('## In other tools', ...this.toolNames(rule.aliases), 'Settings and suppression comments take these names too.');
    const figures = this.precision.get(rule.code);
    if (figures) out.push('## Precision', sentence(figures));
    const related = this.related(page).map((other) => `- [\`${other.code}\` ${formatted(other.title)}](/rules/${other.name})`);
    if (related.length) out.push('## Related rules', related.join('\n'));
    out.push('## Learn', `This rule belongs to [${literal(section.heading || section.lesson)}](${rule.url}) of the course. ` +
      `[Practice it](/exercises?rule=${rule.name}), or list [all rules of the section](/rules/#${section.folder}).`);
    return out.join('\n\n');
  }

  // The names of a rule, a line for each tool.
  toolNames(aliases) {
    const of = (alias) => (TOOLS.find(([pattern]) => pattern.test(alias)) ?? [, 'other tools'])[1];
    return [...new Set(aliases.map(of))].map((tool) => `- ${tool}: ${aliases.filter((alias) => of(alias) === tool).map((alias) => `\`${alias}\``).join(', ')}`);
  }

  writePages() {
    const ordered = this.rules.map((rule) => [...this.pages.values()].find((page) => page.rule === rule)).filter(Boolean);
    for (const page of this.pages.values()) {
      const name = plain(title(page.text)) || page.target;
      if (!page.rule) {
        this.put(`pages/${page.target}.md`, this.front({ title: name }) + this.body(page));
        continue;
      }
      const rule = page.rule;
      const at = ordered.indexOf(page);
      const neighbor = (other) => (other ? { text: `${other.rule.code} ${plain(other.rule.title)}`, link: `/${other.target}` } : false);
      const description = plain(rule.explanation.split('\n\n')[0].replaceAll('\n', ' '));
      const section = this.section(rule);
      const crumbs = `<p class="crumbs">\n\n[Rules](/rules/) › ${section.heading ? `${literal(section.lesson)} › ` : ''}[${formatted(section.heading || section.lesson)}](/rules/#${section.folder})\n\n</p>`;
      const body = this.body(page).replace(/^# (.*)$/m, (heading) => `${crumbs.replace(/<\/?p[^>]*>/g, '').trim()} {.crumbs}\n\n${heading}\n\n${this.badges(page)}`);
      this.put(
        `pages/${page.target}.md`,
        this.front({ title: `${plain(rule.title)} (${rule.code})`, description, section: section.folder, prev: neighbor(ordered[at - 1]), next: neighbor(ordered[at + 1]) }) +
          `${body}\n\n${this.ruleTail(page)}\n`,
      );
    }
  }

  // Codes, aliases and former names lead to the page of the rule; a name that several rules share leads to the list of them.
  writeRedirects() {
    const names = new Map();
    for (const rule of this.rules)
      for (const name of new Set([rule.code, ...rule.aliases])) names.set(name, [...(names.get(name) ?? []), rule]);
    for (const [name, rules] of names) {
      if (!/^[\w.-]+$/.test(name) || this.rules.some((rule) => rule.name === name)) continue;
      const to = rules.length === 1 ? `${rules[0].name}.html` : `index.html?q=${encodeURIComponent(name)}`;
      this.put(`pages/public/rules/${name}.html`,
        `<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>${name}</title>\n<meta name="robots" content="noindex">\n` +
          `<link rel="icon" type="image/svg+xml" href="../icon.svg">\n<link rel="canonical" href="${to}">\n<meta http-equiv="refresh" content="0; url=${to}">\n<p><a href="${to}">${escaped(plain(rules[0].title))}</a></p>\n</html>\n`);
    }
  }

  writeData() {
    const sections = this.course.sections.map(({ code, folder, lesson, heading, page, slug: fragment }) => ({
      code, folder, lesson, heading: plain(heading) || 'About the tool itself', url: this.course.site + page + (fragment ? `#${fragment}` : ''),
    }));
    const pageOf = new Map([...this.pages.values()].filter(({ rule }) => rule).map((page) => [page.rule.code, page]));
    const rules = this.rules.map((rule) => {
      const { code, name, title: text, aliases, fix, kind, python } = rule;
      return { code, name, title: text, aliases, fix, kind, default: byDefault(rule, pageOf.get(code)), python };
    });
    this.put('data/rules.json', JSON.stringify({ sections, rules }));
    // What the playground needs of it.
    this.put('data/titles.json', JSON.stringify({
      sections: sections.map(({ code, folder, heading }) => ({ code, folder, heading })),
      rules: rules.map(({ code, name, title: text, kind }) => ({ code, name, title: text, kind })),
    }));
    // The lessons beside the code, a file for each section.
    for (const section of this.course.sections) {
      const lessons = this.rules.filter((rule) => this.section(rule) === section).map((rule) => {
        const { code, name, title: text, python, explanation, url } = rule;
        const page = pageOf.get(code);
        const contexts = page ? blocks(page.text).filter(({ info }) => /^python bad\b/.test(info ?? '')).map(({ info }) => context(info, name)) : [];
        const examples = rule.examples.filter(({ kind }) => kind !== 'ok').map((example) => ({
          ...example, ...(example.kind === 'bad' ? { context: contexts.shift() } : {}),
        }));
        return { code, name, title: text, python: python ?? undefined, default: byDefault(rule, page), explanation, url, examples };
      });
      if (lessons.length) this.put(`data/lessons/${section.code}.json`, JSON.stringify(lessons));
    }
  }

  writeLists() {
    const site = siteUrl || base;
    const lines = ['# zenlint', '', '> A linter that finds Python that could be more idiomatic, shows how, and says why.', '', '## Documentation', ''];
    for (const page of this.pages.values())
      if (!page.rule) lines.push(`- [${plain(title(page.text))}](${site}${page.target}.html)`);
    lines.push('', '## Rules', '');
    for (const rule of this.rules) lines.push(`- [${rule.code} ${rule.name}](${site}rules/${rule.name}.html): ${plain(rule.title)}`);
    this.put('pages/public/llms.txt', `${lines.join('\n')}\n`);
    const entries = this.changes().map(({ rule, date }) =>
      `<entry><title>${escaped(`${rule.code} ${plain(rule.title)}`)}</title><id>${site}rules/${rule.name}.html</id>` +
      `<link href="${site}rules/${rule.name}.html"/><updated>${date}</updated><summary>${escaped(plain(rule.explanation.split('\n\n')[0]))}</summary></entry>`);
    const newest = this.changes()[0]?.date ?? '1970-01-01T00:00:00Z';
    this.put('pages/public/feed.xml', `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>New and changed rules of zenlint</title>` +
      `<id>${site}</id><link href="${site}"/><link rel="self" href="${site}feed.xml"/><author><name>zenlint</name></author><updated>${newest}</updated>\n${entries.join('\n')}\n</feed>\n`);
    this.put('pages/public/robots.txt', `User-agent: *\nAllow: /\n${siteUrl && `Sitemap: ${siteUrl}sitemap.xml\n`}`);
  }

  // The rules whose pages changed last, as the repository's history has it; none where there is no history.
  changes() {
    if (this.changed) return this.changed;
    this.changed = [];
    let log = '';
    try {
      log = execFileSync('git', ['-C', ROOT, 'log', '-n', '200', '--format=@%cI', '--name-status', '--no-renames', '--', 'rules'], { encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'] });
    } catch {
      return this.changed;
    }
    let date;
    const seen = new Set();
    for (const line of log.split('\n')) {
      if (line.startsWith('@')) date = line.slice(1);
      const [state, path] = line.split('\t');
      const page = this.pages.get(path);
      if (!page?.rule || seen.has(page) || this.changed.length === 40) continue;
      seen.add(page);
      this.changed.push({ rule: page.rule, date, added: state === 'A' });
    }
    return this.changed;
  }
}

function changesPage(changes) {
  const days = new Map();
  for (const { rule, date, added } of changes) {
    const day = date.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), `- ${added ? '**new** ' : ''}[\`${rule.code}\` ${formatted(rule.title)}](/rules/${rule.name})`]);
  }
  const lists = [...days].map(([day, lines]) => `## ${day}\n\n${lines.join('\n')}`);
  return `---\n${JSON.stringify({ title: 'New and changed rules', description: 'The rules of zenlint that are new or have changed, newest first.' })}\n---\n` +
    `# New and changed rules\n\nWhat changed lately: the ${changes.length || ''} rules whose pages are new or have changed, newest first. ` +
    `<a href="${base}feed.xml" target="_self">The feed</a> has the same list for feed readers.\n\n${lists.join('\n\n') || 'This copy of the site was built without the history of the rules.'}\n`;
}

const [out, rulesFile] = process.argv.slice(2);
if (!out || !rulesFile) {
  console.error('usage: node prepare.mjs OUT RULES.json');
  process.exit(2);
}
for (const folder of ['pages', 'data']) rmSync(join(out, folder), { recursive: true, force: true });
const site = new Site(out, JSON.parse(readFileSync(rulesFile, 'utf8')));
site.writePages();
site.writeRedirects();
site.writeData();
site.writeLists();
site.put('pages/changes.md', changesPage(site.changes()));
const own = fileURLToPath(new URL('pages', import.meta.url));
for (const name of ['index.md', 'playground.md', 'exercises.md', 'rules/index.md']) {
  mkdirSync(dirname(join(out, 'pages', name)), { recursive: true });
  copyFileSync(join(own, name), join(out, 'pages', name));
}
for (const name of ['icon.svg', 'card.png', 'offline.js']) copyFileSync(join(own, name), join(out, 'pages/public', name));
site.put('pages/public/offline.html', readFileSync(join(own, 'offline.html'), 'utf8').replaceAll('BASE', base));
console.log(`${site.pages.size} pages, ${site.wrong.length} dead links`);
for (const line of site.wrong) console.log(line);
process.exit(site.wrong.length ? 1 : 0);
