// Starts zenlint's language server, says how it is, and starts it again when asked.
import * as vscode from "vscode";
import { LanguageClient, LanguageClientOptions, State } from "vscode-languageclient/node";
import { withoutMessage } from "./hover";
import * as pages from "./pages";
import { interpreter, onChange } from "./interpreter";
import { program } from "./program";

let client: LanguageClient | undefined;
let output: vscode.OutputChannel;
let status: vscode.StatusBarItem;
let extension: string; // where it is installed

async function command(): Promise<string | undefined> {
  const settings = vscode.workspace.getConfiguration("zenlint");
  return program({
    setting: settings.get<string>("path", ""),
    fromEnvironment: settings.get<string>("importStrategy", "useBundled") === "fromEnvironment",
    folders: (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
    trusted: vscode.workspace.isTrusted,
    extension,
    interpreter: await interpreter(),
  });
}

/** There is no program: says so, and installs one if that is wanted. */
async function offerToInstall(): Promise<void> {
  show("stopped", "no zenlint was found");
  const install = "Install with pip", settings = "Settings";
  const chosen = await vscode.window.showErrorMessage(
    "zenlint was not found in this extension, in the selected Python environment, or on the PATH.",
    install,
    settings,
  );
  if (chosen === settings) await vscode.commands.executeCommand("workbench.action.openSettings", "zenlint.path");
  if (chosen !== install) return;
  const python = (await interpreter()) ?? "python";
  const terminal = vscode.window.createTerminal({
    name: "zenlint",
    shellPath: python,
    shellArgs: ["-m", "pip", "install", "zenlint"],
  });
  terminal.show();
  const closed = vscode.window.onDidCloseTerminal(async (other) => {
    if (other !== terminal) return;
    closed.dispose();
    if (await command()) await start();
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
  const run = await command();
  if (!run) return void offerToInstall();
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
    middleware: {
      provideHover: async (document, position, token, next) => {
        const hover = await next(document, position, token);
        const messages = vscode.languages.getDiagnostics(document.uri).map((diagnostic) => diagnostic.message);
        for (const content of hover?.contents ?? [])
          if (content instanceof vscode.MarkdownString) content.value = withoutMessage(content.value, messages);
        return hover;
      },
    },
  };
  const next = new LanguageClient("zenlint", "zenlint", { command: run, args: ["lsp"] }, options);
  client = next;
  next.onDidChangeState((change) => {
    if (client !== next) return;
    if (change.newState === State.Running) show("running", `${run} ${next.initializeResult?.serverInfo?.version ?? ""}`);
    if (change.newState === State.Stopped) show("stopped", "zenlint has stopped; click to restart it");
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

async function page(rule: string): Promise<string> {
  if (!client) return "zenlint is not running.";
  return client.sendRequest<string>("workspace/executeCommand", { command: "zenlint.explain", arguments: [rule] });
}

async function explainRule(given?: unknown): Promise<void> {
  const asked = { prompt: "Code or name of a rule", placeHolder: "ZEN0102" };
  const rule = typeof given === "string" ? given : await vscode.window.showInputBox(asked);
  if (rule) await pages.show(rule);
}

async function fixFile(): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (!uri || !client) return;
  await client.sendRequest("workspace/executeCommand", { command: "zenlint.fixAll", arguments: [uri.toString()] });
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  extension = context.extensionPath;
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
    pages.provider(page),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (["zenlint.path", "zenlint.importStrategy"].some((name) => change.affectsConfiguration(name))) void restart();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void restart()),
  );
  await start();
  const changed = await onChange(() => void restart());
  if (changed) context.subscriptions.push(changed);
}

export function deactivate(): Promise<void> {
  return stop();
}
