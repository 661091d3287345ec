// Which zenlint to run.
import * as fs from "node:fs";
import * as path from "node:path";

export interface Choice {
  /** What the setting says; empty for nothing. */
  setting: string;
  /** The workspace's folders. */
  folders: readonly string[];
  /** Is the workspace trusted? If not, nothing that lies in it is run. */
  trusted: boolean;
  exists?: (file: string) => boolean;
  windows?: boolean;
}

/** The setting, else the project's virtual environment, else the PATH. */
export function program(choice: Choice): string {
  const exists = choice.exists ?? fs.existsSync;
  const windows = choice.windows ?? process.platform === "win32";
  if (choice.trusted && choice.setting) {
    const folder = choice.folders[0] ?? "";
    return choice.setting.replace(/\$\{workspaceFolder\}/g, folder).replace(/^~(?=\/)/, process.env.HOME ?? "~");
  }
  if (choice.trusted) {
    for (const folder of choice.folders) {
      for (const environment of [".venv", "venv"]) {
        const file = path.join(folder, environment, windows ? "Scripts/zenlint.exe" : "bin/zenlint");
        if (exists(file)) return file;
      }
    }
  }
  return "zenlint";
}
