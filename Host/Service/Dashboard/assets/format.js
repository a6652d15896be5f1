// Numbers, times and units as people read them.
// Figures follow the rule of reports and terminal: figures.js, which the page loads before.
const { figures } = globalThis;
const minus = (text) => text.replace("-", "\u2212");
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat("en",
  { notation: "compact", maximumSignificantDigits: 3 });
const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });
const calendar = new Intl.DateTimeFormat("en-GB",
  { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
export const none = "\u2013";

const isNumber = (value) => typeof value === "number" && Number.isFinite(value);

/** A whole number with its thousands grouped. */
export function count(value) {
  return isNumber(value) ? minus(whole.format(value)) : none;
}

/** A figure in few digits: 1.23M. */
export function short(value) {
  return isNumber(value) ? minus(compact.format(value)).replace("K", "k") : none;
}

/** A figure in about four digits. */
export function figure(value) {
  return isNumber(value) ? figures.compact(value) : none;
}

/** A share below one in percent, never rounded up to all. */
export const percentMost = figures.most;

/** A share of paths with its error in percent; where none or all did, the end of its interval. */
export function shareText(share, error) {
  return isNumber(share) ? figures.share(share, error) : "";
}

/** The scale and unit that people see: shares are told in percent. */
export const { shown } = figures;

const dashed = (text) => (text === "-" ? none : text);

/** A mean and its error, as a run tells of it, in the unit that people see. */
export function meanText({ mean, standardError, low, high, untrusted, errors, unit }, column = null) {
  const error = errors?.mean ?? { standardError, low, high, untrusted };
  return dashed(figures.mean(mean, error, shown(unit).scale, column));
}

/** The scale of a column of means. */
export function columnOf(metrics) {
  return figures.scaleOf(metrics.flatMap((metric) => [metric?.mean, metric?.standardError]
    .map((value) => (isNumber(value) ? value * shown(metric.unit).scale : null))));
}

/** A mean with its error in one text. */
export function pairText(mean, error, unit) {
  return meanText({ mean, standardError: error, unit });
}

/** A figure with its error in brackets, marked where that cannot be trusted. */
export function bracketText(value, error, unit) {
  return dashed(figures.marked(value, error, shown(unit).scale));
}

/** A mean with its error and unit in one text. */
export function estimateText(estimate) {
  return `${meanText(estimate)} ${shown(estimate.unit).unit}`.trim();
}

/** A length of time: 0.4 s, 12 s, 3 min 05 s, 2 h 10 min, 3 d 4 h. */
export function duration(seconds) {
  if (!isNumber(seconds) || seconds < 0) {
    return none;
  }

  if (seconds < 9.95) {
    return `${seconds.toFixed(1)} s`;
  }

  const total = Math.round(seconds);
  const two = (value) => String(value).padStart(2, "0");
  if (total < 60) {
    return `${total} s`;
  }

  if (total < 3600) {
    return `${Math.floor(total / 60)} min ${two(total % 60)} s`;
  }

  const hours = Math.floor(total / 3600);
  return hours < 24 ? `${hours} h ${two(Math.floor((total % 3600) / 60))} min`
    : `${count(Math.floor(hours / 24))} d ${hours % 24} h`;
}

/** A moment in local time; the day is told where it is not today. */
export function moment(text) {
  if (!text) {
    return none;
  }

  const at = new Date(text);
  return at.toDateString() === new Date().toDateString() ? clock.format(at) : calendar.format(at);
}

/** Seconds between two moments of which the second may be now. */
export function between(start, end) {
  return start ? ((end ? new Date(end) : new Date()) - new Date(start)) / 1000 : null;
}

/** A rate of paths. */
export function rate(pathsPerSecond) {
  return isNumber(pathsPerSecond) ? `${short(pathsPerSecond)} paths/s` : none;
}

/** How much of the whole is done: 0.3%, 42%. */
export function percent(done, total) {
  const share = total > 0 ? (100 * (done ?? 0)) / total : 0;
  if (share > 0 && share < 0.1) {
    return "<0.1%";
  }

  return `${share > 0 && share < 10 ? (Math.floor(10 * share) / 10).toFixed(1)
    : Math.floor(share)}%`;
}

/** One thing or several. */
export function plural(value, one, many = `${one}s`) {
  return `${count(value)} ${value === 1 ? one : many}`;
}
