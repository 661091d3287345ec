// The Python interpreter that is selected in the editor, as the Python extension tells it.
import * as vscode from "vscode";

interface PythonApi {
  environments: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { path: string };
    resolveEnvironment(path: { path: string }): Promise<{ executable: { uri?: vscode.Uri } } | undefined>;
    onDidChangeActiveEnvironmentPath(listener: () => void): vscode.Disposable;
  };
}

async function api(): Promise<PythonApi["environments"] | undefined> {
  const extension = vscode.extensions.getExtension<PythonApi>("ms-python.python");
  if (!extension) return undefined;
  try {
    return (await extension.activate()).environments;
  } catch {
    return undefined; // it says itself what is wrong with it
  }
}

/** The path of its program; undefined without the Python extension, or when nothing is selected. */
export async function interpreter(): Promise<string | undefined> {
  const environments = await api();
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = environments?.getActiveEnvironmentPath(folder);
  if (!environments || !chosen) return undefined;
  return (await environments.resolveEnvironment(chosen))?.executable.uri?.fsPath;
}

/** Calls `changed` whenever another interpreter is selected. */
export async function onChange(changed: () => void): Promise<vscode.Disposable | undefined> {
  return (await api())?.onDidChangeActiveEnvironmentPath(changed);
}
