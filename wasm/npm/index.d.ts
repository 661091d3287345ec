/** A place in the code: both count from 1, columns in code points. */
export interface Place {
  row: number;
  column: number;
}

export interface Edit {
  location: Place;
  end_location: Place;
  content: string;
}

export interface Fix {
  /** `display`: shown, never applied. */
  applicability: 'safe' | 'unsafe' | 'display';
  message: string;
  /** Why the fix is not safe. */
  reason?: string;
  edits: Edit[];
}

/** A finding, as `zenlint check --output-format json` writes it. */
export interface Finding {
  code: string;
  name: string;
  aliases: string[];
  message: string;
  filename: string;
  location: Place;
  end_location: Place;
  fix: Fix | null;
  url: string | null;
  kind: 'bug' | 'idiom' | 'upgrade' | 'taste';
  severity: string;
  cell: number | null;
  noqa_row: number;
}

/** A rule, as `zenlint rule --output-format json` writes it. */
export interface Rule {
  code: string;
  name: string;
  title: string;
  aliases: string[];
  fix: string;
  kind: string;
  default: 'on' | 'off' | 'preview';
  severity: string;
  python: string | null;
  section: { lesson: string; heading: string; url: string } | null;
  url: string | null;
  explanation: string;
  options: { name: string; default: string; meaning: string }[];
  examples: { kind: 'bad' | 'good' | 'ok'; code: string }[];
}

/** What the command line calls by the same names. No configuration file is read. */
export interface Settings {
  /** Codes, prefixes and names of rules, or `ALL`. */
  select?: string | string[];
  extendSelect?: string | string[];
  ignore?: string | string[];
  /** `py310` or `3.10`. */
  targetVersion?: string;
  preview?: boolean;
  /** `key = value` of the configuration, in TOML. */
  config?: string | string[];
}

export interface Options extends Settings {
  /** What findings call the file; `.pyi` and `.ipynb` say what kind of file it is. The default is `-`. */
  path?: string;
}

export interface FixOptions extends Options {
  /** Make the unsafe fixes too. */
  unsafe?: boolean;
}

export interface Fixed<Code> {
  code: Code;
  /** What is left. */
  findings: Finding[];
}

/** A named node of the syntax tree; the places are byte offsets in UTF-8. */
export interface TreeNode {
  depth: number;
  field: string;
  kind: string;
  start: number;
  end: number;
}

/** Settings, a path or code that zenlint cannot work with, or a fault of zenlint's own. The linter stays usable. */
export class ZenlintError extends Error {}

/** Code is a string, or the bytes of a file, whose encoding is then found as Python does. */
export type Code = string | Uint8Array;

/** A linter that is loaded. Its functions return at once. */
export class Zenlint {
  constructor(module: WebAssembly.Module);
  check(code: Code, options?: Options): Finding[];
  /** The findings as the text that the command line prints. */
  checkJson(code: Code, options?: Options): string;
  fix<T extends Code>(code: T, options?: FixOptions): Fixed<T>;
  /** Makes the fix of one finding, by its index in what `check` returns for the same code and options. */
  fixOne<T extends Code>(code: T, index: number, options?: Options): T;
  rules(): Rule[];
  /** By code, name or alias. */
  rule(name: string): Rule | undefined;
  tree(code: Code): TreeNode[];
  /** Scopes, bindings and references, as `zenlint model` prints them. */
  model(code: Code): unknown;
  /** What is wrong with a rule page, judged by its examples; an empty list is a page that proves itself. */
  judgePage(path: string, page: string): { line: number; message: string }[];
  /** What the rule of a page, and no other, finds. */
  tryPage(path: string, page: string, code: Code): Finding[];
  readonly version: string;
}

/** Loads zenlint.wasm: the file beside the package's own, or what is given. */
export function load(
  source?: BufferSource | Response | WebAssembly.Module | Promise<BufferSource | Response | WebAssembly.Module>,
): Promise<Zenlint>;

/** The findings in Python code, in the order of their places. */
export function check(code: Code, options?: Options): Promise<Finding[]>;
/** The code with its safe fixes made, or with `unsafe` all of them. */
export function fix<T extends Code>(code: T, options?: FixOptions): Promise<Fixed<T>>;
export function rules(): Promise<Rule[]>;
/** By code, name or alias. */
export function rule(name: string): Promise<Rule | undefined>;
