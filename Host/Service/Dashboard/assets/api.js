// Requests to the service, with the key in a header and problems as errors.
import { askForKey, forget, key } from "./session.js";

/** What the service refused, or why it was not reached (status 0). */
export class Problem extends Error {
  constructor(status, document, retryAfter) {
    super(document.detail || document.title || `The service answered ${status}.`);
    this.status = status;
    this.errors = Array.isArray(document.errors) ? document.errors : [];
    this.retryAfter = retryAfter;
  }
}

/** An address below the page's own, with a query of [name, value] pairs. */
export function address(path, query = []) {
  const url = new URL(path.replace(/^\//, ""), document.baseURI);
  url.hash = "";
  for (const [name, value] of query) {
    if (value !== null && value !== undefined && value !== "") {
      url.searchParams.append(name, value);
    }
  }

  return url;
}

/** A response as it came; asks for a key where one is wanted and tries again. */
export async function request(path, { method = "GET", query, body, headers = {}, signal } = {}) {
  for (;;) {
    const sent = key();
    const response = await reach(address(path, query), {
      method,
      body,
      signal,
      cache: "no-store",
      headers: sent ? { ...headers, Authorization: `Bearer ${sent}` } : headers,
    });
    if (response.status !== 401) {
      return response;
    }

    const known = key();
    const isStale = known !== sent;
    if (!isStale && !await askForKey(sent ? "The service does not know this key."
      : "This service asks for an API key.")) {
      if (sent) {
        forget();
      }

      return response;
    }
  }
}

async function reach(url, options) {
  try {
    return await fetch(url, options);
  } catch (error) {
    if (error.name === "AbortError") {
      throw error;
    }

    throw new Problem(0, { title: "The service cannot be reached." }, null);
  }
}

/** A response, or its problem as an error. */
export async function call(path, options) {
  const response = await request(path, options);
  if (!response.ok) {
    throw await problemOf(response);
  }

  return response;
}

/** The JSON of a response. */
export async function json(path, options = {}) {
  const headers = { Accept: "application/json", ...options.headers };
  return (await call(path, { ...options, headers })).json();
}

/** What a refusing response says. */
export async function problemOf(response) {
  const text = await response.text();
  let document;
  try {
    document = JSON.parse(text);
  } catch {
    document = { title: `The service answered ${response.status} ${response.statusText}.` };
  }

  return new Problem(response.status, document, secondsToWait(response));
}

/** Retry-After in seconds, or null. */
export function secondsToWait(response) {
  const value = response.headers.get("Retry-After");
  if (value === null) {
    return null;
  }

  const seconds = /^\d+$/.test(value) ? Number(value) : (new Date(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null;
}
