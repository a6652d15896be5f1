using GpuRisk.Engine.Results;

namespace GpuRisk.Host.Figures;

/// <summary>What is known of a process, in a line for all assets of which the same is.</summary>
/// <param name="Text">The line.</param>
/// <param name="IsRefuted">Whether history refutes the process.</param>
internal sealed record TrustLine(string Text, bool IsRefuted)
{
    /// <summary>Where it is told how backtests are done.</summary>
    public const string Place = "docs/backtest.md";

    /// <summary>The lines of a run; none of a result that is older than they are.</summary>
    public static IEnumerable<TrustLine> Of(IReadOnlyList<AssetTrust>? assets) => (assets ?? [])
        .GroupBy(asset => (asset.Verdict, asset.Text))
        .Select(same => new TrustLine(
            $"{string.Join(", ", same.Select(asset => asset.Asset))}: {same.Key.Text}",
            same.Key.Verdict == TrustVerdict.Refuted));
}
