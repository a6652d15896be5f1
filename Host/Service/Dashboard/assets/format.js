// Numbers, times and units as people read them.
const minus = (text) => text.replace("-", "\u2212");
/** Zero has no sign. */
const unsigned = (text) => minus(/[1-9]/.test(text) ? text : text.replace("-", ""));
const fixed = (digits) => new Intl.NumberFormat("en",
  { minimumFractionDigits: digits, maximumFractionDigits: digits });
const whole = fixed(0);
const compact = new Intl.NumberFormat("en",
  { notation: "compact", maximumSignificantDigits: 3 });
const plain = new Intl.NumberFormat("en", { maximumSignificantDigits: 5 });
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

/** A figure in five digits. */
export function figure(value) {
  if (!isNumber(value)) {
    return none;
  }

  const size = Math.abs(value);
  return size !== 0 && size < 1e-6 ? minus(value.toExponential(2)) : minus(plain.format(value));
}

/** The scale and unit that people see: shares are told in percent. */
export function shown(unit) {
  return unit === "fraction" || unit === "probability" ? { scale: 100, unit: "%" }
    : { scale: 1, unit: unit ?? "" };
}

/** A mean and its standard error, both to the two leading digits of the error. */
export function estimate(mean, error) {
  if (!isNumber(mean)) {
    return { mean: none, error: none };
  }

  if (!isNumber(error) || error <= 0) {
    return { mean: figure(mean), error: none };
  }

  const exponent = Math.floor(Math.log10(Number(error.toPrecision(2))));
  const digits = 1 - exponent;
  if (digits > 12) {
    return { mean: minus(mean.toExponential(4)), error: error.toExponential(1) };
  }

  const format = fixed(Math.max(digits, 0));
  const step = 10 ** Math.max(-digits, 0);
  const text = (value) =>
    unsigned(format.format(step > 1 ? Math.round(value / step) * step : value));
  return { mean: text(mean), error: text(error) };
}

/** A mean and its error in the unit that people see. */
export function scaled(mean, error, unit) {
  const { scale } = shown(unit);
  return estimate(isNumber(mean) ? mean * scale : null, isNumber(error) ? error * scale : null);
}

/** A mean with its error in one text; a constant has no error to tell. */
export function pairText(mean, error, unit) {
  const text = scaled(mean, error, unit);
  return text.error === none ? text.mean : `${text.mean} \u00b1 ${text.error}`;
}

/** A mean with its error and unit in one text. */
export function estimateText({ mean, standardError, unit }) {
  return `${pairText(mean, standardError, unit)} ${shown(unit).unit}`.trim();
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
