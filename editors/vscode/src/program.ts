// Which zenlint to run.
import * as fs from "node:fs";
import * as path from "node:path";

export interface Choice {
  /** What the setting says; empty for nothing. */
  setting: string;
  /** Whether an environment's zenlint comes before the extension's own. */
  fromEnvironment: boolean;
  /** The workspace's folders. */
  folders: readonly string[];
  /** Is the workspace trusted? If not, nothing that lies in it is run. */
  trusted: boolean;
  /** Where the extension is installed. */
  extension: string;
  /** The Python interpreter that is selected in the editor, if any. */
  interpreter?: string;
  exists?: (file: string) => boolean;
  windows?: boolean;
  /** The PATH. */
  path?: string;
}

/** The setting, else the extension's own program, else that of the selected interpreter or of the project's virtual
 * environment, else the one on the PATH. Undefined when there is none. */
export function program(choice: Choice): string | undefined {
  const exists = choice.exists ?? fs.existsSync;
  const windows = choice.windows ?? process.platform === "win32";
  const name = windows ? "zenlint.exe" : "zenlint";
  if (choice.trusted && choice.setting) {
    const folder = choice.folders[0] ?? "";
    return choice.setting.replace(/\$\{workspaceFolder\}/g, folder).replace(/^~(?=\/)/, process.env.HOME ?? "~");
  }
  const own = [path.join(choice.extension, "bin", name)];
  const environments: string[] = [];
  const scripts = windows ? "Scripts" : "bin";
  if (choice.trusted) {
    if (choice.interpreter) {
      const beside = path.dirname(choice.interpreter);
      environments.push(path.join(beside, name));
      if (windows) environments.push(path.join(beside, scripts, name)); // beside a Python that is no environment
    }
    for (const folder of choice.folders)
      for (const environment of [".venv", "venv"]) environments.push(path.join(folder, environment, scripts, name));
  }
  const onPath = (choice.path ?? process.env.PATH ?? "")
    .split(windows ? ";" : ":")
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, name));
  const order = choice.fromEnvironment ? [...environments, ...own, ...onPath] : [...own, ...environments, ...onPath];
  return order.find(exists);
}
