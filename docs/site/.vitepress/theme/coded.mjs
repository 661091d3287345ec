/** A line of text as HTML, what stands in backticks as code. */
export function coded(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replace(/`([^`]+)`/g, '<code>$1</code>');
}

/** The same line as plain text. */
export const plain = (text) => text.replaceAll('`', '');
