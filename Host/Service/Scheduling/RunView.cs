using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>What is to be seen of a run at one moment.</summary>
/// <param name="Row">The run.</param>
/// <param name="PathsDone">Paths done, those of the chunk at work included.</param>
/// <param name="PathsPerSecond">Paths per second of computing, all chunks together.</param>
/// <param name="Changed">Ends when something is not so any more.</param>
internal sealed record RunView(
    RunRow Row, long PathsDone, double? PathsPerSecond, Task Changed)
{
    /// <summary>A run that this host does not work on.</summary>
    public static RunView Of(RunRow row) => new(
        row, row.PathsDone, row.Seconds > 0 ? row.PathsDone / row.Seconds : null,
        Task.CompletedTask);

    /// <summary>Seconds until its end at that rate.</summary>
    public double? SecondsLeft => PathsPerSecond > 0 && !Row.IsFinished
        ? (Row.Paths - PathsDone) / PathsPerSecond
        : null;
}
