// The bundled extension against a stub of `vscode` and of its client: what it starts, shows and restarts.
const assert = require("node:assert/strict");
const Module = require("node:module");
const path = require("node:path");
const { test } = require("node:test");

const settings = { path: "" };
const seen = { status: [], commands: {}, clients: [] };
const disposable = { dispose() {} };
const listeners = {};
const listen = (name) => (listener) => ((listeners[name] = listener), disposable);

class Client {
  constructor(id, name, server, options) {
    Object.assign(this, { id, name, server, options, running: false, requests: [] });
    seen.clients.push(this);
  }
  onDidChangeState(listener) {
    this.changed = listener;
  }
  async start() {
    this.running = true;
    this.initializeResult = { serverInfo: { version: "0.1.0" } };
    this.changed({ newState: 2 });
  }
  async stop() {
    this.running = false;
    this.changed({ newState: 1 });
  }
  isRunning() {
    return this.running;
  }
  async sendRequest(method, params) {
    this.requests.push([method, params]);
    return "# page";
  }
}

const status = {
  show() {
    seen.status.push([this.text, this.command]);
  },
  dispose() {},
};
const stub = {
  workspace: {
    isTrusted: true,
    workspaceFolders: [{ uri: { fsPath: "/project" } }],
    getConfiguration: () => ({ get: (name, otherwise) => settings[name] ?? otherwise }),
    onDidChangeConfiguration: listen("configuration"),
    onDidGrantWorkspaceTrust: listen("trust"),
    openTextDocument: async (document) => document,
  },
  window: {
    createOutputChannel: () => ({ show() {}, dispose() {} }),
    createStatusBarItem: () => status,
    showInputBox: async () => "ZEN0102",
    showTextDocument: async (document) => (seen.document = document),
    showErrorMessage: async () => undefined,
    activeTextEditor: { document: { uri: { toString: () => "file:///project/a.py" } } },
  },
  commands: {
    registerCommand: (name, run) => ((seen.commands[name] = run), disposable),
    executeCommand: async () => undefined,
  },
  StatusBarAlignment: { Right: 2 },
};

const load = Module._load;
Module._load = function (request, ...rest) {
  if (request === "vscode") return stub;
  if (request === "vscode-languageclient/node") return { LanguageClient: Client, State: { Stopped: 1, Running: 2 } };
  return load.call(this, request, ...rest);
};

const { buildSync } = require("esbuild");
buildSync({
  entryPoints: [path.join(__dirname, "../src/extension.ts"), path.join(__dirname, "../src/program.ts")],
  outdir: process.env.OUT,
  bundle: true,
  platform: "node",
  format: "cjs",
  external: ["vscode", "vscode-languageclient"],
});
const extension = require(path.join(process.env.OUT, "extension.js"));
const { program } = require(path.join(process.env.OUT, "program.js"));

test("runs the setting's program, the environment's, or the one on the PATH", () => {
  const folders = ["/project"];
  const exists = (file) => file === "/project/.venv/bin/zenlint";
  const choose = (choice) => program({ setting: "", folders, trusted: true, exists, windows: false, ...choice });
  assert.equal(choose({ setting: "${workspaceFolder}/z" }), "/project/z");
  assert.equal(choose({}), "/project/.venv/bin/zenlint");
  assert.equal(choose({ exists: () => false }), "zenlint");
  assert.equal(choose({ trusted: false, setting: "/project/evil" }), "zenlint");
});

test("starts, shows how it is, restarts, and stops", async () => {
  await extension.activate({ subscriptions: [] });
  assert.equal(seen.clients.length, 1);
  assert.deepEqual(seen.clients[0].server.args, ["lsp"]);
  assert.equal(seen.clients[0].server.command, "zenlint");
  assert.match(seen.status.at(-1)[0], /check/);
  const contributed = require("../package.json").contributes.commands.map((c) => c.command);
  assert.deepEqual(Object.keys(seen.commands).sort(), contributed.sort());

  settings.path = "/opt/zenlint";
  listeners.configuration({ affectsConfiguration: (name) => name === "zenlint.path" });
  while (seen.clients.length < 2 || !seen.clients[1].running) await new Promise(setImmediate);
  assert.equal(seen.clients[0].running, false);
  assert.equal(seen.clients[1].server.command, "/opt/zenlint");

  await seen.commands["zenlint.explainRule"]();
  assert.equal(seen.document.content, "# page");
  await seen.commands["zenlint.fixFile"]();
  assert.deepEqual(seen.clients[1].requests.at(-1)[1].arguments, ["file:///project/a.py"]);

  seen.clients[1].changed({ newState: 1 });
  assert.deepEqual(seen.status.at(-1), ["$(error) zenlint", "zenlint.restart"]);
  await extension.deactivate();
  assert.equal(seen.clients[1].running, false);
});
