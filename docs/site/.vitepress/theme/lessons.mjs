// What the rules' pages say, which the site's copy of zenlint lacks: a file for each section, fetched when it is first asked for.
import { rules } from '@data/titles.json';

const files = import.meta.glob('@data/lessons/*.json', { query: '?url', import: 'default', eager: true });
const urls = Object.fromEntries(Object.entries(files).map(([path, url]) => [/(\d+)\.json$/.exec(path)[1], url]));
const sections = new Map();

/** For the service worker: with these, all lessons are there without a network. */
export const lessonUrls = Object.values(urls);

/** A rule with its explanation and its examples, by name, code or alias; undefined when there is none. */
export async function lesson(name) {
  const rule = rules.find((one) => one.name === name || one.code === name) ?? (await byAlias(name));
  if (!rule) return undefined;
  const section = rule.code.slice(3, 5);
  if (!sections.has(section)) sections.set(section, fetched(urls[section]));
  try {
    return (await sections.get(section)).find((one) => one.code === rule.code);
  } catch (error) {
    sections.delete(section); // another attempt may go better
    throw error;
  }
}

async function byAlias(name) {
  const { rules } = await import('@data/rules.json');
  return rules.find((one) => one.aliases.includes(name));
}

async function fetched(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}
