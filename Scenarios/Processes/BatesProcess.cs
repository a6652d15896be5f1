using GpuRisk.Scenarios.Building;

namespace GpuRisk.Scenarios;

/// <summary>Stochastic variance with log-normal jumps at Poisson times (Bates 1996). What jumps do
/// to the mean price is taken out of the drift: E[S(T)] = S(0) exp(drift T).</summary>
/// <param name="Diffusion">What happens between jumps; its drift is that of the price.</param>
/// <param name="Own">The jumps that the asset states as its own.</param>
/// <param name="Common">What the scenario's common jumps do to this asset; none where it takes no
/// part.</param>
public sealed record BatesProcess(HestonProcess Diffusion, JumpLaw Own, JumpLaw Common) :
    PriceProcess
{
    /// <summary>What a scenario states of it.</summary>
    internal static ProcessKind Stated { get; } = new(
        "bates", [.. HestonProcess.Stated.Keys, .. MertonProcess.Jumps], Build);

    /// <inheritdoc/>
    public override string Kind => Stated.Name;

    /// <summary>The drift of the mean price between jumps.</summary>
    public double DiffusionDrift =>
        Diffusion.DriftPerYear - Own.GrowthPerYear - Common.GrowthPerYear;

    /// <inheritdoc/>
    public override bool MovesByItself() => true;

    /// <inheritdoc/>
    public override AssetMoments Moments(double years)
    {
        AssetMoments moments = Diffusion.Moments(years);
        return moments with
        {
            DiffusionDrift =
                moments.DiffusionDrift + DiffusionDrift - Diffusion.DriftPerYear,
            Own = Own,
            Common = Common,
        };
    }

    /// <summary>Of the price itself only: steps keep its mean (Andersen 2008).</summary>
    /// <inheritdoc/>
    public override double? LogExpectation(double power, double years) =>
        power == 1 ? Diffusion.DriftPerYear * years : null;

    /// <inheritdoc/>
    public override double StepError(double stepYears) => Diffusion.StepError(stepYears);

    private static BatesProcess Build(Shapes.Value asset, BuildContext context)
    {
        Shapes.Value process = asset["process"];
        return new(
            HestonProcess.Build(asset, context), MertonBuilder.Own(process, context),
            MertonBuilder.Common(process, context));
    }
}
