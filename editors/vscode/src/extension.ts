// Starts zenlint's language server, says how it is, and starts it again when asked.
import * as vscode from "vscode";
import { LanguageClient, LanguageClientOptions, State } from "vscode-languageclient/node";
import { program } from "./program";

let client: LanguageClient | undefined;
let output: vscode.OutputChannel;
let status: vscode.StatusBarItem;

function command(): string {
  return program({
    setting: vscode.workspace.getConfiguration("zenlint").get<string>("path", ""),
    folders: (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
    trusted: vscode.workspace.isTrusted,
  });
}

function show(state: "starting" | "running" | "stopped", detail: string): void {
  const icon = { starting: "$(sync~spin)", running: "$(check)", stopped: "$(error)" }[state];
  status.text = `${icon} zenlint`;
  status.tooltip = detail;
  status.command = state === "stopped" ? "zenlint.restart" : "zenlint.showOutput";
  status.show();
}

async function start(): Promise<void> {
  const run = command();
  show("starting", run);
  const options: LanguageClientOptions = {
    documentSelector: [
      { language: "python", scheme: "file" },
      { language: "python", scheme: "untitled" },
      { language: "python", scheme: "vscode-notebook-cell" },
      { language: "toml", pattern: "**/{pyproject,zenlint,.zenlint,ruff,.ruff}.toml" },
    ],
    outputChannel: output,
    initializationOptions: vscode.workspace.getConfiguration("zenlint"),
    synchronize: { configurationSection: "zenlint" },
  };
  const next = new LanguageClient("zenlint", "zenlint", { command: run, args: ["lsp"] }, options);
  client = next;
  next.onDidChangeState((change) => {
    if (client !== next) return;
    if (change.newState === State.Running) show("running", `${run} ${next.initializeResult?.serverInfo?.version ?? ""}`);
    if (change.newState === State.Stopped) show("stopped", "zenlint has ended; click to start it again");
  });
  try {
    await next.start();
  } catch (error) {
    show("stopped", String(error));
    const again = "Settings";
    const chosen = await vscode.window.showErrorMessage(`zenlint could not be started (${run}): ${error}`, again);
    if (chosen === again) await vscode.commands.executeCommand("workbench.action.openSettings", "zenlint.path");
  }
}

async function stop(): Promise<void> {
  const old = client;
  client = undefined;
  if (old?.isRunning()) await old.stop();
}

async function explainRule(): Promise<void> {
  const rule = await vscode.window.showInputBox({ prompt: "Code or name of a rule", placeHolder: "ZEN0102" });
  if (!rule || !client) return;
  const content = await client.sendRequest<string>("workspace/executeCommand", {
    command: "zenlint.explain",
    arguments: [rule],
  });
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content });
  await vscode.window.showTextDocument(document, { preview: true });
}

async function fixFile(): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (!uri || !client) return;
  await client.sendRequest("workspace/executeCommand", { command: "zenlint.fixAll", arguments: [uri.toString()] });
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  output = vscode.window.createOutputChannel("zenlint");
  status = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Right, 0);
  const restart = async () => {
    await stop();
    await start();
  };
  context.subscriptions.push(
    output,
    status,
    vscode.commands.registerCommand("zenlint.restart", restart),
    vscode.commands.registerCommand("zenlint.showOutput", () => output.show()),
    vscode.commands.registerCommand("zenlint.fixFile", fixFile),
    vscode.commands.registerCommand("zenlint.explainRule", explainRule),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("zenlint.path")) void restart();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void restart()),
  );
  await start();
}

export function deactivate(): Promise<void> {
  return stop();
}
