using GpuRisk.Scenarios.Building;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios;

/// <summary>A jump diffusion whose drift, volatility and jumps are those of the market's regime
/// (Hamilton 1989; Naik 1993). In each regime the mean price grows at its drift.</summary>
/// <param name="States">What holds in each regime, in their order.</param>
public sealed record RegimeSwitchingProcess(IReadOnlyList<RegimePrice> States) : PriceProcess
{
    /// <summary>What a scenario states of it.</summary>
    internal static ProcessKind Stated { get; } = new(
        "regime-switching",
        [
            Field.Required(
                "states", new MapShape(RegimeShapes.Price, 2, 3, "states"),
                "How the price moves in each of the scenario's regimes, by their names."),
        ],
        RegimePriceBuilder.Build);

    /// <inheritdoc/>
    public override string Kind => Stated.Name;

    /// <summary>The chain that all assets share.</summary>
    [NotHashed("the scenario's own")]
    public required Regimes Chain { get; init; }

    /// <inheritdoc/>
    public override bool MovesByItself() => true;

    /// <inheritdoc/>
    public override AssetMoments Moments(double years)
    {
        // Of what accrues at a constant rate in each regime, per year.
        double Mean(Func<RegimePrice, double> rate) => RegimeCumulants.Of(
            Chain, years, [.. States.Select(state => new double[] { rate(state), 0, 0, 0 })])[0]
            / years;
        double[] log = RegimeCumulants.Of(
            Chain, years, [.. States.Select(state => state.CumulantsPerYear)]);
        double[] jumps = RegimeCumulants.Of(
            Chain, years,
            [.. States.Select(state => Enumerable.Repeat(state.Jumps.PerYear, 4).ToArray())]);
        double perYear = jumps[0] / years;
        double size = perYear > 0 ? Mean(state => state.Jumps.MeanPerYear) / perYear : 0;
        double square = perYear > 0 ? Mean(state => state.Jumps.VariancePerYear) / perYear : 0;
        var own = new JumpLaw(
            perYear, size, Math.Sqrt(Math.Max(square - (size * size), 0)));
        double volatility = Math.Sqrt(
            Mean(state => state.VolatilityPerYear * state.VolatilityPerYear));
        return new((log[0] / years) - own.MeanPerYear, volatility, own, default)
        {
            HasChangingVolatility = true,
            FollowsRegimes = true,
            ExcessVariance =
                (log[1] / years) - (volatility * volatility) - own.VariancePerYear,
            ExcessFourthCumulant = (log[3] / years) - own.FourthCumulantPerYear,
            ExcessJumpVariance = (jumps[1] - jumps[0]) / years,
        };
    }

    /// <inheritdoc/>
    public override AssetMoments MomentsIn(int regime, double years) => new(
        States[regime].LogDrift, States[regime].VolatilityPerYear, States[regime].Jumps, default)
    {
        HasChangingVolatility = true,
        FollowsRegimes = true,
    };
}

/// <summary>How a price moves in a regime.</summary>
/// <param name="DriftPerYear">The drift of the mean price, -20 to 20; already the risk-free rate
/// under the risk-neutral measure.</param>
/// <param name="VolatilityPerYear">The volatility of the diffusion, 0 to 20.</param>
/// <param name="Jumps">Its jumps; what they do to the mean price is taken out of the drift.
/// </param>
public sealed record RegimePrice(double DriftPerYear, double VolatilityPerYear, JumpLaw Jumps)
{
    /// <summary>The drift of the log price between jumps.</summary>
    internal double LogDrift =>
        DriftPerYear - (0.5 * VolatilityPerYear * VolatilityPerYear) - Jumps.GrowthPerYear;

    /// <summary>The first four cumulants of the log return while the regime lasts, per year.
    /// </summary>
    internal double[] CumulantsPerYear =>
    [
        LogDrift + Jumps.MeanPerYear,
        (VolatilityPerYear * VolatilityPerYear) + Jumps.VariancePerYear,
        Jumps.MeanPerYear
            * ((Jumps.Mean * Jumps.Mean) + (3 * Jumps.StdDev * Jumps.StdDev)),
        Jumps.FourthCumulantPerYear,
    ];
}
