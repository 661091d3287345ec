// zenlint in a thread of its own. Messages are {id, method, given}; answers {id, value} or {id, error}.
import { load } from '@zenlint/index.js';
import { compiled } from './unpack.mjs';

let linter;

const methods = {
  load: async (url) => {
    linter = await load(await compiled(url));
    return linter.version;
  },
  check: (code, settings) => linter.check(code, settings),
  fix: (code, settings) => linter.fix(code, settings),
  fixOne: (code, index, settings) => linter.fixOne(code, index, settings),
  tree: (code) => linter.tree(code),
  model: (code) => linter.model(code),
  judgePage: (path, page) => linter.judgePage(path, page),
  tryPage: (path, page, code) => linter.tryPage(path, page, code),
};

onmessage = async ({ data: { id, method, given } }) => {
  try {
    postMessage({ id, value: await methods[method](...given) });
  } catch (error) {
    postMessage({ id, error: error.message });
  }
};
