namespace GpuRisk.Scenarios.Calibration;

/// <summary>Two jump diffusions over one interval, and what they have in common.</summary>
/// <param name="First">The first, all its jumps together.</param>
/// <param name="Second">The second, all its jumps together.</param>
/// <param name="CommonJumps">The mean number of jumps that come to both at once.</param>
/// <param name="SizeCorrelation">The correlation of the sizes of such jumps.</param>
/// <param name="DiffusionCorrelation">The correlation without jumps.</param>
internal readonly record struct PairStep(
    MertonStep First,
    MertonStep Second,
    double CommonJumps,
    double SizeCorrelation,
    double DiffusionCorrelation);
