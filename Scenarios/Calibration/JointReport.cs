namespace GpuRisk.Scenarios.Calibration;

/// <summary>Models of several assets, estimated together.</summary>
/// <param name="Schema">The format's name and version: <see cref="SchemaName"/>.</param>
/// <param name="Assets">The estimates of each asset, from the prices at common times.</param>
/// <param name="DroppedPrices">For each asset, the prices at times that another lacks.</param>
/// <param name="Correlations">The correlations of log returns, of all pairs.</param>
/// <param name="CommonJumps">
/// Jumps that come to all at once; null where they were not asked for, not all assets jump or no
/// common jumps fit.
/// </param>
/// <param name="Preferred">
/// <c>gbm</c>, <c>merton</c> or <c>merton with common jumps</c>: what the fragment holds; null
/// where nothing may be used.
/// </param>
/// <param name="Warnings">What a user must know before he relies on it, in sentences.</param>
/// <param name="Fragment">A part of a scenario in YAML; null where nothing may be used.</param>
public sealed record JointReport(
    string Schema,
    IReadOnlyList<CalibrationReport> Assets,
    IReadOnlyList<int> DroppedPrices,
    IReadOnlyList<PairCorrelation> Correlations,
    CommonJumpsFit? CommonJumps,
    string? Preferred,
    IReadOnlyList<string> Warnings,
    string? Fragment)
{
    /// <summary>The format's name and version.</summary>
    public const string SchemaName = "gpurisk.calibration.joint/1";

    /// <summary>What is preferred where jumps come together.</summary>
    public const string WithCommonJumps = "merton with common jumps";
}
