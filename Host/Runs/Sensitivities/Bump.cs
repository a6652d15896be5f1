using System.Globalization;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Sensitivities;

/// <summary>What a number is moved to, down and up.</summary>
/// <param name="Down">The lower value; null where none is allowed.</param>
/// <param name="Up">The higher value; null where none is allowed.</param>
/// <param name="Rule">By how much, in words.</param>
internal sealed record Bump(double? Down, double? Up, string Rule)
{
    // Two in three of a law's values lie within one standard error of a normal one.
    private const double Below = 0.15865525393145707;

    /// <summary>By its stated uncertainty, else by a share of itself.</summary>
    /// <param name="number">The number.</param>
    /// <param name="share">The share, above 0; of a number that is 0 the bump itself.</param>
    public static Bump Of(ScenarioNumber number, double share)
    {
        double size = number.Value == 0 ? share : share * Math.Abs(number.Value);
        double low = number.Law?.Quantile(Below) ?? number.Value - size;
        double high = number.Law?.Quantile(1 - Below) ?? number.Value + size;
        double down = number.Towards(low);
        double up = number.Towards(high);
        return new Bump(
            down < number.Value ? down : null, up > number.Value ? up : null,
            Words(number, share) + Exception(number, (low, down), (high, up)));
    }

    /// <summary>The same, moved to numbers that can be used.</summary>
    /// <param name="number">The number.</param>
    /// <param name="usable">The nearest that can be used to one that may not.</param>
    public Bump At(ScenarioNumber number, Func<double, double> usable)
    {
        double? down = Down is { } low ? usable(low) : null;
        double? up = Up is { } high ? usable(high) : null;
        return down == Down && up == Up
            ? this
            : new Bump(
                down < number.Value ? down : null, up > number.Value ? up : null,
                Rule + ", at the nearest usable");
    }

    private static string Words(ScenarioNumber number, double share) => number.Law switch
    {
        NormalLaw => "its standard error",
        not null => "two thirds of its law",
        null when number.Value == 0 =>
            share.ToString("G6", CultureInfo.InvariantCulture) + ", as it is 0",
        null => (100 * share).ToString("G6", CultureInfo.InvariantCulture) + " %",
    };

    private static string Exception(
        ScenarioNumber number, params ReadOnlySpan<(double Wanted, double Allowed)> ends)
    {
        const double rounding = 1e-9;
        foreach ((double wanted, double allowed) in ends)
        {
            double miss = Math.Abs(allowed - wanted);
            if (miss > rounding * Math.Abs(wanted - number.Value))
                return ", as near as the key allows";
        }

        return "";
    }
}
