// zenlint in JavaScript: text in, findings out. See index.d.ts for what each function takes and returns.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Settings, paths or code that zenlint cannot work with; the message says what to do. */
export class ZenlintError extends Error {
  name = 'ZenlintError';
}

// What WASI's C library asks for. There are no files, no arguments and no environment; what is printed goes nowhere.
function wasi(memory) {
  const badDescriptor = 8;
  const view = () => new DataView(memory().buffer);
  const zeros = (...at) => {
    for (const address of at) view().setUint32(address, 0, true);
    return 0;
  };
  return {
    args_get: () => 0,
    args_sizes_get: (count, size) => zeros(count, size),
    environ_get: () => 0,
    environ_sizes_get: (count, size) => zeros(count, size),
    clock_time_get: (clock, precision, at) => {
      view().setBigUint64(at, BigInt(Date.now()) * 1000000n, true);
      return 0;
    },
    random_get: (at, size) => {
      crypto.getRandomValues(new Uint8Array(memory().buffer, at, size));
      return 0;
    },
    sched_yield: () => 0,
    fd_write: (descriptor, pieces, count, written) => {
      let size = 0;
      for (let i = 0; i < count; ++i) size += view().getUint32(pieces + 8 * i + 4, true);
      view().setUint32(written, size, true);
      return 0;
    },
    proc_exit: (status) => {
      throw new Error(`zenlint ended with status ${status}`);
    },
    // Everything else is about files.
    get: () => badDescriptor,
  };
}

function imports(module, memory) {
  const system = wasi(memory);
  const out = {
    zenlint: {
      thrown: (at, size) => {
        throw new ZenlintError(decoder.decode(new Uint8Array(memory().buffer, at, size)));
      },
    },
  };
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    if (from === 'zenlint') continue;
    out[from] ??= {};
    out[from][name] = system[name] ?? system.get;
  }
  return out;
}

function settingLines(settings) {
  const lines = [];
  const list = (key, value) => {
    if (value !== undefined) lines.push(`${key}=${Array.isArray(value) ? value.join(',') : value}`);
  };
  list('select', settings.select);
  list('extend-select', settings.extendSelect);
  list('ignore', settings.ignore);
  list('target-version', settings.targetVersion);
  if (settings.preview) lines.push('preview=true');
  for (const line of [settings.config ?? []].flat()) lines.push(`config=${line}`);
  for (const line of lines) if (line.includes('\n')) throw new ZenlintError(`a setting is one line: ${line}`);
  return lines.join('\n');
}

export class Zenlint {
  #module;
  #instance;
  #settings;
  #rules;

  constructor(module) {
    this.#module = module;
  }

  #start() {
    let memory;
    const instance = new WebAssembly.Instance(this.#module, imports(this.#module, () => memory));
    memory = instance.exports.memory;
    instance.exports._initialize?.();
    this.#instance = instance.exports;
    this.#settings = undefined;
  }

  // Calls a function of the module with texts (as address and size) and numbers. Returns its status.
  #call(name, ...values) {
    if (!this.#instance) this.#start();
    const zen = this.#instance;
    const held = [];
    try {
      const given = values.flatMap((value) => {
        if (typeof value === 'number') return [value];
        const bytes = typeof value === 'string' ? encoder.encode(value) : value;
        const at = zen.zenlint_alloc(bytes.length) >>> 0;
        held.push(at);
        new Uint8Array(zen.memory.buffer, at, bytes.length).set(bytes);
        return [at, bytes.length];
      });
      const status = zen[name](...given);
      for (const at of held) zen.zenlint_release(at);
      return status;
    } catch (error) {
      this.#instance = undefined; // its state is unknown
      throw error instanceof ZenlintError ? error : new ZenlintError(`a fault of zenlint's own, please report it: ${error.message}`);
    }
  }

  #read(name) {
    const zen = this.#instance;
    return new Uint8Array(zen.memory.buffer, zen[name]() >>> 0, zen[`${name}_size`]() >>> 0);
  }
  #result() {
    return decoder.decode(this.#read('zenlint_result'));
  }
  // After the call of a function that tells trouble by 2.
  #checked(status) {
    if (status === 2) throw new ZenlintError(this.#result());
    return this.#result();
  }

  #configure(settings = {}) {
    const lines = settingLines(settings);
    if (this.#instance && this.#settings === lines) return;
    this.#settings = undefined;
    this.#checked(this.#call('zenlint_configure', lines));
    this.#settings = lines;
  }

  checkJson(code, { path = '-', ...settings } = {}) {
    this.#configure(settings);
    return this.#checked(this.#call('zenlint_check', path, code));
  }
  check(code, options) {
    return JSON.parse(this.checkJson(code, options));
  }

  #source(code) {
    const bytes = this.#read('zenlint_source').slice();
    return typeof code === 'string' ? decoder.decode(bytes) : bytes;
  }
  fix(code, { path = '-', unsafe = false, ...settings } = {}) {
    this.#configure(settings);
    const findings = JSON.parse(this.#checked(this.#call('zenlint_fix', path, code, Number(unsafe))));
    return { code: this.#source(code), findings };
  }
  fixOne(code, index, { path = '-', ...settings } = {}) {
    this.#configure(settings);
    this.#checked(this.#call('zenlint_fix_one', path, code, index));
    return this.#source(code);
  }

  rules() {
    if (!this.#rules) {
      this.#configure();
      this.#call('zenlint_rules');
      this.#rules = JSON.parse(this.#result());
    }
    return this.#rules;
  }
  rule(name) {
    const wanted = name.toLowerCase();
    const rules = this.rules();
    return (
      rules.find((rule) => rule.name === wanted || rule.code.toLowerCase() === wanted) ??
      rules.find((rule) => rule.aliases.some((alias) => alias.toLowerCase() === wanted))
    );
  }

  tree(code) {
    this.#call('zenlint_tree', code);
    return JSON.parse(this.#result()).map(([depth, field, kind, start, end]) => ({ depth, field, kind, start, end }));
  }
  model(code) {
    this.#call('zenlint_model', code);
    return JSON.parse(this.#result());
  }

  judgePage(path, page) {
    this.#call('zenlint_judge_page', path, page);
    return JSON.parse(this.#result());
  }
  tryPage(path, page, code) {
    return JSON.parse(this.#checked(this.#call('zenlint_try_page', path, page, code)));
  }

  get version() {
    this.#call('zenlint_version');
    return this.#result();
  }
}

/** Makes a linter from the bytes of zenlint.wasm, a response that brings them, or a compiled module; by default the file beside
 * this one. */
export async function load(source) {
  source = await (source ?? beside());
  if (source instanceof WebAssembly.Module) return new Zenlint(source);
  if (typeof Response !== 'undefined' && source instanceof Response) {
    if (!source.ok) throw new ZenlintError(`zenlint.wasm could not be fetched: ${source.status}`);
    // Compiled while it comes in, if the server calls it by its type.
    if (source.headers.get('content-type') === 'application/wasm') return new Zenlint(await WebAssembly.compileStreaming(source));
    source = await source.arrayBuffer();
  }
  return new Zenlint(await WebAssembly.compile(source));
}

async function beside() {
  const url = new URL('./zenlint.wasm', import.meta.url);
  if (url.protocol !== 'file:') return fetch(url);
  const { readFile } = await import('node:fs/promises');
  return readFile(url);
}

let shared;
const linter = () => (shared ??= load());

export const check = async (code, options) => (await linter()).check(code, options);
export const fix = async (code, options) => (await linter()).fix(code, options);
export const rules = async () => (await linter()).rules();
export const rule = async (name) => (await linter()).rule(name);
