using GpuRisk.Client;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>The owners that have runs or had time of late. Not safe for concurrent use.</summary>
internal sealed class Owners(TimeProvider time)
{
    private const double Forgotten = 0.001;

    private readonly Dictionary<string, OwnerTurns> _owners = [];

    /// <summary>Their turns.</summary>
    public IReadOnlyCollection<OwnerTurns> All => _owners.Values;

    /// <summary>An owner's turns.</summary>
    public OwnerTurns Of(string name)
    {
        if (!_owners.TryGetValue(name, out OwnerTurns? owner))
        {
            _owners.Add(name, owner = new OwnerTurns(time));
        }

        return owner;
    }

    /// <summary>The owner whose turn it is; null where nobody waits for one.</summary>
    public OwnerTurns? Next() => _owners.Values
        .Where(owner => owner.Waiting.Count + owner.Errands.Count > 0)
        .MinBy(owner => (
            owner.Seconds, owner.Errands.Count > 0 ? 0 : owner.Waiting.Min!.Sequence));

    /// <summary>What each has; who has nothing any more is forgotten.</summary>
    public IReadOnlyList<OwnerShare> Shares()
    {
        foreach ((string name, OwnerTurns owner) in _owners.ToArray())
        {
            if (owner is { Total: 0, Errands.Count: 0, Seconds: < Forgotten })
            {
                _owners.Remove(name);
            }
        }

        return [.. _owners
            .Select(pair => new OwnerShare
            {
                Owner = pair.Key,
                Queued = pair.Value.Waiting.Count,
                Running = pair.Value.Working.Count,
                Seconds = pair.Value.Seconds,
            })
            .OrderBy(share => share.Owner, StringComparer.Ordinal)];
    }
}
