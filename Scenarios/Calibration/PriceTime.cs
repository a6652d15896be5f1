using System.Globalization;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>Reads the times of price files: epochs and ISO 8601, always in UTC.</summary>
internal static class PriceTime
{
    /// <summary>What may stand for a time, in words.</summary>
    public const string Allowed =
        "an epoch in s, ms or us, or an ISO date as 2023-12-31 or 2023-12-31T23:00:00Z";

    // An epoch tells its unit by its size: from 1973 to 5138 the three ranges do not meet.
    private const decimal LeastMilliseconds = 1e11m;
    private const decimal LeastMicroseconds = 1e14m;
    private const decimal MostMicroseconds = 1e17m;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm:ssK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyy-MM-ddTHH:mmK",
        "yyyy-MM-ddTHH:mm:ssK",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Reads a time; null where it is none.</summary>
    public static DateTime? Read(string text)
    {
        const NumberStyles styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out decimal epoch))
            return OfEpoch(epoch);
        string trimmed = text.EndsWith(" UTC", StringComparison.Ordinal) ? text[..^4] : text;
        bool isRead = DateTimeOffset.TryParseExact(
            trimmed, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out DateTimeOffset time);
        return isRead ? time.UtcDateTime : null;
    }

    /// <summary>A time as people read it: without seconds where there are none.</summary>
    public static string Text(DateTime timeUtc) => timeUtc.ToString(
        timeUtc.TimeOfDay == TimeSpan.Zero
            ? "yyyy-MM-dd"
            : timeUtc.Second == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss",
        CultureInfo.InvariantCulture);

    private static DateTime? OfEpoch(decimal epoch)
    {
        if (epoch is < 0 or >= MostMicroseconds) return null;
        decimal ticksPerUnit = epoch switch
        {
            < LeastMilliseconds => TimeSpan.TicksPerSecond,
            < LeastMicroseconds => TimeSpan.TicksPerMillisecond,
            _ => TimeSpan.TicksPerMicrosecond,
        };
        return DateTime.UnixEpoch.AddTicks((long)(epoch * ticksPerUnit));
    }
}
