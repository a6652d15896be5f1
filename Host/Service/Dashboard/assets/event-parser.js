// The text of server-sent events, cut anywhere, as events.

/** Gives each whole event { name, id, data } to a receiver; id is null where there is none. */
export class EventParser {
  constructor(receive) {
    this.receive = receive;
    this.rest = "";
    this.reset();
  }

  reset() {
    this.name = "message";
    this.id = null;
    this.data = [];
  }

  /** Takes the next piece of text. */
  feed(piece) {
    const text = this.rest + piece;
    // A carriage return at the end may be the first half of a line's end.
    const whole = text.endsWith("\r") ? text.slice(0, -1) : text;
    const lines = whole.split(/\r\n|\n|\r/);
    this.rest = lines.pop() + text.slice(whole.length);
    lines.forEach((line) => this.line(line));
  }

  line(line) {
    if (line === "") {
      if (this.data.length > 0) {
        this.receive({ name: this.name, id: this.id, data: this.data.join("\n") });
      }

      this.reset();
      return;
    }

    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") {
      this.name = value;
    } else if (field === "id") {
      this.id = value;
    } else if (field === "data") {
      this.data.push(value);
    }
  }
}
