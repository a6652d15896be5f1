using GpuRisk.Engine.Running;

namespace GpuRisk.Tests.Host.Service.Scheduling;

/// <summary>What a write has come to, as far as its writer knows.</summary>
internal enum WriteAnswer
{
    Done,

    /// <summary>Somebody else holds the run, or it has ended.</summary>
    Refused,

    /// <summary>The store did not answer; it may have written all the same.</summary>
    Unknown,
}

/// <summary>The store as far as a run needs it: a row that only the holder of its epoch may change.
/// It checks every change.</summary>
internal sealed class SimulatedStore(long paths, Random random, bool isFenced)
{
    private const double LostAnswers = 0.02;

    public string Holder { get; private set; } = "";

    public long Epoch { get; private set; }

    public IReadOnlyList<PathRange> Ranges { get; private set; } = [];

    public PathSums Tally { get; private set; } = new();

    public bool IsCancelRequested { get; set; }

    public bool IsAway { get; set; }

    /// <summary>How often the run has ended.</summary>
    public int Endings { get; private set; }

    /// <summary>What is wrong; null where nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>Gives the run to a host.</summary>
    public WriteAnswer TakeOver(string host, long seenEpoch) => Write(
        Endings == 0 && Epoch == seenEpoch,
        () => (Holder, Epoch) = (host, Epoch + 1));

    public WriteAnswer Checkpoint(
        string host, long epoch, IReadOnlyList<PathRange> ranges, PathSums tally) => Write(
            IsHeld(host, epoch), () => Keep(ranges, tally));

    public WriteAnswer Finish(
        string host, long epoch, IReadOnlyList<PathRange> ranges, PathSums tally,
        bool isCancelled) => Write(
            IsHeld(host, epoch),
            () =>
            {
                Keep(ranges, tally);
                Endings++;
                if (!isCancelled && Tally != PathSums.Of(new PathRange(0, paths)))
                {
                    Fault ??= $"it ended with {Tally}";
                }
            });

    private bool IsHeld(string host, long epoch) =>
        !isFenced || (Endings == 0 && Holder == host && Epoch == epoch);

    private void Keep(IReadOnlyList<PathRange> ranges, PathSums tally)
    {
        if (tally != PathSums.Of(ranges))
        {
            Fault ??= $"paths {string.Join(", ", ranges)} were stored with {tally}";
        }

        if (Endings > 0)
        {
            Fault ??= "it was written after its end";
        }

        if (PathSums.Of(ranges).Count < Tally.Count)
        {
            Fault ??= "paths that were done are not done any more";
        }

        (Ranges, Tally) = (ranges, tally with { });
    }

    private WriteAnswer Write(bool isAllowed, Action write)
    {
        if (IsAway)
        {
            return WriteAnswer.Unknown;
        }

        if (!isAllowed)
        {
            return WriteAnswer.Refused;
        }

        write();
        return random.NextDouble() < LostAnswers ? WriteAnswer.Unknown : WriteAnswer.Done;
    }
}
