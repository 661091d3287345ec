// The bundled extension against a stub of `vscode` and of its client: what it starts, shows and restarts.
const assert = require("node:assert/strict");
const Module = require("node:module");
const path = require("node:path");
const { test } = require("node:test");

const settings = { path: "" };
const seen = { status: [], commands: {}, clients: [], errors: [], executed: [] };
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
    registerTextDocumentContentProvider: (scheme, provider) => ((seen.provider = provider), disposable),
  },
  window: {
    createOutputChannel: () => ({ show() {}, dispose() {} }),
    createStatusBarItem: () => status,
    showInputBox: async () => "ZEN0102",
    showErrorMessage: async (text, ...buttons) => (seen.errors.push(text), seen.press?.(buttons)),
    createTerminal: (options) => ((seen.terminal = { ...options, show() {} }), seen.terminal),
    onDidCloseTerminal: (listener) => ((seen.closed = listener), disposable),
    activeTextEditor: { document: { uri: { toString: () => "file:///project/a.py" } } },
  },
  commands: {
    registerCommand: (name, run) => ((seen.commands[name] = run), disposable),
    executeCommand: async (...words) => void seen.executed.push(words),
  },
  extensions: { getExtension: (id) => (id === "ms-python.python" ? seen.python : undefined) },
  Uri: { from: (parts) => parts },
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
  entryPoints: [path.join(__dirname, "../src/extension.ts"), path.join(__dirname, "../src/program.ts"), path.join(__dirname, "../src/hover.ts")],
  outdir: process.env.OUT,
  bundle: true,
  platform: "node",
  format: "cjs",
  external: ["vscode", "vscode-languageclient"],
});
const extension = require(path.join(process.env.OUT, "extension.js"));
const { program } = require(path.join(process.env.OUT, "program.js"));

test("runs the setting's program, the extension's, the interpreter's, or the one on the PATH", () => {
  const there = new Set();
  const choose = (choice) =>
    program({
      setting: "",
      fromEnvironment: false,
      folders: ["/project"],
      trusted: true,
      extension: "/extension",
      interpreter: "/conda/bin/python",
      exists: (file) => there.has(file),
      windows: false,
      path: "relative:/usr/bin",
      ...choice,
    });
  assert.equal(choose({}), undefined);
  there.add("relative/zenlint").add("/usr/bin/zenlint");
  assert.equal(choose({}), "/usr/bin/zenlint");
  there.add("/project/.venv/bin/zenlint");
  assert.equal(choose({}), "/project/.venv/bin/zenlint");
  assert.equal(choose({ trusted: false }), "/usr/bin/zenlint");
  there.add("/conda/bin/zenlint");
  assert.equal(choose({}), "/conda/bin/zenlint");
  there.add("/extension/bin/zenlint");
  assert.equal(choose({}), "/extension/bin/zenlint");
  assert.equal(choose({ fromEnvironment: true }), "/conda/bin/zenlint");
  assert.equal(choose({ fromEnvironment: true, trusted: false }), "/extension/bin/zenlint");
  assert.equal(choose({ setting: "${workspaceFolder}/z" }), "/project/z");
  assert.equal(choose({ trusted: false, setting: "/project/evil" }), "/extension/bin/zenlint");
});

test("leaves out of a hover the message that the editor shows", () => {
  const { withoutMessage } = require(path.join(process.env.OUT, "hover.js"));
  assert.equal(withoutMessage("m\n\n---\n\npage\n\n---\n\nmore", ["m"]), "page\n\n---\n\nmore");
  assert.equal(withoutMessage("page\n\n---\n\nmore", ["m"]), "page\n\n---\n\nmore");
  assert.equal(withoutMessage("page", ["page"]), "page");
});

test("says that there is no zenlint, and installs it with the selected Python", async () => {
  process.env.PATH = "";
  const resolved = { executable: { uri: { fsPath: "/nowhere/bin/python" } } };
  seen.python = {
    activate: async () => ({
      environments: {
        getActiveEnvironmentPath: () => ({ path: "x" }),
        resolveEnvironment: async () => resolved,
        onDidChangeActiveEnvironmentPath: listen("interpreter"),
      },
    }),
  };
  seen.press = (buttons) => buttons[0];
  await extension.activate({ subscriptions: [], extensionPath: "/nowhere" });
  while (!seen.terminal) await new Promise(setImmediate);
  assert.equal(seen.clients.length, 0);
  assert.match(seen.errors[0], /not found in this extension/);
  assert.equal(seen.terminal.shellPath, "/nowhere/bin/python");
  assert.deepEqual(seen.terminal.shellArgs, ["-m", "pip", "install", "zenlint"]);
  assert.deepEqual(seen.status.at(-1), ["$(error) zenlint", "zenlint.restart"]);
  assert.ok(listeners.interpreter);
  seen.python = seen.press = undefined;
});

test("starts, shows how it is, restarts, and stops", async () => {
  // The extension's own program.
  const fs = require("node:fs");
  const own = path.join(process.env.OUT, "bin", process.platform === "win32" ? "zenlint.exe" : "zenlint");
  fs.mkdirSync(path.dirname(own), { recursive: true });
  fs.writeFileSync(own, "");
  await extension.activate({ subscriptions: [], extensionPath: process.env.OUT });
  assert.equal(seen.clients.length, 1);
  assert.deepEqual(seen.clients[0].server.args, ["lsp"]);
  assert.equal(seen.clients[0].server.command, own);
  assert.match(seen.status.at(-1)[0], /check/);
  const contributed = require("../package.json").contributes.commands.map((c) => c.command);
  assert.deepEqual(Object.keys(seen.commands).sort(), contributed.sort());

  settings.path = "/opt/zenlint";
  listeners.configuration({ affectsConfiguration: (name) => name === "zenlint.path" });
  while (seen.clients.length < 2 || !seen.clients[1].running) await new Promise(setImmediate);
  assert.equal(seen.clients[0].running, false);
  assert.equal(seen.clients[1].server.command, "/opt/zenlint");

  await seen.commands["zenlint.explainRule"]();
  const [shown, uri] = seen.executed.at(-1);
  assert.equal(shown, "markdown.showPreviewToSide");
  assert.equal(await seen.provider.provideTextDocumentContent(uri), "# page");
  assert.deepEqual(seen.clients[1].requests.at(-1)[1].arguments, ["ZEN0102"]);
  await seen.commands["zenlint.fixFile"]();
  assert.deepEqual(seen.clients[1].requests.at(-1)[1].arguments, ["file:///project/a.py"]);

  seen.clients[1].changed({ newState: 1 });
  assert.deepEqual(seen.status.at(-1), ["$(error) zenlint", "zenlint.restart"]);
  await extension.deactivate();
  assert.equal(seen.clients[1].running, false);
});
