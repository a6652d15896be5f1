// Server-sent events by fetch, since EventSource cannot send the key: read, resumed where they
// broke off, and ended when the service says so.
import { problemOf, request, secondsToWait } from "./api.js";
import { EventParser } from "./event-parser.js";

const firstDelay = 0.5;
const longestDelay = 5;
// The service writes at least a comment every 15 s; twice that without a word is a dead line.
const patience = 35;

/** Follows events until the service ends them. `receive(event, data)` gets each one,
 * `notice(isLive, seconds)` learns whether the line is up and when it is tried again. */
export async function follow(path, { signal, receive, notice }) {
  let lastId = null;
  let delay = firstDelay;
  while (!signal.aborted) {
    let wait = delay;
    try {
      const response = await request(path, {
        signal,
        headers: { Accept: "text/event-stream", ...(lastId && { "Last-Event-ID": lastId }) },
      });
      if (response.status === 204) {
        return;
      }

      if (response.ok) {
        notice(true, 0);
        await read(response.body, signal, (event) => {
          delay = wait = firstDelay;
          lastId = event.id ?? lastId;
          deliver(receive, event);
        });
        if (lastId === "end") {
          return;
        }
      } else if (response.status !== 429 && response.status < 500) {
        throw await problemOf(response);
      } else {
        wait = Math.max(delay, Math.min(secondsToWait(response) ?? 0, 30));
      }
    } catch (error) {
      if (signal.aborted || error.status > 0) {
        throw error;
      }
    }

    notice(false, wait);
    await pause(wait, signal);
    delay = Math.min(2 * delay, longestDelay);
  }
}

// What fails in drawing an event is a fault of the page, not of the line.
function deliver(receive, event) {
  try {
    receive(event.name, JSON.parse(event.data));
  } catch (error) {
    reportError(error);
  }
}

async function read(body, signal, receive) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventParser(receive);
  let watchdog = null;
  const watch = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => reader.cancel().catch(() => {}), 1000 * patience);
  };
  try {
    for (;;) {
      watch();
      const { done, value } = await reader.read();
      if (done || signal.aborted) {
        return;
      }

      parser.feed(decoder.decode(value, { stream: true }));
    }
  } finally {
    clearTimeout(watchdog);
    reader.cancel().catch(() => {});
  }
}

/** Waits for some seconds or until the page is left. */
export function pause(seconds, signal) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, 1000 * seconds);
    signal?.addEventListener("abort", done);
  });
}
