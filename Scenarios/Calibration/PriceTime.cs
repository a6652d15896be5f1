using System.Globalization;
using System.Text.RegularExpressions;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>
/// A time of a price file, in UTC, in the two ways in which a date such as 01/02/2023 can be read.
/// </summary>
/// <param name="MonthFirst">With the month before the day; null where it cannot be.</param>
/// <param name="DayFirst">With the day before the month; null where it cannot be.</param>
internal readonly partial record struct PriceTime(DateTime? MonthFirst, DateTime? DayFirst)
{
    /// <summary>What may stand for a time, in words.</summary>
    public const string Allowed =
        "an epoch in s, ms, us or ns from 2009 on (earlier ones with --from), a date as "
        + "2023-12-31, 20231231, 12/31/2023 or Dec 31, 2023, with or without the time as in "
        + "2023-12-31T23:00:00Z, or a day of a spreadsheet as 45291";

    /// <summary>Before the first block of Bitcoin no price of this kind was paid.</summary>
    public static readonly DateTime Earliest = new(2009, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly DateTime Latest = new(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Day 0 of spreadsheets, after the leap day that 1900 did not have.</summary>
    private static readonly DateTime SpreadsheetStart =
        new(1899, 12, 30, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Longer ones tell the second more finely than is kept here.</summary>
    private const int LongestText = 27;

    /// <summary>The units of epochs, in parts of a second.</summary>
    private static readonly decimal[] UnitsPerSecond = [1, 1e3m, 1e6m, 1e9m];

    private static readonly string[] Compact = ["yyyyMMdd", "yyyyMMddHHmm", "yyyyMMddHHmmss"];

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-ddK",
        "yyyy-MM-dd H:mm",
        "yyyy-MM-dd H:mmK",
        "yyyy-MM-dd H:mm:ss",
        "yyyy-MM-dd H:mm:ssK",
        "yyyy-MM-dd H:mm:ss.FFFFFFF",
        "yyyy-MM-dd H:mm:ss.FFFFFFFK",
        "yyyy-MM-ddTHH:mmK",
        "yyyy-MM-ddTHH:mm:ssK",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd h:mm tt",
        "yyyy-MM-dd h:mm:ss tt",
        "yyyy-MM-dd hh-tt",
        "yyyyMMddTHHmmssK",
        "yyyyMMdd HHmmss",
        "yyyyMMdd HH:mm",
        "yyyyMMdd HH:mm:ss",
        "MMM d, yyyy",
        "MMMM d, yyyy",
        "d MMM yyyy",
        "d-MMM-yyyy",
    ];

    /// <summary>Whether there is only one way to read it.</summary>
    public bool IsUnambiguous => MonthFirst == DayFirst;

    /// <summary>Whether it is a time at all.</summary>
    public bool IsTime => MonthFirst is not null || DayFirst is not null;

    /// <summary>Reads a time.</summary>
    /// <param name="text">What stands in the file.</param>
    /// <param name="earliestUtc">The first time that a number may mean.</param>
    public static PriceTime Read(string text, DateTime earliestUtc)
    {
        const NumberStyles styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out decimal number))
            return Of(OfDigits(text) ?? OfNumber(number, earliestUtc));
        if (OfFormats(text) is { } time) return Of(time);
        Match match = Separated().Match(text);
        if (!match.Success) return default;
        string rest = match.Groups["rest"].Value;
        if (match.Groups["year"].Success)
            return Of(OfParts(match, "year", "a", "b", rest));
        DateTime? dayFirst = OfParts(match, "late", "b", "a", rest);
        return match.Groups["sign"].Value == "."
            ? Of(dayFirst)
            : new PriceTime(OfParts(match, "late", "a", "b", rest), dayFirst);
    }

    /// <summary>The time under an order of dates.</summary>
    public DateTime? With(DateOrder order) => order switch
    {
        DateOrder.MonthFirst => MonthFirst,
        DateOrder.DayFirst => DayFirst,
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "Unknown order."),
    };

    /// <summary>A time as people read it: without seconds where there are none.</summary>
    public static string Text(DateTime timeUtc) => timeUtc.ToString(
        timeUtc.TimeOfDay == TimeSpan.Zero
            ? "yyyy-MM-dd"
            : timeUtc.Second == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss",
        CultureInfo.InvariantCulture);

    private static PriceTime Of(DateTime? time) => new(time, time);

    /// <summary>A date without signs between its parts.</summary>
    private static DateTime? OfDigits(string text) =>
        DateTime.TryParseExact(
            text, Compact, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time)
        && time >= DateTime.UnixEpoch && time < Latest
            ? time
            : null;

    private static DateTime? OfNumber(decimal number, DateTime earliestUtc)
    {
        decimal firstDay = (decimal)(earliestUtc - SpreadsheetStart).TotalDays;
        if (number >= firstDay && number < (decimal)(Latest - SpreadsheetStart).TotalDays)
        {
            // Five decimals of a day are printed: they tell whole seconds.
            return SpreadsheetStart.AddSeconds(
                (double)Math.Round(number * TimeSpan.SecondsPerDay));
        }

        decimal first = (earliestUtc - DateTime.UnixEpoch).Ticks;
        decimal last = (Latest - DateTime.UnixEpoch).Ticks;
        foreach (decimal units in UnitsPerSecond)
        {
            decimal perTick = TimeSpan.TicksPerSecond / units;
            if (number >= first / perTick && number < last / perTick)
                return DateTime.UnixEpoch.AddTicks((long)(number * perTick));
        }

        return null;
    }

    private static DateTime? OfFormats(string text)
    {
        string trimmed = text.EndsWith(" UTC", StringComparison.Ordinal)
            || text.EndsWith(" GMT", StringComparison.Ordinal)
                ? text[..^4]
                : text;
        if (trimmed.Length > LongestText) trimmed = TooFine().Replace(trimmed, "");
        bool isRead = DateTimeOffset.TryParseExact(
            trimmed, Formats, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces,
            out DateTimeOffset time);
        return isRead ? time.UtcDateTime : null;
    }

    private static DateTime? OfParts(
        Match match, string year, string month, string day, string rest) =>
        OfFormats(
            $"{match.Groups[year].Value}-{match.Groups[month].Value.PadLeft(2, '0')}-"
            + $"{match.Groups[day].Value.PadLeft(2, '0')}{rest}");

    [GeneratedRegex(
        @"^(?:(?<year>\d{4})(?<sign>[/.])(?<a>\d{1,2})[/.](?<b>\d{1,2})"
        + @"|(?<a>\d{1,2})(?<sign>[-/.])(?<b>\d{1,2})[-/.](?<late>\d{4}))(?<rest>[ T].*)?$")]
    private static partial Regex Separated();

    /// <summary>Digits after the seventh of a second, which is as fine as times go here.</summary>
    [GeneratedRegex(@"(?<=\.\d{7})\d+")]
    private static partial Regex TooFine();
}
