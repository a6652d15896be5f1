namespace GpuRisk.Engine.Planning.Tilts;

/// <summary>The laws that paths draw by in turn, 64 paths by each. The first is the true one.
/// </summary>
/// <param name="Laws">Of each, the law of each driver, as <see cref="PlannedDriver.LawOf"/> tells
/// it.</param>
/// <param name="Turns">Which law each turn draws by; their number is a power of two. So often as a
/// law is here, so large is its share of the paths.</param>
internal sealed record TiltMixture(
    IReadOnlyList<IReadOnlyList<double>> Laws, IReadOnlyList<int> Turns)
{
    /// <summary>The share of paths that draw by a law.</summary>
    public double ShareOf(int law) => (double)Turns.Count(turn => turn == law) / Turns.Count;
}
