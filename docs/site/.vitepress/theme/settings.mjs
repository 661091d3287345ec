// The settings of the playground as the linter takes them, and those that show what an example is an example of.

/** What a visitor begins with. */
export const FRESH = { preset: 'default', target: '', select: '', ignore: '', preview: false };

/** Settings as options of the linter. `bugs` are the codes of all rules of that kind. */
export function optionsOf(settings, bugs) {
  const list = (text) => text.split(/[\s,]+/).filter(Boolean);
  const out = { preview: settings.preview };
  if (['learner', 'strict'].includes(settings.preset)) out.config = [`preset = "${settings.preset}"`];
  if (settings.preset === 'bugs') out.select = bugs;
  if (settings.preset === 'own') out.select = list(settings.select);
  else if (settings.select) out.extendSelect = list(settings.select);
  if (settings.ignore) out.ignore = list(settings.ignore);
  if (settings.target) out.targetVersion = settings.target;
  return out;
}

/** Options for an example that depends on the name of its file, or on a rule's own options. */
export function placed(options, { path, config = [] } = {}) {
  const out = { ...options };
  if (config.length) out.config = [...(out.config ?? []), ...config];
  if (path) out.path = path;
  return out;
}

const version = (target) => target.replace(/^py(\d)/, '$1.');

/**
 * The settings with which the linter reports `rule` in its example: {settings, context, say}; `context` is for `placed`. They are the
 * first that do so of the default ones, with the rule selected, and with nothing but the rule; each also for the Python version that
 * the example needs. `say` tells a visitor what is not as by default, and is empty if nothing is. Undefined if no settings do.
 */
export async function settingsFor(linter, rule, example) {
  const name = `\`${rule.name}\``;
  const own = example.context ?? {};
  const targets = [...new Set(['', own.target ?? '', rule.python ? `py${rule.python.replace('.', '')}` : ''])];
  const selections = [
    [{}, ''],
    [{ select: rule.code }, rule.default === 'off' ? `The rule ${name} is off by default; it is on here.` : `By default, this example is not reported; here, the rule ${name} is selected.`],
    [{ preset: 'own', select: rule.code }, `Only the rule ${name} is on here: by default, another rule reports this example.`],
  ];
  const contexts = own.path ? [own] : [own, { ...own, path: 'example.py' }]; // what runs at import is seen in a file that has a name
  for (const context of contexts)
    for (const [selection, said] of selections)
      for (const target of targets) {
        const settings = { ...FRESH, ...selection, target };
        const found = await linter.check(example.code, placed(optionsOf(settings, []), context));
        if (!found.some((finding) => finding.code === rule.code)) continue;
        const more = [target && `The Python version is ${version(target)} here.`, own.config && 'The rule has options of its own here.'];
        return { settings, context, say: [said, ...more].filter(Boolean).join(' ') };
      }
  return undefined;
}
