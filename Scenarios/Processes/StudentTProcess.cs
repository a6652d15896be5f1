using GpuRisk.Scenarios.Building;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios;

/// <summary>Log returns of periods that have Student's t distribution: normals times the root of
/// (f - 2) / chi-squared, one in each period for all assets.</summary>
/// <remarks>The price has no mean: its log has that of GBM, (drift - volatility² / 2) T.</remarks>
/// <param name="DriftPerYear">The drift, -20 to 20.</param>
/// <param name="VolatilityPerYear">The volatility of the log price, 0 to 20.</param>
/// <param name="DegreesOfFreedom">f, above 2 and at most 1000.</param>
/// <param name="PeriodSeconds">The length of a period, in seconds; a whole number of steps.
/// </param>
public sealed record StudentTProcess(
    double DriftPerYear, double VolatilityPerYear, double DegreesOfFreedom, double PeriodSeconds)
    : PeriodProcess(PeriodSeconds)
{
    /// <summary>What a scenario states of it.</summary>
    internal static ProcessKind Stated { get; } = new(
        "student-t",
        [
            Drift,
            ProcessKind.Volatility,
            Field.Required(
                "degreesOfFreedom", Freedom,
                "The degrees of freedom of Student's t: the fewer, the heavier its tails."),
            Period,
        ],
        Build);

    /// <inheritdoc/>
    public override string Kind => Stated.Name;

    /// <inheritdoc/>
    public override VarianceRecursion Variance =>
        new(VolatilityPerYear * VolatilityPerYear * PeriodYears);

    /// <inheritdoc/>
    public override double DriftOfPeriod => DriftPerYear * PeriodYears;

    /// <inheritdoc/>
    public override double? Freedoms => DegreesOfFreedom;

    /// <inheritdoc/>
    public override CommonShocks CommonShocks => MixingOf(DegreesOfFreedom, keeps: true);

    private static StudentTProcess Build(Value asset, BuildContext context)
    {
        Value process = asset["process"];
        RefuseRiskNeutral(process["kind"], "'student-t'", context);
        return new(
            process["drift"].Number, process["volatility"].Number,
            process["degreesOfFreedom"].Number, PeriodOf(process, context));
    }
}
