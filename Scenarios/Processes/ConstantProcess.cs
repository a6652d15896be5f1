namespace GpuRisk.Scenarios;

/// <summary>A price that never moves.</summary>
public sealed record ConstantProcess : PriceProcess
{
    /// <summary>What a scenario states of it.</summary>
    internal static ProcessKind Stated { get; } =
        new("constant", [], (_, _) => new ConstantProcess());

    /// <inheritdoc/>
    public override string Kind => Stated.Name;

    /// <inheritdoc/>
    public override bool MovesByItself() => false;

    /// <inheritdoc/>
    public override AssetMoments Moments(double years) => default;
}
