/** A line of text as HTML, what stands in backticks as code. */
export function coded(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replace(/`([^`]+)`/g, '<code>$1</code>');
}

/** The same line as plain text. */
export const plain = (text) => text.replaceAll('`', '');

/** What is wrong with a rule page, where its first mistakes need fewer words: code that is not indented reads like the name of a section. */
export function plainly(message) {
  const code = /^unknown section `(.*)`: /.exec(message)?.[1];
  return code && /[^a-z ]/.test(code) ? `indent the lines of a section by four spaces: \`${code}\`` : message;
}
