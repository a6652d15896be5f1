// Where a position lies in a scenario that is still being written. A real parser gives up on
// text that is not whole; this one only looks for keys, indents and brackets.

class Frame {
  constructor(parent, key, indent, isFlow = false, isSequence = false) {
    Object.assign(this, { parent, key, indent, isFlow, isSequence });
    this.keys = new Map();
    this.open = null;
  }
}

/** The keys from the document's root to a frame. */
export function pathOf(frame) {
  return frame.parent === null ? [] : [...pathOf(frame.parent), frame.key];
}

/** Reads a text. The result has `leaves`, each scalar as { path, value, from }, and `place`, what
 * stands at a position: { kind: "key" | "value", frame, key, from, to }, or null. */
export function scan(text, at = -1) {
  return new Scanner(text, at).run();
}

const keyPattern = /^("[^"]*"|'[^']*'|[^\s#&*!|>%@`"'{}[\],][^:{}[\],#]*?)\s*:(?=\s|$)/;
// Quoted, or plain with single blanks and colons within.
const plain = "[^\\s,{}[\\]:#]";
const wordPattern = new RegExp(
  `"[^"\\n]*"?|'[^'\\n]*'?|(?:${plain}|:(?![\\s,}\\]]|$)|[ ](?=${plain}))+|.`, "y");
const unquoted = (text) => text.replace(/^(["'])(.*)\1$/, "$2");

class Scanner {
  constructor(text, at) {
    Object.assign(this, { text, at, place: null, leaves: [] });
    this.root = new Frame(null, null, 0);
    this.top = this.root;
  }

  run() {
    for (let start = 0; start <= this.text.length;) {
      const newline = this.text.indexOf("\n", start);
      const end = newline < 0 ? this.text.length : newline;
      this.line(start, end);
      start = end + 1;
    }

    return { place: this.place, leaves: this.leaves };
  }

  note(kind, frame, key, from, to) {
    if (this.place === null && from <= this.at && this.at <= to) {
      this.place = { kind, frame, key, from, to };
    }
  }

  leaf(frame, key, value, from) {
    frame.keys.set(key, value);
    this.leaves.push({ path: [...pathOf(frame), key].join("."), value, from });
  }

  line(start, end) {
    const line = this.text.slice(start, end);
    let indent = line.search(/\S/);
    if (this.top.isFlow) {
      let block = this.top;
      while (block.isFlow) {
        block = block.parent;
      }

      // What stands in brackets is indented further; a line that is not ends a broken bracket.
      if (indent < 0 || indent > block.indent || /^[}\]]/.test(line.trim())) {
        this.flow(start, end);
        return;
      }

      this.top = block;
    }

    if (indent < 0) {
      if (start <= this.at && this.at <= end) {
        this.enter(this.at - start);
        this.note("key", this.top, null, this.at, this.at);
      }

      return;
    }

    if (line[indent] === "#") {
      return;
    }

    this.enter(indent);
    while (/^- /.test(line.slice(indent))) {
      indent += 2;
      this.top = new Frame(this.top, "[]", indent);
    }

    this.entry(line.slice(indent), start + indent, end);
  }

  /** Makes the frame of an indent the innermost one. */
  enter(indent) {
    while (this.top.parent !== null && this.top.indent > indent) {
      this.top = this.top.parent;
    }

    if (indent <= this.top.indent) {
      return;
    }

    if (this.top.open !== null) {
      this.top = new Frame(this.top, this.top.open, indent);
    } else if (this.top.keys.size === 0) {
      this.top.indent = indent;
    }
  }

  entry(content, from, end) {
    const match = content.match(keyPattern);
    if (!match) {
      this.note("key", this.top, null, from, from + content.trimEnd().length);
      return;
    }

    const key = unquoted(match[1]);
    const frame = this.top;
    this.note("key", frame, key, from, from + match[1].length);
    let value = from + match[0].length;
    while (value < end && this.text[value] === " ") {
      value++;
    }

    frame.open = null;
    if ("{[".includes(this.text[value]) && value < end) {
      frame.keys.set(key, "");
      this.push(value, key);
      this.flow(value + 1, end);
      return;
    }

    const raw = this.text.slice(value, end).replace(/(^|\s)#.*$/, "").trimEnd();
    this.note("value", frame, key, from + match[0].length, value + raw.length);
    if (raw === "") {
      frame.keys.set(key, "");
      frame.open = key;
    } else {
      this.leaf(frame, key, unquoted(raw), value);
    }
  }

  push(position, key) {
    const isSequence = this.text[position] === "[";
    this.top = new Frame(this.top, key, this.top.indent, true, isSequence);
    this.top.current = isSequence ? "[]" : null;
    this.note(isSequence ? "value" : "key", this.top, this.top.current, position + 1,
      position + 1);
  }

  flow(start, end) {
    const { text } = this;
    for (let i = start; i < end && this.top.isFlow;) {
      const frame = this.top;
      const kind = frame.current === null ? "key" : "value";
      const c = text[i];
      if (c === "#" && /\s/.test(text[i - 1] ?? " ")) {
        return;
      }

      if (/\s/.test(c)) {
        this.note(kind, frame, frame.current, i, i);
        i++;
      } else if (c === "{" || c === "[") {
        this.push(i, frame.current ?? "");
        i++;
      } else if (c === "}" || c === "]") {
        this.note(kind, frame, frame.current, i, i);
        this.top = frame.parent;
        i++;
      } else if (c === ",") {
        this.note(kind, frame, frame.current, i, i);
        frame.current = frame.isSequence ? "[]" : null;
        i++;
        this.note(frame.isSequence ? "value" : "key", frame, frame.current, i, i);
      } else if (c === ":" && frame.current === null && /[\s,}]|^$/.test(text[i + 1] ?? "")) {
        frame.current = frame.word ?? null;
        i++;
        this.note("value", frame, frame.current, i, i);
      } else {
        i = this.word(frame, kind, i, end);
      }
    }

    if (this.top.isFlow && this.at === end) {
      this.note(this.top.current === null ? "key" : "value", this.top, this.top.current, end, end);
    }
  }

  word(frame, kind, start, end) {
    wordPattern.lastIndex = start;
    const raw = wordPattern.exec(this.text)[0];
    const stop = Math.min(start + raw.length, end);
    this.note(kind, frame, kind === "key" ? unquoted(raw) : frame.current, start, stop);
    if (kind === "key") {
      frame.word = unquoted(raw);
      frame.keys.set(frame.word, "");
    } else if (!frame.isSequence) {
      this.leaf(frame, frame.current, unquoted(raw), start);
    }

    return Math.max(stop, start + 1);
  }
}
