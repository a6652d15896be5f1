using GpuRisk.Scenarios.Building;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios;

/// <summary>Merton's jump diffusion: log-normal jumps at Poisson times on top of GBM.</summary>
/// <param name="DriftPerYear">
/// The drift of the price, -20 to 20; already the risk-free rate under the risk-neutral measure.
/// </param>
/// <param name="VolatilityPerYear">The volatility of the diffusion, 0 to 20.</param>
/// <param name="JumpsPerYear">The intensity of jumps, 0 to 10,000; at most 5 in a step.</param>
/// <param name="JumpMean">The mean of a jump of the log price, -5 to 5.</param>
/// <param name="JumpStdDev">The standard deviation of a jump of the log price, 0 to 5.</param>
/// <param name="Compensated">
/// True where the mean effect of all jumps is taken out of the drift, so that
/// E[S(T)] = S(0) exp(drift T); false where the jumps come on top. Always true under the
/// risk-neutral measure.
/// </param>
/// <param name="Common">
/// What the scenario's common jumps do to this asset, beside its own; none where it takes no
/// part.
/// </param>
public sealed record MertonProcess(
    double DriftPerYear,
    double VolatilityPerYear,
    double JumpsPerYear,
    double JumpMean,
    double JumpStdDev,
    bool Compensated,
    JumpLaw Common = default) : PriceProcess
{
    /// <summary>The keys of an asset's jumps.</summary>
    internal static IReadOnlyList<Field> Jumps { get; } =
    [
        Field.Required(
            "jumpsPerYear", new NumberShape("[0, 10000]"),
            "The mean number of the asset's own jumps in a year; at most 5 in a step."),
        Field.Required(
            "jumpMean", new NumberShape("[-5, 5]"),
            "The mean of a jump of the log price."),
        Field.Required(
            "jumpStdDev", new NumberShape("[0, 5]"),
            "The standard deviation of a jump of the log price."),
        Field.Optional(
            "commonJumpMean", new NumberShape("[-5, 5]"),
            "The mean of what a common jump does to the log price; with commonJumps."),
        Field.Optional(
            "commonJumpStdDev", new NumberShape("[0, 5]"),
            "The standard deviation of what a common jump does to the log price."),
    ];

    /// <summary>What a scenario states of it.</summary>
    internal static ProcessKind Stated { get; } = new(
        "merton",
        [
            ProcessKind.Drift,
            ProcessKind.Volatility,
            .. Jumps,
            Field.Default(
                "compensated", new FlagShape(), "false",
                "Whether the mean effect of all jumps is taken out of the drift; always so "
                + "with measure risk-neutral."),
            ProcessKind.Schedule,
        ],
        (asset, context) => MertonBuilder.Build(
            asset["process"], ProcessKind.DriftOf(asset, context), context));

    /// <inheritdoc/>
    public override string Kind => Stated.Name;

    /// <summary>What changes at stated times, in their order.</summary>
    public IReadOnlyList<ScheduledChange> Schedule { get; init; } = [];

    /// <summary>The jumps that the asset states as its own.</summary>
    public JumpLaw Own => new(JumpsPerYear, JumpMean, JumpStdDev);

    /// <inheritdoc/>
    public override bool MovesByItself() => true;

    /// <summary>Compensated jumps take their own mean growth out of the drift.</summary>
    /// <inheritdoc/>
    public override AssetMoments Moments(double years)
    {
        AssetMoments diffusion = ScheduledDiffusion.Moments(
            DriftPerYear, VolatilityPerYear, Schedule, years);
        return diffusion with
        {
            DiffusionDrift = diffusion.DiffusionDrift - Compensation,
            Own = Own,
            Common = Common,
        };
    }

    /// <inheritdoc/>
    public override double? LogExpectation(double power, double years) =>
        Moments(years).LogExpectation(power, years);

    /// <inheritdoc/>
    public override double? RealisedVariance(int steps, double stepYears) => Schedule.Count == 0
        ? Moments(steps * stepYears).RealisedVariance(steps, stepYears)
        : null;

    /// <summary>What is taken out of the drift for the jumps, per year.</summary>
    public double Compensation => Compensated ? Own.GrowthPerYear + Common.GrowthPerYear : 0;
}
