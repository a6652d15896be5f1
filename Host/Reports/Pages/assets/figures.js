"use strict";
// Figures as people read them, by the rule of Host/Figures/FigureText.cs: as many digits as the
// sampling error supports, a figure and its error in one scale. A test compares the two.
globalThis.figures = (() => {
  const none = "-";
  const unknown = "?";
  const untrusted = "~";
  const mostDigits = 5;
  const plainDigits = 4;
  const errorsOfInterval = 4;
  const exactDigits = 40;
  const percent = 100;
  const large = [[1e12, 1e12, "T"], [1e9, 1e9, "B"], [1e6, 1e6, "M"], [1e5, 1e3, "k"]];

  const isNumber = (value) => typeof value === "number" && Number.isFinite(value);
  const signed = (text) => (text === none ? none
    : text.replaceAll("-", "\u2212").replaceAll("e\u2212", "e-"));
  const isZero = (text) => !/[1-9]/.test(text);
  const exponent = (value) => (value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value))));
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
  const trimmed = (text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  const times = (value, factor) => (isNumber(value) ? value * factor : null);

  /** The scale of figures that stand together: that of the largest. */
  function scaleOf(values) {
    const size = Math.max(0, ...values.filter(isNumber).map(Math.abs));
    const found = large.find(([from]) => size >= from);
    if (found) {
      return { factor: found[1], suffix: found[2] };
    }

    const power = exponent(size);
    return size === 0 || size >= 1e-4 ? { factor: 1, suffix: "" }
      : { factor: 10 ** power, suffix: `e${power}` };
  }

  /** Digits of a size, a tie to the even digit. */
  function digitsOf(size, decimals) {
    const text = size.toFixed(decimals);
    const exact = size.toFixed(decimals + exactDigits);
    const below = exact.slice(0, -exactDigits).replace(/\.$/, "");
    const isTie = /^50*$/.test(exact.slice(-exactDigits));
    return isTie && /[02468]$/.test(below) ? below : text;
  }

  function fixed(value, decimals) {
    const [whole, part] = digitsOf(Math.abs(value), decimals).split(".");
    const text = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? `.${part}` : "");
    return value < 0 && !isZero(text) ? `-${text}` : text;
  }

  function decimalsOf(value, error, isFine) {
    const most = clamp(mostDigits - 1 - exponent(value), 0, mostDigits);
    if (!(error > 0)) {
      return trimmed(fixed(value, most)).split(".")[1]?.length ?? 0;
    }

    const power = exponent(error);
    const beginsWithOne = isFine && error / 10 ** power < 1.95;
    return clamp((beginsWithOne ? 1 : 0) - power, 0, most);
  }

  const plainDecimals = (value) => clamp(plainDigits - 1 - exponent(value), 0, mostDigits);

  function asCompact(value, scale) {
    if (!isNumber(value)) {
      return none;
    }

    const { factor, suffix } = scale ?? scaleOf([value]);
    return trimmed(fixed(value / factor, plainDecimals(value / factor))) + suffix;
  }

  function asBracketed(value, error) {
    if (!isNumber(value)) {
      return none;
    }

    if (!isNumber(error)) {
      return asCompact(value) + unknown;
    }

    const { factor, suffix } = scaleOf([value, error]);
    const decimals = decimalsOf(value / factor, error / factor, false);
    const shown = fixed(error / factor, decimals);
    const bracket = isZero(shown) ? ""
      : error / factor >= 1 || shown[0] !== "0" ? `(${shown})`
        : `(${shown.replace(/^[0.]+/, "")})`;
    return fixed(value / factor, decimals) + bracket + suffix;
  }

  function asPlusMinus(value, error, scale) {
    if (!isNumber(value)) {
      return none;
    }

    const { factor, suffix } = scale ?? scaleOf([value, error]);
    const scaled = value / factor;
    if (!isNumber(error)) {
      return `${trimmed(fixed(scaled, plainDecimals(scaled)))}${suffix} \u00b1 ${unknown}`;
    }

    const decimals = decimalsOf(scaled, error / factor, true);
    const text = fixed(scaled, decimals) + suffix;
    if (error === 0) {
      return text;
    }

    const shown = fixed(error / factor, decimals);
    return isZero(shown) ? `${text} \u00b1 <${fixed(10 ** -decimals, decimals)}${suffix}`
      : `${text} \u00b1 ${shown}${suffix}`;
  }

  function asMean(value, error, factor, scale) {
    const bounds = [times(error?.low, factor), times(error?.high, factor)];
    const mean = times(value, factor);
    if (mean === null || !error?.untrusted || bounds.every((bound) => bound === null)) {
      return asPlusMinus(mean, error?.untrusted ? null : times(error?.standardError, factor), scale);
    }

    const { factor: unit, suffix } = scale ?? scaleOf([mean, ...bounds]);
    const [low, high] = bounds;
    const spread = low !== null && high !== null && high > low ? (high - low) / errorsOfInterval
      : times(error.standardError, factor) ?? Math.abs((low ?? high) - mean);
    const decimals = decimalsOf(mean / unit, spread / unit, true);
    const end = (value) => (value === null ? unknown : value === 0 ? "0"
      : fixed(value / unit, decimals) + suffix);
    return `${end(mean)} [${end(low)}, ${end(high)}]`;
  }

  /** A share below one in percent, never rounded up to all. */
  function asMost(share) {
    const rest = percent * (1 - share);
    const decimals = clamp(1 - exponent(rest), 0, 9);
    const unit = 10 ** -decimals;
    return `${fixed(percent - Math.ceil(rest / unit - 1e-6) * unit, decimals)}%`;
  }

  /** A distance from 0 or from 100, rounded up to one digit. */
  function asBound(distance, from) {
    const power = exponent(Math.max(distance, 1e-12));
    const unit = 10 ** power;
    const rounded = Math.ceil(distance / unit - 1e-9) * unit;
    return fixed(Math.abs(from - rounded), Math.max(0, -power));
  }

  function asShare(share, error) {
    return share === 0 && isNumber(error?.high) ? `<${asBound(percent * error.high, 0)}%`
      : share === 1 && isNumber(error?.low) ? `>${asBound(percent * (1 - error.low), percent)}%`
        : `${asBracketed(times(share, percent), times(error?.standardError, percent))}%`;
  }

  return {
    scaleOf,
    /** The scale and the unit that readers see: shares are told in percent. */
    shown: (unit) => (unit === "fraction" || unit === "probability" ? { scale: percent, unit: "%" }
      : { scale: 1, unit: unit ?? "" }),
    /** A figure in about four digits. */
    compact: (value, scale = null) => signed(asCompact(value, scale)),
    /** A figure with its standard error in brackets, in units of the last digit shown. */
    bracketed: (value, error) => signed(asBracketed(value, error)),
    /** The same of { standardError, untrusted }, marked where the error cannot be trusted. */
    marked: (value, error, factor) => signed(error?.untrusted && isNumber(value)
      ? asBracketed(times(value, factor), times(error.standardError, factor)).replace(/\?$/, "")
        + untrusted
      : asBracketed(times(value, factor), times(error?.standardError, factor))),
    /** A share of paths in percent; where none or all did, the end of the interval. */
    share: (share, error) => signed(asShare(share, error)),
    /** A share below one in percent, never rounded up to all. */
    most: asMost,
    /** A figure with its standard error, in the scale of its column if there is one. */
    plusMinus: (value, error, scale = null) => signed(asPlusMinus(value, error, scale)),
    /** A mean with its error, or with the interval that bounds it where the error cannot be
     * trusted. */
    mean: (value, error, factor, scale = null) => signed(asMean(value, error, factor, scale)),
  };
})();
