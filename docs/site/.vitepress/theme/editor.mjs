// A code editor for Python, in the site's colors, with findings where they are.
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { plain } from './coded.mjs';
import { python } from './python.mjs';

const colors = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword], color: 'var(--zen-keyword)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--zen-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--zen-number)' },
  { tag: tags.comment, color: 'var(--zen-comment)', fontStyle: 'italic' },
  { tag: [tags.function(tags.variableName), tags.definition(tags.className)], color: 'var(--zen-name)' },
]);

const theme = EditorView.theme({
  '&': { color: 'var(--vp-c-text-1)', backgroundColor: 'var(--vp-c-bg)', height: '100%' },
  '.cm-scroller': { fontFamily: 'var(--vp-font-family-mono)', lineHeight: '1.55', minHeight: '8em' },
  '.cm-content': { caretColor: 'var(--vp-c-text-1)' },
  '.cm-cursor': { borderLeftColor: 'var(--vp-c-text-1)' },
  '.cm-gutters': { backgroundColor: 'var(--vp-c-bg)', color: 'var(--vp-c-text-3)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--vp-c-bg-alt)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--vp-c-brand-soft)' },
  '.cm-tooltip': { backgroundColor: 'var(--vp-c-bg-elv)', color: 'var(--vp-c-text-1)', border: '1px solid var(--vp-c-divider)' },
  '.cm-panels': { backgroundColor: 'var(--vp-c-bg-alt)', color: 'var(--vp-c-text-1)' },
});

// The search is fetched with the first of its keys.
const searching = new Compartment();
const searchLater = ['Mod-f', 'Mod-g', 'F3', 'Mod-d', 'Mod-Shift-l', 'Mod-Alt-g'].map((key) => ({
  key,
  run: (view) => {
    import('@codemirror/search').then(({ searchKeymap }) => {
      view.dispatch({ effects: searching.reconfigure(keymap.of(searchKeymap)) });
      searchKeymap.find((binding) => binding.key === key)?.run(view);
    });
    return true;
  },
}));

/** `label` is what assistive technology calls the editor; `changed` gets the text after each change. */
export function editor(parent, { label, text = '', plain = false, changed = () => {}, keys = [] }) {
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        highlightActiveLine(),
        history(),
        drawSelection(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
        EditorView.updateListener.of((update) => update.docChanged && changed(update.state.doc.toString())),
        keymap.of([...keys, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
        searching.of(keymap.of(searchLater)),
        theme,
        ...(plain ? [] : [python, indentUnit.of('    '), indentOnInput(), bracketMatching(), syntaxHighlighting(colors), lintGutter()]),
      ],
    }),
  });
}

export function setText(view, text) {
  const now = view.state.doc.toString();
  if (now !== text) view.dispatch({ changes: { from: 0, to: now.length, insert: text } });
}

// Columns of findings count code points from 1, the editor's UTF-16 units from 0.
export function offset(doc, { row, column }) {
  if (row > doc.lines) return doc.length;
  const line = doc.line(row);
  let at = 0;
  for (let i = 1; i < column && at < line.length; ++i) at += line.text.codePointAt(at) > 0xffff ? 2 : 1;
  return line.from + at;
}

export function showFindings(view, findings) {
  const doc = view.state.doc;
  const diagnostics = findings.map((finding) => ({
    from: offset(doc, finding.location),
    to: Math.max(offset(doc, finding.end_location), offset(doc, finding.location)),
    severity: finding.code === 'ZEN0001' ? 'error' : finding.kind === 'taste' || finding.kind === 'upgrade' ? 'info' : 'warning',
    source: finding.name,
    message: plain(finding.message),
  }));
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

/** Makes a fix in the text that its finding was found in. */
export function applyFix(view, { edits }) {
  const doc = view.state.doc;
  view.dispatch({ changes: edits.map((edit) => ({ from: offset(doc, edit.location), to: offset(doc, edit.end_location), insert: edit.content })) });
}

export function goTo(view, finding) {
  const at = offset(view.state.doc, finding.location);
  view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
  view.focus();
}
