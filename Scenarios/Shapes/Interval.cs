using System.Globalization;
using System.Text.Json.Nodes;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>
/// The numbers that a key allows, written as in a paper: <c>[0, 1)</c>. A side left out is the
/// limit of every number in a scenario, 10^15.
/// </summary>
internal sealed class Interval
{
    /// <summary>The most of every number in a scenario.</summary>
    public const double Limit = 1e15;

    private const string LimitText = "1e15";

    private readonly double _low = -Limit;
    private readonly double _high = Limit;
    private readonly bool _isLowOpen;
    private readonly bool _isHighOpen;

    private Interval(string notation)
    {
        string[] ends = notation[1..^1].Split(',', StringSplitOptions.TrimEntries);
        _isLowOpen = notation[0] == '(' && ends[0].Length > 0;
        _isHighOpen = notation[^1] == ')' && ends[1].Length > 0;
        if (ends[0].Length > 0) _low = double.Parse(ends[0], CultureInfo.InvariantCulture);
        if (ends[1].Length > 0) _high = double.Parse(ends[1], CultureInfo.InvariantCulture);
        Described = (ends[0].Length > 0, ends[1].Length > 0) switch
        {
            (true, true) => $" in {notation[0]}{ends[0]}, {ends[1]}{notation[^1]}",
            (true, false) =>
                (_isLowOpen ? " above " : " of at least ") + $"{ends[0]} and at most {LimitText}",
            _ => $" of at most {LimitText} either way",
        };
    }

    /// <summary>The range as the end of "a number": " in [0, 1)", " above 0 and at most 1e15".
    /// </summary>
    public string Described { get; }

    public static implicit operator Interval(string notation) => new(notation);

    /// <summary>True where the limit of every number is all that bounds it above.</summary>
    public bool IsLimited => _high == Limit;

    public bool Contains(double value) =>
        (_isLowOpen ? value > _low : value >= _low)
        && (_isHighOpen ? value < _high : value <= _high);

    /// <summary>What is moved to from an allowed value: the target where that is allowed, else the
    /// bound before it, or halfway to a bound that is not allowed itself.</summary>
    public double Towards(double from, double to)
    {
        if (Contains(to)) return to;
        double bound = to > from ? _high : _low;
        return Contains(bound) ? bound : (from + bound) / 2;
    }

    public void WriteTo(JsonObject schema)
    {
        schema[_isLowOpen ? "exclusiveMinimum" : "minimum"] = Bound(_low);
        schema[_isHighOpen ? "exclusiveMaximum" : "maximum"] = Bound(_high);
    }

    /// <summary>Whole bounds are written as such, not as 1E+15.</summary>
    private static JsonValue Bound(double bound) =>
        Math.Floor(bound) == bound ? JsonValue.Create((long)bound) : JsonValue.Create(bound);
}
