namespace GpuRisk.Engine.Tallies;

/// <summary>One quantity that every path of a run reports.</summary>
/// <param name="Subject">Whose quantity it is: an asset, position, loan, class.</param>
/// <param name="Quantity">What is reported, for example <c>net</c>.</param>
/// <param name="Unit">The unit of the outcomes, for example <c>USD</c>.</param>
/// <param name="Magnitude">
/// A typical size of the outcomes in <paramref name="Unit"/>, from 1e-30 to 1e30. Outcomes are
/// rounded to within 2^-32 of it, and may reach 32,768 times it.
/// </param>
/// <param name="Sense">Whether it can lose, and in which direction.</param>
/// <param name="Conditional">
/// True where a path may have no value (the time of a first liquidation): NaN then says so and is
/// counted as absent. Elsewhere NaN is a fault.
/// </param>
/// <param name="Internal">True where only checks use it and no result shows it.</param>
/// <param name="Origin">
/// Where outcomes are measured from: gains and losses are departures from it, and quantiles are
/// accurate relative to the distance from it. The start for a price or an equity, the peg for a
/// stablecoin.
/// </param>
public sealed record Metric(
    string Subject,
    string Quantity,
    string Unit,
    double Magnitude,
    MetricSense Sense,
    bool Conditional = false,
    bool Internal = false,
    double Origin = 0)
{
    /// <summary>The unit of an event's outcomes: 1 where it happens, else 0.</summary>
    public const string EventUnit = "probability";

    /// <summary>The unit of a path's weight.</summary>
    public const string WeightUnit = "weight";

    /// <summary>The unit, and the subject, of an outcome whose mean is known to be 0.</summary>
    public const string ControlUnit = "control";

    /// <summary>The subject of what tilted paths tell of themselves.</summary>
    public const string RareSubject = "rare";

    private const double SmallestMagnitude = 1e-30;
    private const double LargestMagnitude = 1e30;
    private const int FractionBits = 32;

    /// <summary>The typical size of the outcomes, in the unit.</summary>
    public double Magnitude { get; init; } =
        Magnitude is >= SmallestMagnitude and <= LargestMagnitude
            ? Magnitude
            : throw new ArgumentOutOfRangeException(
                nameof(Magnitude),
                Magnitude,
                $"The magnitude of {Subject}.{Quantity} must lie between 1e-30 and 1e30.");

    /// <summary>The least outcome that the scenario allows, in the unit; null where no bound is
    /// known. Figures whose tail no path has shown are bounded by it.</summary>
    public double? Least { get; init; }

    /// <summary>The greatest outcome that the scenario allows; null where no bound is known.
    /// </summary>
    public double? Greatest { get; init; }

    /// <summary>Whether all paths are one, as nothing is left to chance.</summary>
    public bool IsCertain { get; init; }

    /// <summary>How paths of a batch depend on each other.</summary>
    public PathDependence Dependence { get; init; }

    /// <summary>Whether the scenario leaves the outcome no freedom: its figures are exact.
    /// </summary>
    public bool IsFixed => IsCertain || (Least is { } least && least == Greatest);

    /// <summary>Whether it is an event: 1 where it happens, else 0.</summary>
    public bool IsEvent => Unit == EventUnit;

    /// <summary>Whether it is the weight of a path in all other figures.</summary>
    public bool IsWeight => Unit == WeightUnit;

    /// <summary>Whether it is an outcome whose mean is known to be 0.</summary>
    public bool IsControl => Unit == ControlUnit;

    /// <summary>The likelihood of a path under the true law over that under the laws by which
    /// paths were drawn; 1 on average.</summary>
    public static Metric Weight { get; } =
        new(RareSubject, "weight", WeightUnit, 1, MetricSense.Level) { Least = 0 };

    /// <summary>An event: 1 on paths where it happens, 0 on all others.</summary>
    public static Metric Event(string subject, string quantity) =>
        new(subject, quantity, EventUnit, 1, MetricSense.Level) { Least = 0, Greatest = 1 };

    /// <summary>An outcome whose mean is known to be 0.</summary>
    public static Metric Control(string subject, string quantity, double magnitude) => new(
        ControlUnit, $"{subject}.{quantity}", ControlUnit, magnitude, MetricSense.Level,
        Internal: true);

    /// <summary>A share from 0 to 1 that is no loss.</summary>
    public static Metric Share(string subject, string quantity) =>
        new(subject, quantity, "fraction", 1, MetricSense.Level) { Least = 0, Greatest = 1 };

    /// <summary>The same metric of a scenario that allows it one value only.</summary>
    public Metric Fixed(double value) => this with { Least = value, Greatest = value };

    /// <summary>The name in results: <c>subject.quantity</c>.</summary>
    public string Name => Subject + "." + Quantity;

    /// <summary>
    /// Fixed-point units per unit: the power of two 2^(32 - ceil(log2 Magnitude)), so that scaling
    /// an outcome is exact.
    /// </summary>
    public double Scale => Math.ScaleB(1.0, FractionBits - CeilingLog2(Magnitude));

    private static int CeilingLog2(double value)
    {
        int exponent = Math.ILogB(value);
        return Math.ScaleB(1.0, exponent) < value ? exponent + 1 : exponent;
    }
}
