namespace GpuRisk.Scenarios.Calibration;

/// <summary>
/// Standard errors from what each return contributes to an estimate, summed over blocks of
/// neighbouring returns, so that returns that depend on their neighbours do not make them too
/// small.
/// </summary>
internal static class BlockErrors
{
    /// <summary>The standard error of an estimate.</summary>
    /// <param name="contributions">What each return contributes; their sum is the error of the
    /// estimate, with mean 0.</param>
    public static double? Of(IReadOnlyList<double> contributions)
    {
        int length = Math.Max(1, (int)Math.Sqrt(contributions.Count));
        double variance = contributions.Chunk(length).Sum(block => block.Sum() * block.Sum());
        return double.IsFinite(variance) && variance > 0 ? Math.Sqrt(variance) : null;
    }
}
