// Python's colors and indentation in the editor, by CodeMirror's line-by-line mode: its full parser is several times as large, and the linter
// brings its own.
import { StreamLanguage } from '@codemirror/language';
import { python as mode } from '@codemirror/legacy-modes/mode/python';

const values = new Set(['None', 'True', 'False']);
const functions = new Set(['aiter', 'anext', 'breakpoint']); // keywords to the mode
const soft = /^\s*(?:match|case)\s+(?![=.,:)\]]).*:\s*(?:#.*)?$/; // such a line begins with a keyword

function style(stream, state) {
  const found = mode.token(stream, state);
  const word = stream.current();
  const calls = () => (stream.match(/^\s*\(/, false) ? 'variableName.function' : 'variableName');
  if (found === 'def') return 'variableName.function';
  if (found === 'variable' || found === 'builtin' || functions.has(word)) return calls();
  if (values.has(word)) return 'bool';
  if ((word === 'match' || word === 'case') && !(soft.test(stream.string) && stream.start === stream.indentation())) return calls();
  return found;
}

export const python = StreamLanguage.define({ ...mode, token: style });
