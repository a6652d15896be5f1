using System.Globalization;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Optimising;

/// <summary>The values that keys may have, as a unit cube.</summary>
/// <param name="numbers">The keys.</param>
/// <param name="ends">The ends of each.</param>
internal sealed class SearchSpace(
    IReadOnlyList<ScenarioNumber> numbers, IReadOnlyList<(double Low, double High)> ends)
{
    // Values are told in so many parts of their range, so that texts stay short.
    private const double Grain = 1e5;

    /// <summary>How many keys vary.</summary>
    public int Keys => numbers.Count;

    /// <summary>The numbers at a point of the cube.</summary>
    public double[] ValuesAt(IReadOnlyList<double> point) =>
        [.. point.Select((share, i) => ValueAt(share, i))];

    /// <summary>What the numbers are in a scenario.</summary>
    public IReadOnlyDictionary<ScenarioNumber, double> Numbers(IReadOnlyList<double> values) =>
        numbers.Index().ToDictionary(one => one.Item, one => values[one.Index]);

    /// <summary>The values of the keys, in their order.</summary>
    public double[] Values(IReadOnlyDictionary<ScenarioNumber, double> values) =>
        [.. numbers.Select(number => values[number])];

    /// <summary>The values as the scenario writes them: equal texts are one scenario.</summary>
    public string Texts(IReadOnlyList<double> values) =>
        string.Join(' ', numbers.Select((number, i) => number.Text(values[i])));

    private double ValueAt(double share, int key)
    {
        (double low, double high) = ends[key];
        double value = low + ((high - low) * Math.Round(share * Grain) / Grain);
        return double.Parse(
            value.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
