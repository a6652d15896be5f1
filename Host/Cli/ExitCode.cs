namespace GpuRisk.Host.Cli;

/// <summary>What a command tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>All was done.</summary>
    public const int Done = 0;

    /// <summary>A device failed, an outcome was faulty, a result cannot be written, or a kept one
    /// did not come out again.</summary>
    public const int Failed = 1;

    /// <summary>What the user gave cannot be used.</summary>
    public const int BadInput = 2;

    /// <summary>The user stopped it, or a merged result misses paths.</summary>
    public const int Cancelled = 3;

    /// <summary>What is told of <see cref="Cancelled"/>, whatever else a command tells.</summary>
    public const string CancelledReason = "stopped before all was done";
}
