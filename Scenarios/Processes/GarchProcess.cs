using GpuRisk.Scenarios.Building;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios;

/// <summary>What the shocks of a GARCH process are.</summary>
public enum GarchShocks
{
    /// <summary>Normal.</summary>
    Normal,

    /// <summary>Student's t, with a mixing variable that all assets share.</summary>
    StudentT,
}

/// <summary>GARCH(1,1) (Bollerslev 1986) with leverage (Glosten, Jagannathan, Runkle 1993): a
/// period's log return has the mean (drift - variance / 2) and the variance h' = w + beta h +
/// (alpha + leverage [e &lt; 0]) e², e what the last one brought beside its mean.</summary>
/// <param name="DriftPerYear">The drift, -20 to 20; already the risk-free rate under the
/// risk-neutral measure.</param>
/// <param name="VolatilityPerYear">The root of the long-run variance, 0 to 20.</param>
/// <param name="InitialVolatilityPerYear">The root of the first period's, 0 to 20.</param>
/// <param name="Alpha">0 to 1.</param>
/// <param name="Beta">0 to 1.</param>
/// <param name="Leverage">-alpha to 2.</param>
/// <param name="PeriodSeconds">The length of a period, in seconds; a whole number of steps.
/// </param>
/// <param name="Shocks">What the shocks are.</param>
/// <param name="DegreesOfFreedom">Of Student's t, above 2 and at most 1000; null of others.
/// </param>
public sealed record GarchProcess(
    double DriftPerYear,
    double VolatilityPerYear,
    double InitialVolatilityPerYear,
    double Alpha,
    double Beta,
    double Leverage,
    double PeriodSeconds,
    GarchShocks Shocks = GarchShocks.Normal,
    double? DegreesOfFreedom = null) : PeriodProcess(PeriodSeconds)
{
    /// <summary>What a scenario states of it.</summary>
    internal static ProcessKind Stated { get; } = new(
        "garch",
        [
            Drift,
            Field.Required(
                "volatility", new NumberShape("[0, 20]"),
                "The volatility in the long run, per square root of a year; its square is the "
                + "variance that periods revert to."),
            Field.Optional(
                "initialVolatility", new NumberShape("[0, 20]"),
                "The volatility of the first period, per square root of a year; that in the long "
                + "run where not stated."),
            Field.Required(
                "alpha", new NumberShape("[0, 1]"),
                "What the square of a period's shock adds to the variance of the next."),
            Field.Required(
                "beta", new NumberShape("[0, 1]"),
                "The part of the variance that the next period keeps."),
            Field.Default(
                "leverage", new NumberShape("[-1, 2]"), "0",
                "What the square of a shock adds beside alpha where it is a fall."),
            Field.Default(
                "shocks", new ChoiceShape<GarchShocks>(), "normal",
                "What the shocks are."),
            Field.Optional(
                "degreesOfFreedom", Freedom,
                "The degrees of freedom of Student's t; with shocks student-t only."),
            Period,
        ],
        Build);

    /// <inheritdoc/>
    public override string Kind => Stated.Name;

    /// <inheritdoc/>
    public override VarianceRecursion Variance => new(
        InitialVolatilityPerYear * InitialVolatilityPerYear * PeriodYears,
        VolatilityPerYear * VolatilityPerYear * PeriodYears
            * (1 - Alpha - Beta - (Leverage * Falls)),
        Beta, Alpha, Leverage);

    /// <inheritdoc/>
    public override double DriftOfPeriod => DriftPerYear * PeriodYears;

    /// <inheritdoc/>
    public override double? Freedoms => DegreesOfFreedom;

    /// <inheritdoc/>
    public override CommonShocks? CommonShocks => DegreesOfFreedom is { } freedom
        ? MixingOf(freedom, keeps: false)
        : null;

    // The part of a shock's variance that is of falls.
    private static double Falls => 0.5;

    private static GarchProcess Build(Value asset, BuildContext context)
    {
        Value process = asset["process"];
        GarchShocks shocks = process["shocks"].Choice<GarchShocks>();
        Value freedom = process["degreesOfFreedom"];
        if (shocks == GarchShocks.StudentT)
        {
            context.RequireGiven(freedom, "is missing; shocks student-t need a number above 2");
        }
        else
        {
            context.RefuseIfGiven(freedom, "is not used; allowed only with shocks student-t");
        }

        if (shocks != GarchShocks.Normal)
        {
            RefuseRiskNeutral(process["shocks"], "'student-t'", context);
        }

        double volatility = process["volatility"].Number;
        var built = new GarchProcess(
            ProcessKind.DriftOf(asset, context),
            volatility,
            process["initialVolatility"].NumberOrNull ?? volatility,
            process["alpha"].Number, process["beta"].Number, process["leverage"].Number,
            PeriodOf(process, context), shocks, freedom.NumberOrNull);
        CheckStability(built, process, context);
        return built;
    }

    private static void CheckStability(GarchProcess built, Value process, BuildContext context)
    {
        if (built.Alpha + built.Leverage < 0)
        {
            context.Refuse(
                process["leverage"],
                BuildContext.Invariant($"found {built.Leverage}, with which falls would take from ")
                + BuildContext.Invariant($"the variance; allowed is {-built.Alpha} or more"));
        }

        double sum = built.Alpha + built.Beta + (built.Leverage * Falls);
        if (sum >= 1)
        {
            context.Refuse(
                process["beta"],
                BuildContext.Invariant($"found {built.Beta}, so that alpha + beta + leverage times ")
                + BuildContext.Invariant($"{Falls:0.###} is {sum:0.#####}; allowed is a sum below 1, ")
                + "beyond which the variance reverts to nothing");
        }
    }
}
