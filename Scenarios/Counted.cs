using System.Globalization;

namespace GpuRisk.Scenarios;

/// <summary>Numbers of things in words: <c>1 path</c>, <c>2,000 paths</c>.</summary>
public static class Counted
{
    /// <summary>A number with its thousands apart and its noun in the form that goes with it.
    /// </summary>
    /// <param name="count">How many there are.</param>
    /// <param name="one">The noun of one.</param>
    /// <param name="many">The noun of several; null where it takes an s at its end.</param>
    public static string Of(long count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {Noun(count, one, many)}");

    /// <summary>The form of a noun that goes with a number.</summary>
    public static string Noun(long count, string one, string? many = null) =>
        count == 1 ? one : many ?? one + "s";
}
