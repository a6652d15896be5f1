// A text editor for scenarios: CodeMirror with colours from the page.
import {
  autocompletion, bracketMatching, closeBrackets, closeBracketsKeymap, completionKeymap,
  defaultKeymap, drawSelection, EditorState, EditorView, foldGutter, foldKeymap,
  highlightActiveLine, highlightActiveLineGutter, HighlightStyle, highlightSelectionMatches,
  highlightSpecialChars, history, historyKeymap, hoverTooltip, indentOnInput, indentUnit,
  indentWithTab, keymap, lineNumbers, lintGutter, lintKeymap, search, searchKeymap,
  setDiagnostics, syntaxHighlighting, tags, yaml,
} from "./codemirror.min.js";
import { completions, hint } from "./completion.js";

const colours = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: "var(--accent)" },
  { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--c3)" },
  { tag: [tags.meta, tags.keyword], color: "var(--other)" },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: "var(--quiet)" },
]);

const theme = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--panel)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--panel)", color: "var(--quiet)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--shade)" },
  [".cm-selectionBackground, "
    + "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground"]:
    { backgroundColor: "var(--selection)" },
  ".cm-selectionMatch": { backgroundColor: "var(--selection)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket":
    { backgroundColor: "var(--selection)", outline: "none" },
  ".cm-tooltip, .cm-panels": { backgroundColor: "var(--paper)", color: "var(--ink)",
    border: "1px solid var(--rule)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]":
    { backgroundColor: "var(--accent)", color: "var(--paper)" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.7" },
});

/** An editor in a place. `schema` is a promise of the JSON Schema or null; `changed()` is called
 * after each change of the text, `sent()` when the keys for sending it are pressed. */
export function editor(parent, { label, text, schema, changed, sent }) {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), lintGutter(), foldGutter(), highlightActiveLine(),
        highlightActiveLineGutter(), highlightSpecialChars(), highlightSelectionMatches(),
        history(), drawSelection(), indentOnInput(), indentUnit.of("  "), bracketMatching(),
        closeBrackets(), search({ top: true }), yaml(), syntaxHighlighting(colours), theme,
        autocompletion({ override: [completions(schema)], icons: false }),
        hoverTooltip(hint(schema)),
        EditorView.contentAttributes.of({ "aria-label": label }),
        EditorView.updateListener.of((update) => update.docChanged && changed()),
        keymap.of([{ key: "Mod-Enter", run: () => {
          sent();
          return true;
        } }, ...closeBracketsKeymap, ...completionKeymap, ...defaultKeymap,
          ...searchKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap, indentWithTab]),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    replace: (content) => view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: content },
      selection: { anchor: 0 },
      scrollIntoView: true,
    }),
    mark: (errors) => view.dispatch(setDiagnostics(view.state,
      errors.map((error) => diagnostic(view.state.doc, error)).filter((found) => found))),
    jump: ({ line, column }) => {
      const anchor = offset(view.state.doc, line, column);
      view.dispatch({ selection: { anchor },
        effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

function offset(doc, line, column) {
  const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(found.from + Math.max((column ?? 1) - 1, 0), found.to);
}

/** An error from its place to the end of the word there, or its whole line. */
function diagnostic(doc, { line, column, key, message }) {
  if (!line) {
    return null;
  }

  const from = offset(doc, line, column);
  const end = doc.lineAt(from);
  const word = doc.sliceString(from, end.to).match(/^[^\s,{}[\]#]+/)?.[0] ?? "";
  const [start, to] = word ? [from, from + word.length]
    : [end.from + end.text.search(/\S|$/), end.to];
  return { from: start, to, severity: "error", message: key ? `${key}: ${message}` : message };
}
