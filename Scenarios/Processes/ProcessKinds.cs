namespace GpuRisk.Scenarios;

/// <summary>The kinds of price processes that a scenario may name.</summary>
internal static class ProcessKinds
{
    /// <summary>All of them, in the order in which they are told.</summary>
    public static IReadOnlyList<ProcessKind> All { get; } =
    [
        ConstantProcess.Stated,
        GbmProcess.Stated,
        MertonProcess.Stated,
        HestonProcess.Stated,
        BatesProcess.Stated,
        RegimeSwitchingProcess.Stated,
        OrnsteinUhlenbeckProcess.Stated,
        StudentTProcess.Stated,
        GarchProcess.Stated,
        BootstrapProcess.Stated,
        HistoryProcess.Stated,
        PeggedProcess.Stated,
    ];

    /// <summary>The kind of a name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No process of this kind is known.
    /// </exception>
    public static ProcessKind Of(string name) =>
        All.FirstOrDefault(kind => kind.Name == name)
        ?? throw new ArgumentOutOfRangeException(
            nameof(name), name, "No price process of this kind.");
}
