using GpuRisk.Scenarios.Building;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios;

/// <summary>Geometric Brownian motion: E[S(T)] = S(0) exp(drift T).</summary>
/// <param name="DriftPerYear">
/// The drift of the price, -20 to 20; already the risk-free rate under the risk-neutral measure.
/// </param>
/// <param name="VolatilityPerYear">The volatility of the log price, 0 to 20.</param>
public sealed record GbmProcess(double DriftPerYear, double VolatilityPerYear) : PriceProcess
{
    /// <summary>What a scenario states of it.</summary>
    internal static ProcessKind Stated { get; } = new(
        "gbm",
        [ProcessKind.Drift, ProcessKind.Volatility, ProcessKind.Schedule],
        Build);

    /// <inheritdoc/>
    public override string Kind => Stated.Name;

    /// <summary>What changes at stated times, in their order.</summary>
    public IReadOnlyList<ScheduledChange> Schedule { get; init; } = [];

    /// <inheritdoc/>
    public override bool MovesByItself() => true;

    /// <inheritdoc/>
    public override AssetMoments Moments(double years) => ScheduledDiffusion.Moments(
        DriftPerYear, VolatilityPerYear, Schedule, years);

    /// <inheritdoc/>
    public override double? LogExpectation(double power, double years) =>
        Moments(years).LogExpectation(power, years);

    /// <inheritdoc/>
    public override double? RealisedVariance(int steps, double stepYears) => Schedule.Count == 0
        ? Moments(steps * stepYears).RealisedVariance(steps, stepYears)
        : null;

    private static GbmProcess Build(Value asset, BuildContext context)
    {
        double drift = ProcessKind.DriftOf(asset, context);
        double volatility = asset["process"]["volatility"].Number;
        return new(drift, volatility)
        {
            Schedule = ScheduleBuilder.Build(asset["process"], drift, volatility, context),
        };
    }
}
