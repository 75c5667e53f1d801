// The text area of a recipe becomes an editor: numbers of lines, problems beside their lines, completion.
// It stands in a shadow root, where its styles come from a sheet that the content policy allows.
import {
  EditorState, EditorView, keymap, lineNumbers, drawSelection, highlightActiveLineGutter, defaultKeymap, history,
  historyKeymap, indentUnit, syntaxHighlighting, HighlightStyle, yaml, lintGutter, setDiagnostics, lintKeymap,
  autocompletion, completionKeymap, tags,
} from "../editor/codemirror.js";

const look = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--sheet)", height: "100%", fontSize: "0.875rem" },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "ui-monospace, 'DejaVu Sans Mono', monospace", lineHeight: "1.6" },
  ".cm-content": { caretColor: "var(--ink)", paddingBottom: "4rem" },
  ".cm-gutters": { backgroundColor: "var(--sunk)", color: "var(--ink-soft)", borderRight: "1px solid var(--rule)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--rule)", color: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--blue-wash)",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--sheet)", color: "var(--ink)", border: "1px solid var(--edge)", maxWidth: "32rem",
    fontFamily: "'Noto Sans', system-ui, sans-serif",
  },
  ".cm-tooltip-autocomplete > ul > li": { padding: "0.3rem 0.6rem" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--green)", color: "var(--on-green)" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.85" },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--madder)" },
  ".cm-diagnostic-warning": { borderLeft: "4px solid var(--ochre-bright)" },
  ".cm-lintRange-error": { backgroundImage: "none", borderBottom: "2px dotted var(--madder)" },
  ".cm-lintRange-warning": { backgroundImage: "none", borderBottom: "2px dotted var(--ochre-bright)" },
});

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--green)", fontWeight: "700" },
  { tag: [tags.string, tags.content], color: "var(--ink)" },
  { tag: tags.comment, color: "var(--ink-soft)" },
  { tag: [tags.number, tags.bool, tags.keyword], color: "var(--blue)" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--ink-soft)" },
]);

// A name that takes a value is written with its colon.
function applied(text, kind) {
  return ["field", "operation", "argument"].includes(kind) ? `${text}: ` : text;
}

// The operation of the step that the cursor stands in: the nearest line at or above it that begins one.
function operationAt({ doc, selection }) {
  for (let number = doc.lineAt(selection.main.head).number; number > 0; number -= 1) {
    const found = /^ *- +([a-z][\w.]*) *:/.exec(doc.line(number).text);
    if (found) return found[1];
  }
  return "";
}

// The part in which two texts differ: what is before and after it stays, and so do cursor and history there.
function difference(before, after) {
  let from = 0;
  while (from < before.length && from < after.length && before[from] === after[from]) from += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - from;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}

// Puts an editor into `place`, over the text of `area`, which stays the field that is sent.
export function editorOver(area, place, { changed, complete, save, preview, manual }) {
  const root = place.attachShadow({ mode: "open" });
  const fill = new CSSStyleSheet();
  fill.replaceSync(":host { display: block; } :host > *, .cm-editor { height: 100%; }");
  root.adoptedStyleSheets = [fill];
  const suggested = async (context) => {
    const word = context.matchBefore(/["$\w.<>=+*-]*/);
    if (!word?.text && !context.explicit) return null;
    const line = context.state.doc.lineAt(context.pos);
    const found = await complete(context.state.doc.toString(), line.number, context.pos - line.from);
    if (!found?.length) return null;
    const options = found.map(({ text, kind, about }) => ({ label: text, detail: kind, info: about, apply: applied(text, kind) }));
    return { from: word?.from ?? context.pos, options, validFor: /^["$\w.]*$/ };
  };
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: area.value,
      extensions: [
        lineNumbers(), highlightActiveLineGutter(), drawSelection(), history(), lintGutter(), indentUnit.of("  "), yaml(),
        syntaxHighlighting(colours), look, EditorView.lineWrapping,
        autocompletion({ override: [suggested], icons: false }),
        EditorView.contentAttributes.of({ "aria-label": place.dataset.label, spellcheck: "false" }),
        // Tab leaves the editor, as it leaves every field: nobody is caught in it. Two spaces are typed or completed.
        keymap.of([
          { key: "Mod-s", run: () => { save(); return true; } },
          { key: "Mod-Enter", run: () => { preview(); return true; } },
          { key: "F1", run: ({ state }) => { manual(operationAt(state)); return true; } },
          ...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap,
        ]),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          area.value = update.state.doc.toString();
          changed();
        }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    replace(text) {
      view.dispatch({ changes: difference(view.state.doc.toString(), text) });
    },
    go(number) {
      const line = view.state.doc.line(Math.min(Math.max(number, 1), view.state.doc.lines));
      view.dispatch({ selection: { anchor: line.from }, effects: EditorView.scrollIntoView(line.from, { y: "center" }) });
      view.focus();
    },
    tell(problems) {
      const found = problems.filter(({ line }) => line > 0 && line <= view.state.doc.lines).map(({ line, text, warning }) => {
        const at = view.state.doc.line(line);
        const start = at.from + at.text.length - at.text.trimStart().length;
        return { from: start, to: Math.max(at.to, start), severity: warning ? "warning" : "error", message: text };
      });
      view.dispatch(setDiagnostics(view.state, found));
    },
  };
}
