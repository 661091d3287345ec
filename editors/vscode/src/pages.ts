// Rule pages as rendered Markdown, beside the code.
import * as vscode from "vscode";

const scheme = "zenlint-rule";

/** Documents named by a rule, whose text `page` gives. */
export function provider(page: (rule: string) => Promise<string>): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (uri) => page(uri.path.replace(/^\/|\.md$/g, "")),
  });
}

export async function show(rule: string): Promise<void> {
  await vscode.commands.executeCommand("markdown.showPreviewToSide", vscode.Uri.from({ scheme, path: `/${rule}.md` }));
}
