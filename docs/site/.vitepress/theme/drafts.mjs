// What a visitor has typed in the playground, in localStorage: the newest draft, and earlier ones in its `earlier`. A draft is
// {code, settings, page}. Examples and shared links are no drafts until they are edited.

const KEY = 'zenlint.playground';
const KEPT = 5; // earlier drafts

/** `storage` is localStorage, or what is like it. */
export function drafts(storage) {
  const read = () => {
    try {
      const { earlier = [], ...newest } = JSON.parse(storage.getItem(KEY)) ?? {};
      return typeof newest.code === 'string' ? [newest, ...earlier] : [];
    } catch {
      return [];
    }
  };
  const write = ([newest, ...earlier]) => storage.setItem(KEY, JSON.stringify({ ...newest, earlier: earlier.slice(0, KEPT) }));
  return {
    /** The newest draft; undefined if there is none. */
    newest: () => read()[0],
    count: () => read().length,
    /** Writes the newest draft over, or with `anew` begins another. */
    keep(draft, anew) {
      write([draft, ...read().slice(anew ? 0 : 1)]);
    },
    /** Forgets the newest draft, if there is an earlier one, and returns that. */
    back() {
      const [, ...earlier] = read();
      if (earlier.length) write(earlier);
      return earlier[0];
    },
  };
}
