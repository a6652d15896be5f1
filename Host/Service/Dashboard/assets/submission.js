// Sending a scenario exactly once, however often the button is pressed or the line breaks.
import { call } from "./api.js";
import { h, renew, setText } from "./dom.js";
import { bodyOf } from "./scenario-editor.js";
import { pause } from "./stream.js";

/** A key that no other submission has. randomUUID is missing on pages without TLS. */
function freshKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A button that submits to a path. `content()` is { text, query }; `done(answer)` gets the JSON,
 * `refused(problem)` what the service found wrong. */
export function submitButton(label, path, { content, done, refused, signal }) {
  const button = h("button", { type: "button", class: "primary", onclick: () => send() }, label);
  const note = h("span", { class: "note", role: "alert" });
  // A submission whose answer was lost is sent again under its old key.
  let last = null;
  let isSending = false;

  const send = async () => {
    if (isSending) {
      return;
    }

    isSending = true;
    button.disabled = true;
    renew(note);
    try {
      const { text, query } = content();
      const mark = JSON.stringify([text, query]);
      last = last?.mark === mark ? last : { mark, key: freshKey() };
      const { body, headers } = bodyOf(text);
      const response = await call(path, { method: "POST", body, query, signal,
        headers: { ...headers, "Idempotency-Key": last.key, Accept: "application/json" } });
      last = null;
      done(await response.json());
    } catch (error) {
      if (!signal.aborted) {
        await explain(error);
      }
    } finally {
      isSending = false;
      button.disabled = false;
    }
  };

  const explain = async (error) => {
    if (error.status > 0) {
      last = null;
    }

    if (error.status === 429 || error.status === 503) {
      // Only what is wrong is read aloud, not each second.
      const count = h("span", { "aria-hidden": "true" });
      renew(note, error.message, count);
      for (let left = error.retryAfter ?? 0; left > 0 && !signal.aborted; left--) {
        setText(count, ` Try again in ${left} s.`);
        await pause(1, signal);
      }

      renew(note, `${error.message} You may try again now.`);
      return;
    }

    renew(note, error.message);
    refused(error);
  };

  return { button, note };
}
