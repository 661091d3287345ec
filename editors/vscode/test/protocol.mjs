// VS Code's own protocol libraries against the server: what it says must be what they read.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { test } from "node:test";
import rpc from "vscode-jsonrpc/node.js";
import protocol from "vscode-languageserver-protocol";

const LOOP = "def show(names):\n    for i in range(len(names)):\n        print(names[i])\n";
const uri = "file:///nowhere/main.py";

async function connected(work) {
  const server = spawn(process.env.ZENLINT ?? "zenlint", ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = rpc.createMessageConnection(
    new rpc.StreamMessageReader(server.stdout),
    new rpc.StreamMessageWriter(server.stdin),
  );
  const pushed = [];
  connection.onNotification(protocol.PublishDiagnosticsNotification.type, (params) => pushed.push(params));
  connection.onRequest(protocol.ConfigurationRequest.type, (params) => params.items.map(() => null));
  connection.onRequest(protocol.RegistrationRequest.type, () => null);
  connection.listen();
  const ended = new Promise((resolve) => server.once("exit", resolve));
  await work(connection, pushed);
  await connection.sendRequest(protocol.ShutdownRequest.type);
  await connection.sendNotification(protocol.ExitNotification.type);
  assert.equal(await ended, 0);
  connection.dispose();
}

function initialize(connection, textDocument) {
  return connection.sendRequest(protocol.InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument, workspace: { workspaceEdit: { documentChanges: true } } },
  });
}

const open = (connection) =>
  connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: "python", version: 1, text: LOOP },
  });

test("pulls diagnostics, mends, hovers, completes", () =>
  connected(async (connection) => {
    const { capabilities } = await initialize(connection, {
      diagnostic: {},
      codeAction: { dataSupport: true, resolveSupport: { properties: ["edit"] } },
    });
    assert.equal(capabilities.textDocumentSync.change, protocol.TextDocumentSyncKind.Incremental);
    await connection.sendNotification(protocol.InitializedNotification.type, {});
    await open(connection);
    const report = await connection.sendRequest(protocol.DocumentDiagnosticRequest.type, { textDocument: { uri } });
    assert.equal(report.kind, protocol.DocumentDiagnosticReportKind.Full);
    assert.ok(report.items.every((item) => protocol.Diagnostic.is(item)));
    assert.equal(report.items[0].range.start.line, 1);
    const range = report.items[0].range;
    const actions = await connection.sendRequest(protocol.CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: { diagnostics: report.items },
    });
    const mended = await connection.sendRequest(protocol.CodeActionResolveRequest.type, actions[0]);
    assert.ok(protocol.CodeAction.is(mended));
    assert.ok(protocol.TextDocumentEdit.is(mended.edit.documentChanges[0]));
    const hover = await connection.sendRequest(protocol.HoverRequest.type, { textDocument: { uri }, position: range.start });
    assert.ok(protocol.Hover.is(hover));
    await connection.sendNotification(protocol.DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: { line: 0, character: 16 }, end: { line: 0, character: 16 } }, text: "  # noqa: " }],
    });
    const list = await connection.sendRequest(protocol.CompletionRequest.type, {
      textDocument: { uri },
      position: { line: 0, character: 26 },
    });
    assert.ok(list.items.length > 50);
    const again = await connection.sendRequest(protocol.DocumentDiagnosticRequest.type, {
      textDocument: { uri },
      previousResultId: report.resultId,
    });
    assert.equal(again.kind, protocol.DocumentDiagnosticReportKind.Unchanged);
  }));

test("pushes diagnostics to a client that cannot pull", () =>
  connected(async (connection, pushed) => {
    await initialize(connection, { publishDiagnostics: { versionSupport: true } });
    await connection.sendNotification(protocol.InitializedNotification.type, {});
    await open(connection);
    while (pushed.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(pushed[0].uri, uri);
    assert.equal(pushed[0].version, 1);
    assert.ok(protocol.Diagnostic.is(pushed[0].diagnostics[0]));
  }));

test("cancels by the library's token", () =>
  connected(async (connection) => {
    await initialize(connection, { diagnostic: {} });
    await connection.sendNotification(protocol.InitializedNotification.type, {});
    await open(connection);
    const source = new rpc.CancellationTokenSource();
    const request = connection.sendRequest(protocol.DocumentDiagnosticRequest.type, { textDocument: { uri } }, source.token);
    source.cancel();
    await request.then(
      (report) => assert.equal(report.items.length, 1),
      (error) => assert.equal(error.code, protocol.LSPErrorCodes.RequestCancelled),
    );
  }));
