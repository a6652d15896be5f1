// Asking again and again while a page is open and seen.
import { pause } from "./stream.js";

export const connection = new EventTarget();
let isDown = false;

function report(down) {
  if (down !== isDown) {
    isDown = down;
    connection.dispatchEvent(new CustomEvent("change", { detail: { isDown } }));
  }
}

/** Does something now and every few seconds until the page is left. A service that cannot be
 * reached, or is too busy, is asked again later; any other problem goes to `failed`. */
export async function poll(work, seconds, signal, failed = () => {}) {
  while (!signal.aborted) {
    let wait = seconds;
    try {
      if (!document.hidden) {
        const isEnough = await work();
        report(false);
        if (isEnough === true) {
          return;
        }
      }
    } catch (error) {
      if (signal.aborted) {
        return;
      }

      report(error.status === 0);
      wait = Math.max(seconds, error.retryAfter ?? 0);
      failed(error);
      if (error.status === 401 || error.status === 404) {
        return;
      }
    }

    await pause(wait, signal);
  }
}
