// Holds zenlint's reports against the schemas beside this file and SARIF's own, and against the code that they speak of.
// node validate.mjs MODULES ZENLINT FOLDER: MODULES is where ajv is installed, FOLDER what is linted.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [modules, zenlint, folder] = process.argv.slice(2);
const require = createRequire(join(modules, "package.json"));
const Ajv = require("ajv").default;
const addFormats = require("ajv-formats").default;
const here = dirname(fileURLToPath(import.meta.url));

let failed = 0;
function check(good, message) {
  if (good) return;
  failed += 1;
  console.error(message);
}

function report(format) {
  try {
    return execFileSync(zenlint, ["check", "--isolated", "--select", "ALL", "--output-format", format, "."],
                        { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  } catch (error) {
    if (error.status !== 1) throw error;  // 1: findings, as there should be
    return error.stdout;
  }
}

// `schema`: a file. That of SARIF is the one of OASIS, which package schemastore carries (draft 7, and older than the u flag of
// regular expressions).
function validated(format, schema = join(here, format + ".schema.json")) {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, unicodeRegExp: false, strict: "log", logger: false });
  addFormats(ajv);
  const fits = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
  const data = JSON.parse(report(format));
  check(fits(data), `${format}: ${JSON.stringify(fits.errors?.slice(0, 5), null, 1)}`);
  return data;
}

const texts = new Map();
const lines = path => {
  if (!texts.has(path)) texts.set(path, readFileSync(join(folder, path), "utf8").split("\n"));
  return texts.get(path);
};
// What stands from one place to another; `parts` takes a line apart into what columns count.
function slice(path, start, end, parts, join) {
  const all = lines(path);
  if (start.line === end.line) return join(parts(all[start.line - 1]).slice(start.column - 1, end.column - 1));
  const middle = all.slice(start.line, end.line - 1);
  return [join(parts(all[start.line - 1]).slice(start.column - 1)), ...middle,
          join(parts(all[end.line - 1]).slice(0, end.column - 1))].join("\n");
}
const by_code_points = (path, start, end) => slice(path, start, end, line => [...line], parts => parts.join(""));
const by_bytes = (path, start, end) => slice(path, start, end, line => Buffer.from(line ?? ""), String);

const expected = JSON.parse(report("json"));
check(expected.length > 50, "too little is found for a test");

const schemas = join(dirname(require.resolve("schemastore/package.json")), "schemas/json");
const sarif = validated("sarif", join(schemas, "sarif-2.1.0.json")).runs[0];
const { rules } = sarif.tool.driver;
const told = sarif.results.filter(result => !result.suppressions);
check(told.length === expected.length, "sarif: not the findings of json");
const marks = new Set();
for (const result of sarif.results) {
  check(rules[result.ruleIndex]?.id === result.ruleId, `sarif: ruleIndex of ${result.ruleId}`);
  marks.add(result.partialFingerprints["zenlint/v1"]);
  const { artifactLocation, region } = result.locations[0].physicalLocation;
  check(!artifactLocation.uri.includes(":"), "sarif: an absolute URI");
  const text = by_code_points(decodeURI(artifactLocation.uri), { line: region.startLine, column: region.startColumn },
                              { line: region.endLine, column: region.endColumn });
  check((region.snippet?.text ?? "") === text, `sarif: ${JSON.stringify(region)} is ${JSON.stringify(text)}`);
}
check(marks.size === sarif.results.length, "sarif: two findings with one fingerprint");

const gitlab = validated("gitlab");
check(gitlab.length === expected.length, "gitlab: not the findings of json");
check(new Set(gitlab.map(issue => issue.fingerprint)).size === gitlab.length, "gitlab: fingerprints are not unique");

const rdjson = validated("rdjson");
check(rdjson.diagnostics.length === expected.length, "rdjson: not the findings of json");
rdjson.diagnostics.forEach((diagnostic, i) => {
  const { path, range } = diagnostic.location;
  const { location, end_location } = expected[i];
  const text = by_code_points(path, { line: location.row, column: location.column },
                              { line: end_location.row, column: end_location.column });
  check(by_bytes(path, range.start, range.end) === text, `rdjson: ${path} ${JSON.stringify(range)}`);
});
const single = report("rdjsonl").trimEnd().split("\n").map(line => JSON.parse(line));
check(single.length === expected.length && single.every(d => d.source.name === "zenlint"), "rdjsonl");
check(report("jsonl").trimEnd().split("\n").every((line, i) => JSON.stringify(JSON.parse(line)) === JSON.stringify(expected[i])),
      "jsonl: not the findings of json");

// JUnit: well-formed, in the nesting that build servers expect, with counts that are right.
const inside = { testsuites: [null], testsuite: ["testsuites"], testcase: ["testsuite"], failure: ["testcase"] };
const needed = { testsuite: ["name", "tests", "failures"], testcase: ["name", "classname"], failure: ["message", "type"] };
const stack = [];
const counts = [];
const xml = report("junit").replace(/^<\?xml [^?]*\?>\n/, "");
let rest = xml, failures = 0;
while (rest) {
  const tag = rest.match(/^<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>/);
  if (!tag) {
    const text = rest.match(/^[^<]+/);
    if (!text) { check(false, `junit: ${rest.slice(0, 60)}`); break; }
    check(!/&(?!(amp|lt|gt|quot|#39);)/.test(text[0]), `junit: ${text[0]}`);
    rest = rest.slice(text[0].length);
    continue;
  }
  rest = rest.slice(tag[0].length);
  const [, closing, name, attributes, empty] = tag;
  if (closing) {
    check(stack.pop() === name, `junit: </${name}>`);
    if (name === "testsuite") check(counts.pop() === 0, "junit: a count of a suite is wrong");
    continue;
  }
  check(inside[name]?.includes(stack.at(-1) ?? null), `junit: <${name}> in <${stack.at(-1)}>`);
  for (const key of needed[name] ?? []) check(attributes.includes(` ${key}="`), `junit: ${name} without ${key}`);
  if (name === "testsuite") counts.push(Number(attributes.match(/ failures="(\d+)"/)[1]));
  if (name === "failure") { counts.push(counts.pop() - 1); failures += 1; }
  if (!empty) stack.push(name);
}
check(stack.length === 0 && failures === expected.length, "junit: not the findings of json");

console.log(failed ? `${failed} wrong` : "all reports fit");
process.exit(failed ? 1 : 0);
