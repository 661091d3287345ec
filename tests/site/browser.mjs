// The built site in Chromium: node browser.mjs SITE [SHOTS]. SITE is build/site, whose node_modules have playwright-core and axe-core;
// SHOTS gets screenshots. Every page loads without an error on the console and every link leads somewhere; then what a reader does.
// ZENLINT_SITE_STEPS chooses steps by a regular expression.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const site = resolve(process.argv[2]);
const shots = process.argv[3];
const everything = !process.env.ZENLINT_SITE_SAMPLE;
const require = createRequire(join(site, 'package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const dist = join(site, 'dist');
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm', '.xml': 'application/xml', '.txt': 'text/plain; charset=utf-8' };

let sent = 0; // bytes, compressed
const zipped = new Map();
const server = createServer((request, response) => {
  let path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  if (path.endsWith('/')) path += 'index.html';
  let file = join(dist, path);
  if (!existsSync(file) && existsSync(`${file}.html`)) file += '.html';
  if (!existsSync(file)) {
    response.writeHead(404, { 'content-type': TYPES['.html'] });
    return response.end(readFileSync(join(dist, '404.html')));
  }
  if (!zipped.has(file)) zipped.set(file, gzipSync(readFileSync(file)));
  sent += zipped.get(file).length;
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-encoding': 'gzip' });
  response.end(zipped.get(file));
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const home = `http://127.0.0.1:${server.address().port}/`;

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
const errors = [];
async function fresh(options = {}) {
  const context = await browser.newContext({ serviceWorkers: 'block', permissions: ['clipboard-read', 'clipboard-write'], ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  page.on('console', (message) => message.type() === 'error' && errors.push(`${page.url()}: ${message.text()}`));
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`));
  return page;
}
const only = new RegExp(process.env.ZENLINT_SITE_STEPS ?? '');
async function step(name, work) {
  if (!only.test(name)) return;
  const started = performance.now();
  await work();
  assert.deepEqual(errors, [], name);
  console.log(`ok ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}
async function shot(page, name) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`) });
}
// The switch between the themes is named once the page's script has run.
const alive = (page) => page.locator('.VPSwitchAppearance:not([title=""])').first().waitFor({ state: 'attached' });
async function accessible(page, name) {
  await alive(page);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  const serious = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
  assert.deepEqual(serious.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | ')}`), [], `${name} is accessible`);
}
const status = (page, text) => page.locator('.playground [role=status]').first().filter({ hasText: text }).waitFor();
const editorText = (page) => page.evaluate(() => [...document.querySelectorAll('.code .cm-line')].map((line) => line.textContent).join('\n'));
async function type(page, text) {
  await page.locator('.code .cm-content').click();
  await page.keyboard.press('Control+A');
  if (text) await page.keyboard.insertText(text);
  else await page.keyboard.press('Delete');
}

await step('every link of every page leads somewhere', () => {
  const pages = new Map();
  for (const name of readdirSync(dist, { recursive: true }).filter((name) => name.endsWith('.html'))) {
    const text = readFileSync(join(dist, name), 'utf8');
    pages.set(name, { ids: new Set([...text.matchAll(/ id="([^"]+)"/g)].map((m) => m[1])), links: [...text.matchAll(/ (?:href|src)="([^"]+)"/g)].map((m) => m[1]) });
  }
  const dead = new Set();
  for (const [name, { links }] of pages)
    for (const link of links) {
      if (/^(https?:|mailto:|data:)/.test(link)) continue;
      const url = new URL(link.replaceAll('&amp;', '&'), home + name);
      let to = decodeURIComponent(url.pathname.slice(1));
      if (to === '' || to.endsWith('/')) to += 'index.html';
      if (!existsSync(join(dist, to))) dead.add(`${name}: ${link}`);
      else if (url.hash && pages.has(to) && !pages.get(to).ids.has(decodeURIComponent(url.hash.slice(1)))) dead.add(`${name}: ${link}`);
    }
  assert.deepEqual([...dead].slice(0, 20), []);
  // Labels are text, not Markdown, and no page names the address of the machine that built it.
  for (const name of pages.keys()) {
    const text = readFileSync(join(dist, name), 'utf8');
    const labels = [...text.matchAll(/ (?:aria-label|title)="([^"]*)"|<(?:title|option|h\d)\b[^>]*>([^<]*)|<p class="text"[^>]*>([^<]*)/g)].map((m) => m[1] ?? m[2] ?? m[3]);
    assert.deepEqual(labels.filter((label) => /`|\{#/.test(label)), [], name);
    assert.ok(!/<(?:link|meta)\b[^>]*localhost/.test(text), name);
    // The 404 page is made in the browser.
    if (name !== '404.html' && !text.includes('http-equiv="refresh"') && name !== 'offline.html') assert.equal(text.match(/<main\b|role="main"/g)?.length, 1, name);
  }
  assert.ok(pages.size > 400);
});

await step('the first page is light, holds still, and leads to the tools', async () => {
  const page = await fresh();
  sent = 0;
  await page.goto(home, { waitUntil: 'networkidle' });
  const first = sent;
  const shift = await page.evaluate(() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value))).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done(sum), 300);
  }));
  console.log(`   first load ${Math.round(first / 1024)} KB compressed, layout shift ${shift.toFixed(3)}`);
  assert.ok(first < 250 * 1024, `${first} bytes`);
  assert.ok(shift < 0.01, `layout shift ${shift}`);
  await accessible(page, 'the first page');
  await shot(page, 'home-light');
  await page.context().close();
});

await step('pages load without errors on the console', async () => {
  const page = await fresh();
  let names = readdirSync(dist, { recursive: true }).filter((name) => name.endsWith('.html') && !/^rules\/[A-Z]/.test(name));
  names = names.filter((name) => name !== '404.html' && !readFileSync(join(dist, name), 'utf8').includes('http-equiv="refresh"'));
  if (!everything) names = names.filter((name, i) => i % 25 === 0 || !name.includes('/'));
  for (const name of names) await page.goto(home + name, { waitUntil: 'load' });
  console.log(`   ${names.length} pages`);
  await page.context().close();
});

await step('a rule page is accessible in both themes', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const page = await fresh({ colorScheme });
    await page.goto(`${home}rules/range-len-loop.html`, { waitUntil: 'networkidle' });
    await accessible(page, `the rule page, ${colorScheme}`);
    // The menu marks the section, and shows it.
    const current = page.locator('.VPSidebar a[aria-current]');
    assert.match(await current.getAttribute('href'), /rules\/(index\.html)?#01-pythonic$/);
    assert.ok(await current.evaluate((link) => link.getBoundingClientRect().bottom < innerHeight));
    await shot(page, `rule-${colorScheme}`);
    await page.context().close();
  }
});

await step('codes and aliases lead to the rule', async () => {
  const page = await fresh();
  await page.goto(`${home}rules/ZEN0102.html`);
  await page.waitForURL('**/rules/range-len-loop.html');
  // A name that several rules share leads to the list of them.
  await page.goto(`${home}rules/consider-using-enumerate.html`);
  await page.waitForURL('**/rules/index.html?q=consider-using-enumerate');
  await page.locator('.rule-index li').filter({ hasText: 'ZEN0102' }).waitFor();
  await page.context().close();
});

await step('the list of rules is filtered, and the filter is in the address', async () => {
  const page = await fresh();
  await page.goto(`${home}rules/`, { waitUntil: 'networkidle' });
  const count = () => page.locator('.rule-index li').count();
  // The page comes with all of them; the filter is applied once its script has run.
  const settles = (wanted) => page.waitForFunction((wanted) => document.querySelectorAll('.rule-index li').length === wanted, wanted);
  await alive(page);
  const all = await count();
  await page.getByLabel('Kind').selectOption('bug');
  await page.waitForURL('**/rules/?kind=bug');
  const bugs = await count();
  assert.ok(bugs > 0 && bugs < all);
  await page.reload({ waitUntil: 'networkidle' });
  await settles(bugs);
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByLabel('Words, code or alias').fill('range-len-loop');
  await page.locator('.rule-index li').first().filter({ hasText: 'range-len-loop' }).waitFor();
  // As the search of the header: codes, typos, synonyms and fillers.
  for (const [words, wanted] of [['C0200', 'enumerate'], ['loop with index', 'enumerate'], ['loop index', 'enumerate'], ['dictonary', 'dict']]) {
    await page.getByLabel('Words, code or alias').fill(words);
    await page.locator('.rule-index h2').filter({ hasText: 'Best matches' }).waitFor();
    await page.locator('.rule-index li').filter({ hasText: wanted }).first().waitFor();
    assert.ok((await count()) <= 40, words);
  }
  await page.getByLabel('Words, code or alias').fill('qwxzkerfuffle');
  await settles(0);
  await page.getByText('Try fewer or other words').waitFor();
  await page.getByLabel('Words, code or alias').fill('ZEN0102');
  await page.getByLabel('Kind').selectOption('bug');
  await page.getByRole('button', { name: /that the other filters hide/ }).click();
  await settles(1);
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.goto(`${home}rules/#12-variables`);
  await accessible(page, 'the list of rules');
  await shot(page, 'rules');
  await page.context().close();
});

await step('the search forgives mistakes, knows synonyms, and leads to a page by keyboard', async () => {
  const page = await fresh();
  await page.goto(home, { waitUntil: 'networkidle' });
  await alive(page);
  const box = page.getByRole('dialog', { name: 'Search' });
  await page.keyboard.press('Control+k');
  await box.waitFor();
  await accessible(page, 'the empty search');
  for (const [words, wanted] of [['loop with index', /range-len|enumerate/i], ['zen0102', /range-len-loop/], ['enumerat', /enumerate/i], ['dictonary get', /dict/i], ['false positive', /silence/i]]) {
    await box.getByRole('searchbox').fill(words);
    await box.locator('.result').first().waitFor();
    assert.match(await box.locator('.result').first().textContent(), wanted, words);
  }
  await box.getByRole('searchbox').fill('qwxzkerfuffle');
  await box.getByText('Nothing found').waitFor();
  await box.getByRole('searchbox').fill('none');
  await box.locator('.result').nth(5).waitFor();
  await accessible(page, 'the search');
  await shot(page, 'search');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const second = await page.evaluate(() => document.activeElement.getAttribute('href'));
  assert.equal(second, await box.locator('.result a').nth(1).getAttribute('href'));
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${second}`);
  await box.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Search (Ctrl+K)' }).click();
  await box.waitFor();
  // What was searched for last is there, and is typed over.
  assert.equal(await box.getByRole('searchbox').inputValue(), 'none');
  await page.keyboard.type('enumerate');
  assert.equal(await box.getByRole('searchbox').inputValue(), 'enumerate');
  await page.keyboard.press('Escape');
  await box.waitFor({ state: 'detached' });
  await page.context().close();
});

await step('a page says what is not there, and where to go', async () => {
  const page = await fresh();
  await page.goto(`${home}404.html`, { waitUntil: 'networkidle' });
  await page.getByText('There is no such page').waitFor();
  await page.locator('.not-found a').first().click();
  await page.waitForURL('**/rules/');
  // A code in lower case, or an old name: what was asked for can be searched.
  await page.goto(`${home}rules/zen0102.html`);
  await page.getByRole('link', { name: 'Search the rules for “zen0102”' }).click();
  await page.locator('.rule-index li').first().filter({ hasText: 'ZEN0102' }).waitFor();
  errors.length = 0; // the status of the page is told on the console
  await page.getByRole('contentinfo').getByRole('link', { name: 'New and changed rules' }).click();
  await page.waitForURL('**/changes.html');
  await accessible(page, 'the changes');
  await page.goto(`${home}rules/range-len-loop.html`, { waitUntil: 'networkidle' });
  assert.match(await page.locator('.badges .fix').getAttribute('title'), /change what the code does/);
  await page.getByRole('link', { name: 'Silence or report' }).first().click();
  await page.waitForURL('**/docs/silencing.html');
  await page.context().close();
});

await step('playground: type, read, fix one, fix all', async () => {
  const page = await fresh();
  sent = 0;
  await page.goto(`${home}playground.html`, { waitUntil: 'networkidle' });
  await status(page, 'with a fix');
  console.log(`   the playground in all ${Math.round(sent / 1024)} KB compressed`);
  assert.ok(sent < 1.5e6, `${sent} bytes`);
  await type(page, 'if x == None:\n    stop(x)\nif y == None:\n    stop(y)\n');
  await page.locator('.findings li').nth(1).waitFor();
  await accessible(page, 'the playground');
  await shot(page, 'playground-light');
  await page.getByRole('button', { name: /^Why/ }).first().click();
  await page.locator('.lesson h2').waitFor();
  await page.getByRole('tab', { name: 'Findings' }).click();
  await page.getByRole('button', { name: /^Fix/ }).first().click();
  await page.locator('.findings li').nth(1).waitFor({ state: 'detached' });
  assert.equal((await editorText(page)).split('\n')[0], 'if x is None:');
  assert.equal((await editorText(page)).split('\n')[2], 'if y == None:');
  await page.getByRole('button', { name: 'Make all fixes' }).click();
  await status(page, 'No findings');
  assert.equal((await editorText(page)).split('\n')[2], 'if y is None:');
  await page.reload();
  await status(page, 'No findings');
  await page.context().close();
});

await step('playground: settings, tree, model, own rule', async () => {
  const page = await fresh();
  await page.goto(`${home}playground.html?rule=none-comparison&example=0`);
  await status(page, 'finding');
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByRole('textbox', { name: 'Ignore' }).fill('none-comparison');
  await page.getByRole('textbox', { name: 'Ignore' }).press('Enter');
  await status(page, 'No findings');
  await page.getByRole('textbox', { name: 'Ignore' }).fill('no-such-rule');
  await page.getByRole('textbox', { name: 'Ignore' }).press('Enter');
  await page.getByRole('alert').filter({ hasText: 'no-such-rule' }).waitFor();
  await status(page, 'Nothing was checked');
  await page.getByLabel('Preset').selectOption('own');
  for (const [words, said] of [['', 'No rule is selected'], ['nonsense-rule', 'Nothing was checked'], ['none-comparison', 'finding']]) {
    await page.getByRole('textbox', { name: 'Ignore' }).fill('');
    await page.getByRole('textbox', { name: 'Select' }).fill(words);
    await status(page, said);
  }
  await page.getByRole('textbox', { name: 'Select' }).fill('');
  for (const preset of ['learner', 'strict', 'default']) {
    await page.getByLabel('Preset').selectOption(preset);
    await status(page, '1 finding');
  }
  await page.getByRole('textbox', { name: 'Ignore' }).fill('');
  await page.getByRole('textbox', { name: 'Ignore' }).press('Enter');
  await page.getByRole('tab', { name: 'Tree' }).click();
  await page.locator('.panel pre').filter({ hasText: 'module' }).waitFor();
  await page.getByRole('tab', { name: 'Model' }).click();
  await page.locator('.panel pre').filter({ hasText: 'bindings' }).waitFor();
  await page.getByRole('tab', { name: 'Own rule' }).click();
  await page.getByText('All examples pass.').waitFor();
  await type(page, 'table.has_key(1)\n');
  await page.locator('.panel li').filter({ hasText: 'line 1: use 1 in table' }).waitFor();
  await accessible(page, 'the own rule');
  // A page that was edited is one of the rules: its findings are among the others.
  await page.getByRole('textbox', { name: 'Rule page' }).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Findings' }).click();
  await page.locator('.findings li').filter({ hasText: 'your own rule' }).getByRole('button', { name: /^Fix/ }).click();
  await page.waitForFunction(() => document.querySelector('.code .cm-line').textContent === '1 in table');
  await page.context().close();
});

await step('playground: a shared link brings the code to another browser, and the code to no server', async () => {
  const page = await fresh();
  await page.goto(`${home}playground.html`);
  await status(page, 'with a fix');
  await type(page, 'secret = "𝄞"\nif secret == None:\n    stop(secret)\n');
  await status(page, '1 finding');
  await page.getByRole('button', { name: 'Share' }).click();
  await page.waitForURL('**/playground.html#z=*');
  const link = page.url();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
  // It is told for a while, beside the number of findings.
  await page.locator('.note').filter({ hasText: 'copied' }).waitFor();
  await status(page, '1 finding');
  await page.locator('.note').filter({ hasText: 'copied' }).waitFor({ state: 'hidden' });
  const other = await fresh();
  const asked = [];
  other.on('request', (request) => asked.push(request.url() + (request.postData() ?? '')));
  await other.goto(link);
  await status(other, '1 finding');
  assert.equal((await editorText(other)).split('\n')[0], 'secret = "𝄞"');
  assert.ok(asked.every((url) => url.startsWith(home) || url.startsWith('blob:')) && !asked.some((url) => url.includes('secret')), asked.join('\n'));
  // What is changed there is not lost when the page is loaded again, and the same for an example.
  await type(other, 'edited = 1\n');
  await status(other, 'No findings');
  await other.reload();
  await status(other, 'No findings');
  assert.equal((await editorText(other)).split('\n')[0], 'edited = 1');
  await other.goto(`${home}playground.html?rule=none-comparison`);
  await status(other, 'finding');
  assert.equal(await other.getByLabel('Example').inputValue(), 'none-comparison');
  await type(other, 'edited = 2\n');
  await status(other, 'No findings');
  await other.reload();
  await status(other, 'No findings');
  assert.equal((await editorText(other)).split('\n')[0], 'edited = 2');
  await page.context().close();
  await other.context().close();
});

await step('playground: an example is shown with its rule on, and own code is not lost to it', async () => {
  const page = await fresh();
  await page.goto(`${home}playground.html`);
  await status(page, 'with a fix');
  await type(page, 'mine = 1\n');
  await status(page, 'No findings');
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByLabel('Preset').selectOption('bugs');
  await page.goto(`${home}playground.html?rule=print-call`); // off by default
  await status(page, 'finding');
  await page.locator('.said').filter({ hasText: 'off by default; it is on here' }).waitFor();
  await page.locator('.findings li').filter({ hasText: 'print-call' }).first().waitFor();
  await accessible(page, 'an example');
  // Without an edit, nothing of it is kept.
  await page.goto(`${home}playground.html`);
  await status(page, 'No findings');
  assert.equal((await editorText(page)).split('\n')[0], 'mine = 1');
  await page.getByRole('tab', { name: 'Settings' }).click();
  assert.equal(await page.getByLabel('Preset').inputValue(), 'bugs');
  assert.equal(await page.getByRole('button', { name: /^Back to your/ }).count(), 0);
  // With an edit it is the visitor's, and what was there before can be had back; so with a link from the page's own list.
  await page.goto(`${home}playground.html?rule=print-call`);
  await status(page, 'finding');
  await type(page, 'def two():\n    print(2)\n');
  await page.locator('.findings li').filter({ hasText: 'print-call' }).waitFor(); // still on
  await page.reload();
  await status(page, 'No findings');
  assert.equal((await editorText(page)).split('\n')[0], 'def two():');
  await page.getByRole('button', { name: 'Back to your earlier code' }).click();
  await status(page, 'No findings');
  assert.equal((await editorText(page)).split('\n')[0], 'mine = 1');
  await page.getByLabel('Example').selectOption('none-comparison');
  await page.waitForURL('**/playground.html?rule=none-comparison');
  await status(page, 'finding');
  await page.getByRole('button', { name: 'Back to your code' }).click();
  await status(page, 'No findings');
  assert.equal((await editorText(page)).split('\n')[0], 'mine = 1');
  await page.goto(`${home}playground.html?rule=no-such-rule`);
  await page.getByRole('alert').filter({ hasText: 'no-such-rule' }).waitFor();
  assert.equal((await editorText(page)).split('\n')[0], 'mine = 1');
  await page.context().close();
});

await step('playground: commands of IPython are told apart', async () => {
  const page = await fresh();
  await page.goto(`${home}playground.html`);
  await status(page, 'with a fix');
  await type(page, '!pip install pandas\n');
  await page.locator('.said').filter({ hasText: 'IPython' }).waitFor();
  await type(page, 'if x == None:\n    stop(x)\n');
  await status(page, '1 finding, 1 with a fix, which is unsafe');
  assert.equal(await page.locator('.said').count(), 0);
  await page.getByRole('button', { name: /^Fix/ }).click();
  await page.getByText('No findings are left').waitFor();
  await page.context().close();
});

await step('playground: by keyboard alone, and in the dark', async () => {
  const page = await fresh({ colorScheme: 'dark' });
  await page.goto(`${home}playground.html?rule=none-comparison`);
  await status(page, 'with a fix');
  await page.locator('.code .cm-content').focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction(() => document.querySelector('.code .cm-line').textContent.includes(' is '));
  await page.keyboard.press('Control+f'); // the search is fetched now
  await page.locator('.cm-search input').first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.cm-search').waitFor({ state: 'detached' });
  await page.keyboard.press('Tab'); // the editor does not hold the keyboard
  assert.ok(await page.evaluate(() => !document.activeElement.closest('.cm-editor')));
  await page.locator('#tab-findings').focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'tab-lesson');
  await accessible(page, 'the playground in the dark');
  await shot(page, 'playground-dark');
  await page.context().close();
});

await step('playground: ready from a warm cache', async () => {
  const page = await fresh();
  const times = [];
  await page.goto(`${home}playground.html`);
  await status(page, 'with a fix');
  // The unpacked module is kept once the page is ready.
  await page.waitForFunction(async () => (await (await caches.open('zenlint-unpacked')).keys()).length === 1);
  for (let i = 0; i < 5; ++i) {
    await page.goto(`${home}playground.html`, { waitUntil: 'commit' });
    await page.waitForFunction(() => document.querySelector('.playground [role=status]')?.textContent.includes('with a fix'));
    times.push(await page.evaluate(() => performance.now()));
  }
  times.sort((a, b) => a - b);
  console.log(`   ready after ${times.map((time) => (time / 1000).toFixed(2)).join(', ')} s`);
  await page.context().close();
});

await step('playground: a keystroke in 1,000 lines', async () => {
  const page = await fresh();
  await page.goto(`${home}playground.html`);
  await status(page, 'with a fix');
  const lines = Array.from({ length: 250 }, (_, i) => `def f${i}(names):\n    total = 0\n    for name in names:\n        total += len(name) * ${i}\n`).join('');
  await type(page, lines);
  await page.waitForTimeout(1500);
  await page.keyboard.press('Control+End');
  const times = await page.evaluate(async () => {
    const content = document.querySelector('.code .cm-content');
    const out = [];
    for (let i = 0; i < 60; ++i) {
      const started = performance.now();
      document.execCommand('insertText', false, 'x');
      content.getBoundingClientRect();
      out.push(performance.now() - started);
      await new Promise((done) => setTimeout(done, 60));
    }
    return out.sort((a, b) => a - b);
  });
  console.log(`   the page is busy for ${times[30].toFixed(1)} ms a keystroke (median of 60; 95 of 100 within ${times[56].toFixed(1)} ms)`);
  await page.context().close();
});

await step('playground: without a network after the first visit', async () => {
  const page = await fresh({ serviceWorkers: 'allow' });
  // Files with these words in their addresses are there for later.
  async function kept(words) {
    for (;;) {
      const urls = await page.evaluate(async () => {
        const out = [];
        for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) out.push(url);
        return out;
      });
      if (words.every((word) => urls.some((url) => url.includes(word)))) return;
      await page.waitForTimeout(200);
    }
  }
  await page.goto(`${home}rules/range-len-loop.html`, { waitUntil: 'networkidle' });
  await kept(['range-len-loop.html', 'range-len-loop.md', 'app.', 'framework']);
  await page.goto(`${home}playground.html`, { waitUntil: 'networkidle' });
  await status(page, 'with a fix');
  await kept(['.packed', 'playground', 'worker', '/assets/16.', 'exercises.json', 'exercises.md', 'Exercises', 'offline.html']);
  await page.context().setOffline(true);
  await page.reload();
  await type(page, 'if x == None:\n    stop(x)\n');
  await status(page, '1 finding');
  await page.getByRole('button', { name: /^Why/ }).first().click();
  await page.locator('.lesson h2').waitFor();
  // The exercises, though they have not been opened; a page that has been opened; and any other.
  await page.goto(`${home}exercises.html?rule=while-index-loop`);
  await page.locator('.verdict').filter({ hasText: 'index' }).waitFor();
  await type(page, 'for n in names:\n    print(n)\n');
  await page.locator('.verdict').filter({ hasText: 'Solved' }).waitFor();
  await page.goto(`${home}rules/range-len-loop.html`, { waitUntil: 'load' });
  await page.getByRole('heading', { level: 1 }).filter({ hasText: 'range' }).waitFor();
  await page.goto(`${home}rules/none-comparison.html`);
  await page.getByRole('heading', { name: 'No network' }).waitFor();
  // So does a link of a page that is there.
  await page.goto(`${home}rules/range-len-loop.html`);
  await alive(page);
  await page.locator('.pager-link.next').click();
  await page.getByRole('heading', { name: 'No network' }).waitFor();
  await page.context().setOffline(false);
  await page.context().close();
  errors.length = 0; // what could not be fetched is told on the console, as it should be
});

await step('playground and exercises on a phone', async () => {
  for (const name of ['playground', 'exercises']) {
    const page = await fresh({ viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true });
    await page.goto(`${home}${name}.html`, { waitUntil: 'networkidle' });
    await page.locator('.cm-content').first().waitFor();
    await page.waitForTimeout(500);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), `${name} is no wider than the screen`);
    await accessible(page, `${name} on a phone`);
    await shot(page, `${name}-phone`);
    await page.context().close();
  }
});

await step('exercises: not solved, hidden, not sure, solved, and remembered', async () => {
  const page = await fresh();
  await page.goto(`${home}exercises.html?rule=no-such-rule`);
  await page.getByRole('alert').filter({ hasText: 'no-such-rule' }).waitFor();
  await page.goto(`${home}exercises.html?rule=range-len-loop`, { waitUntil: 'networkidle' });
  const said = (text) => page.locator('.verdict').filter({ hasText: text }).waitFor();
  const solved = async (number) => assert.match(await page.locator('.exercises .row .status').textContent(), new RegExp(`; ${number} of`));
  const button = (name) => page.getByRole('button', { name });
  await said('the index is only used to read');
  assert.doesNotMatch(await page.locator('.verdict').textContent(), /for name/); // not given away
  await accessible(page, 'an exercise');
  await button('Hint').click();
  await said('for name');
  const bad = await editorText(page);
  await type(page, `# zenlint: off\n${bad}`);
  await said('A comment hides the finding');
  await type(page, 'for n in names\n');
  await said('not valid');
  // What has nothing of the snippet is no answer.
  for (const nothing of ['', 'pass\n', 'x = 1\n']) {
    await type(page, nothing);
    await said('is gone');
    assert.equal(await button('count it').count(), 0);
  }
  // What is not known to do the same is compared by the reader.
  await type(page, 'for n in names:\n    print(n.upper())\n');
  await said('is not checked');
  await solved(0);
  assert.equal(await button('count it').count(), 0);
  await button('Compare with a solution').click();
  await page.getByLabel('A solution').filter({ hasText: 'for name in names' }).waitFor();
  await button('count it').click();
  await solved(1);
  page.once('dialog', (dialog) => dialog.dismiss());
  await button('Forget progress').click();
  await solved(1);
  page.once('dialog', (dialog) => dialog.accept());
  await button('Forget progress').click();
  await solved(0);
  await type(page, 'for n in names:\n    print(n)\n');
  await said('Solved');
  await shot(page, 'exercise-solved');
  await solved(1);
  await page.reload();
  await said('index');
  await solved(1);
  await page.getByText('solved before').waitFor();
  await button('Why?').click();
  await page.locator('.lesson h2').waitFor();
  // The address leads to the exercise, and the keyboard goes on in the editor.
  await button('Next').click();
  await page.waitForURL(/exercises\.html\?rule=/);
  assert.ok(await page.evaluate(() => document.activeElement.closest('.cm-editor')));
  const title = await page.locator('.exercises h2').first().textContent();
  await page.reload();
  await page.locator('.exercises h2').filter({ hasText: title.trim() }).waitFor();
  await page.context().close();
});

await browser.close();
server.close();
