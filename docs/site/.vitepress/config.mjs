// The site's frame. Pages and data are made by prepare.mjs; what is served from where is in README.md.
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitepress';
import { base, repository, siteUrl } from '../address.mjs';
import { slug } from '../pages.mjs';

const root = new URL('..', import.meta.url);
const { sections } = JSON.parse(readFileSync(new URL('data/rules.json', root)));

// Sections of the course by lesson, as links into the list of rules.
const lessons = [...new Set(sections.map((section) => section.lesson))].map((lesson) => ({
  text: lesson,
  items: sections
    .filter((section) => section.lesson === lesson)
    .map(({ heading, folder }) => ({ text: heading, link: `/rules/#${folder}` })),
}));

const documentation = [
  {
    text: 'Usage',
    items: [
      { text: 'Start', link: '/start' },
      { text: 'Install', link: '/docs/installing' },
      { text: 'Configure', link: '/docs/configuration' },
      { text: 'CI and other tools', link: '/docs/ci' },
      { text: 'Editors', link: '/docs/editors' },
      { text: 'Use from Python', link: '/docs/in-python' },
      { text: 'Reports', link: '/docs/reports' },
      { text: 'Existing code', link: '/docs/old-code' },
      { text: 'Silence or report a finding', link: '/docs/silencing' },
      { text: 'New and changed rules', link: '/changes' },
    ],
  },
  {
    text: 'Write rules',
    items: [
      { text: 'Your own rules', link: '/docs/own-rules' },
      { text: 'Writing rules', link: '/docs/writing-rules' },
      { text: 'The semantic model', link: '/docs/semantics' },
    ],
  },
  {
    text: 'Internals',
    items: [
      { text: 'Architecture', link: '/docs/architecture' },
      { text: 'Where to change what', link: '/docs/where' },
      { text: 'Parsing', link: '/docs/parsing' },
      { text: 'Reliability', link: '/docs/reliability' },
      { text: 'Agreement with other linters', link: '/docs/agreement' },
      { text: 'Threat model', link: '/docs/threat-model' },
      { text: 'The site', link: '/docs/site' },
    ],
  },
];

// What the picture of a shared link says.
const CARD = 'zenlint: Python idioms, found, fixed and explained';

export default defineConfig({
  title: 'zenlint',
  description: 'A linter that finds Python that could be more idiomatic, shows how, and says why.',
  lang: 'en',
  base,
  srcDir: 'pages',
  outDir: 'dist',
  cacheDir: 'cache',
  // Addresses that are not known are left out.
  ...(siteUrl ? { sitemap: { hostname: siteUrl } } : {}),
  lastUpdated: false,
  metaChunk: true,
  router: { prefetchLinks: false }, // a page is fetched when it is asked for: prefetching is a tenth of the playground
  head: [
    ['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}icon.svg` }],
    ['link', { rel: 'alternate', type: 'application/atom+xml', title: 'New and changed rules', href: `${base}feed.xml` }],
    ['meta', { name: 'theme-color', content: '#2f6f4f' }],
  ],
  transformHead({ pageData }) {
    const url = siteUrl + pageData.relativePath.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '.html');
    const description = pageData.description || 'A linter that finds Python that could be more idiomatic, shows how, and says why.';
    return [
      ...(siteUrl ? [['link', { rel: 'canonical', href: url }], ['meta', { property: 'og:url', content: url }]] : []),
      ['meta', { property: 'og:title', content: pageData.title || 'zenlint' }],
      ['meta', { property: 'og:description', content: description }],
      ['meta', { property: 'og:type', content: 'article' }],
      ['meta', { property: 'og:site_name', content: 'zenlint' }],
      // A picture has to be named by its whole address.
      ...(siteUrl ? [['meta', { property: 'og:image', content: `${siteUrl}card.png` }], ['meta', { property: 'og:image:alt', content: CARD }], ['meta', { name: 'twitter:card', content: 'summary_large_image' }]] : []),
    ];
  },
  // VitePress gives the bar its place beside the menu only in the browser, so that it would move while a page loads.
  // The first page has no main landmark of its own: see theme/Layout.vue.
  transformHtml: (html) => {
    const placed = html.includes('class="VPSidebar"') ? html.replace('class="VPNavBar"', 'class="VPNavBar has-sidebar"') : html;
    return html.includes('class="VPHome') ? placed.replace('id="VPContent"', 'id="VPContent" role="main"') : placed;
  },
  markdown: {
    anchor: { slugify: slug },
    // The label of a heading's link has the heading as people read it.
    config(md) {
      // Doubled braces in inline code are braces, and not Vue's.
      const inline = md.renderer.rules.code_inline;
      md.renderer.rules.code_inline = (tokens, i, ...rest) => {
        tokens[i].attrSet('v-pre', '');
        return inline(tokens, i, ...rest);
      };
      md.core.ruler.push('plain-labels', ({ tokens }) => {
        for (const { attrs } of tokens.flatMap(({ children }) => children ?? []))
          for (const attribute of attrs ?? []) if (attribute[0] === 'aria-label') attribute[1] = attribute[1].replaceAll('`', '');
      });
    },
    // Links to files that are served as they are, such as /files/LICENSE.txt, are no pages.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  ignoreDeadLinks: [/^https?:\/\/localhost/, /\/files\//, /feed\.xml/],
  themeConfig: {
    repository,
    logo: { src: '/icon.svg', width: 24, height: 24 },
    nav: [
      { text: 'Playground', link: '/playground' },
      { text: 'Exercises', link: '/exercises' },
      { text: 'Rules', link: '/rules/' },
      { text: 'Install', link: '/docs/installing' },
      { text: 'Documentation', link: '/start', activeMatch: '^/(start|docs(?!/installing)|editors)' },
    ],
    ...(repository ? { socialLinks: [{ icon: 'github', link: repository, ariaLabel: 'Source code' }] } : {}),
    sidebar: { '/changes': documentation, '/rules/': lessons, '/docs/': documentation, '/editors/': documentation, '/start': documentation },
    outline: { level: [2, 3] },
    externalLinkIcon: true,
    search: {
      provider: 'local',
      options: {
        translations: { button: { buttonText: 'Search (Ctrl+K)', buttonAriaLabel: 'Search (Ctrl+K)' } },
        // What is written in prose: the examples would drown it, and the end of a rule's page repeats what others say. How it is
        // searched is in theme/search.mjs.
        _render(source, env, markdown) {
          if (env.relativePath.startsWith('rules/')) source = source.split('\n## If you disagree\n')[0];
          if (env.relativePath === 'changes.md') source = source.split('\n## ')[0];
          return markdown.render(source.replace(/^```[\s\S]*?^```$/gm, ''), env);
        },
      },
    },
  },
  vite: {
    resolve: {
      alias: [
        { find: '@data', replacement: new URL('data', root).pathname },
        { find: '@zenlint', replacement: new URL('zenlint-wasm', root).pathname },
        { find: /^.*\/VPLocalSearchBox\.vue$/, replacement: new URL('theme/SearchBox.vue', import.meta.url).pathname },
      ],
    },
    worker: { format: 'es' },
    // Inlined, the lessons would come with the playground.
    build: { chunkSizeWarningLimit: 800, assetsInlineLimit: 0 },
  },
});
