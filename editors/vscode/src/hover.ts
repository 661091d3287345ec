// A hover without what the editor shows anyway.

/** What parts a finding's message from the rule's page in the server's hover. */
const between = "\n\n---\n\n";

/** The text without a message in front of it that is one of the diagnostics at the place: VS Code shows these itself. */
export function withoutMessage(text: string, diagnostics: readonly string[]): string {
  const end = text.indexOf(between);
  return end >= 0 && diagnostics.includes(text.slice(0, end)) ? text.slice(end + between.length) : text;
}
