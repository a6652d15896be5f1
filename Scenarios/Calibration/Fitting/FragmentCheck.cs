namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Reads a fragment back as a scenario reads it: none is written that a run refuses.
/// </summary>
internal static class FragmentCheck
{
    /// <summary>What a scenario refuses of a fragment first; null where it takes it.</summary>
    /// <param name="fragment">The fragment.</param>
    /// <param name="samplingSeconds">The time of the returns that it was estimated from.</param>
    public static string? Problem(string fragment, double samplingSeconds)
    {
        // Jumps are told apart where the step is short enough, which a scenario chooses.
        string head = FormattableString.Invariant(
            $"scenario: fragment\nkernel: impermanent-loss\nhorizon: {samplingSeconds}s\n")
            + "step: 1s\npaths: 1\n";
        ScenarioResult read = ScenarioReader.Parse(head + fragment, "fragment");
        return read.Errors.Count == 0
            ? null : $"{read.Errors[0].KeyPath}: {read.Errors[0].Message}";
    }
}
