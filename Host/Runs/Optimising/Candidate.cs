namespace GpuRisk.Host.Runs.Optimising;

/// <summary>Values of the keys that vary, and what came of them.</summary>
/// <param name="Values">The values.</param>
/// <param name="Figure">The figure; null where there is none.</param>
/// <param name="StandardError">Its error; null where it cannot be told.</param>
/// <param name="Limits">What the figures of the limits are.</param>
/// <param name="Excess">By how much limits are exceeded, in parts of them and together; null where
/// no figure can be told.</param>
/// <param name="Reason">Why there is no run of it; null where there is one.</param>
internal sealed record Candidate(
    IReadOnlyList<double> Values,
    double? Figure,
    double? StandardError,
    IReadOnlyList<LimitedFigure> Limits,
    double? Excess,
    string? Reason)
{
    /// <summary>Whether it may be the best.</summary>
    public bool IsFeasible => Excess == 0;

    /// <summary>Whether it is better than another: what is feasible before what is not, of two
    /// that are the better figure, of two that are not the lesser excess (Deb 2000).</summary>
    public bool IsBetter(Candidate other, bool isMaximised) =>
        IsFeasible && other.IsFeasible
            ? isMaximised ? Figure > other.Figure : Figure < other.Figure
            : Beyond < other.Beyond;

    private double Beyond => Excess ?? double.PositiveInfinity;
}

/// <summary>A figure that has a limit.</summary>
/// <param name="Limit">The limit, as it was written.</param>
/// <param name="Value">The figure; null where the outcomes do not determine it.</param>
/// <param name="StandardError">Its error; null where it cannot be told.</param>
/// <param name="IsSure">Whether it keeps the limit, or exceeds it, with 95 %; null where neither
/// is sure.</param>
internal sealed record LimitedFigure(
    string Limit, double? Value, double? StandardError, bool? IsSure);
