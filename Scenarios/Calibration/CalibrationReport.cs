namespace GpuRisk.Scenarios.Calibration;

/// <summary>Models estimated from prices.</summary>
/// <param name="Schema">The format's name and version: <see cref="SchemaName"/>.</param>
/// <param name="Name">The asset's name.</param>
/// <param name="Sample">What the estimates rest on.</param>
/// <param name="Gbm">Geometric Brownian motion; null where not asked for.</param>
/// <param name="Merton">Merton's jump diffusion; null where not asked for.</param>
/// <param name="LikelihoodRatio">
/// Twice the log likelihood that the jumps gain; null unless both models were fitted. Without
/// jumps their sizes mean nothing, so it does not follow a chi-squared distribution.
/// </param>
/// <param name="Preferred">
/// <c>gbm</c> or <c>merton</c>: the lower of Akaike's criteria among the fits that may be used;
/// null where none may.
/// </param>
/// <param name="Warnings">What a user must know before he relies on it, in sentences.</param>
/// <param name="Fragment">
/// The <c>assets:</c> of a scenario in YAML; null where no estimate may be used.
/// </param>
public sealed record CalibrationReport(
    string Schema,
    string Name,
    PriceSample Sample,
    GbmFit? Gbm,
    MertonFit? Merton,
    double? LikelihoodRatio,
    string? Preferred,
    IReadOnlyList<string> Warnings,
    string? Fragment)
{
    /// <summary>The format's name and version.</summary>
    public const string SchemaName = "gpurisk.calibration/1";
}
