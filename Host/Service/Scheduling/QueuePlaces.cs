namespace GpuRisk.Host.Service.Scheduling;

/// <summary>The places of runs that wait, as of a moment ago. Not safe for concurrent use.
/// </summary>
internal sealed class QueuePlaces(TimeProvider time)
{
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(1);

    // Others wait while places are counted: for long queues it is done less often.
    private const double Share = 200;

    private Dictionary<string, int> _places = [];
    private long _at;
    private TimeSpan _lasting;

    /// <summary>A run's place, from 1; null where it does not wait.</summary>
    public int? Of(string id, IEnumerable<OwnerTurns> owners)
    {
        if (time.GetElapsedTime(_at) >= _lasting)
        {
            long start = time.GetTimestamp();
            _places = Count(owners);
            _at = start;
            _lasting = Lasting + (Share * time.GetElapsedTime(start));
        }

        return _places.TryGetValue(id, out int place) ? place : null;
    }

    // Owners take turns, so that a run's place is about that of all owners' runs of its rank.
    private static Dictionary<string, int> Count(IEnumerable<OwnerTurns> owners) => owners
        .SelectMany(owner => owner.Waiting.Select((run, rank) => (run, rank)))
        .OrderBy(entry => entry.rank)
        .ThenBy(entry => entry.run.Sequence)
        .Select((entry, i) => (entry.run.Id, Place: i + 1))
        .ToDictionary(entry => entry.Id, entry => entry.Place);
}
