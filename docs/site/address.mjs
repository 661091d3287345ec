// Where the site and the project are: the only place that reads these settings.

const withSlash = (url) => url.replace(/\/*$/, '/');

/** SITE_URL, with a slash at its end; empty if it is not known. */
export const siteUrl = process.env.SITE_URL ? withSlash(process.env.SITE_URL) : '';

/** The path at which the site is served: what all links begin with. */
export const base = siteUrl ? new URL(siteUrl).pathname : '/';

/** ZENLINT_REPOSITORY, where the sources are, and ZENLINT_MIRROR, that of the hooks for pre-commit; empty if they are not known. */
export const repository = (process.env.ZENLINT_REPOSITORY ?? '').replace(/\/+$/, '');
export const mirror = (process.env.ZENLINT_MIRROR ?? '').replace(/\/+$/, '');

/** Text of the documentation with these addresses instead of its placeholders, which it explains in paragraphs of their own. */
export function addressed(text) {
  const known = Object.entries({ REPOSITORY: repository, MIRROR: mirror, ISSUES: repository && `${repository}/issues` }).filter(([, url]) => url);
  for (const [name, url] of known)
    text = text
      .replace(new RegExp(`^\`${name}\` is [^]*?(?:\\n\\n|\\n?$(?![^]))`, 'm'), '')
      .replaceAll(`\`${name}\``, `<${url}>`)
      .replace(new RegExp(`\\b${name}\\b`, 'g'), url);
  const owner = /^https:\/\/github\.com\/([^/]+\/[^/]+)$/.exec(repository)?.[1];
  return owner ? text.replace(/uses: OWNER\/zenlint(@\S+).*/g, (all, tag) => `uses: ${owner}${tag}`) : text;
}
