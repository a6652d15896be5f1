using GpuRisk.Engine.Running;

namespace GpuRisk.Host.Runs.Running;

/// <summary>The progress of one of many runs, told as that of all.</summary>
/// <param name="whole">Told it.</param>
/// <param name="before">Paths of the runs before.</param>
/// <param name="paths">Paths of all together.</param>
internal sealed class PartOfMany(IProgress<RunProgress> whole, long before, long paths)
    : IProgress<RunProgress>
{
    /// <inheritdoc/>
    public void Report(RunProgress value) => whole.Report(
        value with { PathsDone = before + value.PathsDone, Paths = paths });
}
