namespace GpuRisk.Host.Service.Api;

/// <summary>Counts the bytes of bodies that have come and are not answered yet, so that bodies and
/// what is read from them never take more memory than there is, and no owner takes all of it. What
/// a request only announces costs nobody anything. Safe for concurrent use.</summary>
internal sealed class BodyRoom(LimitOptions limits)
{
    // Of the longest body.
    private const int MostAtOnce = 16;
    private const int MostOfOwner = 4;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _owners = [];
    private long _taken;

    /// <summary>Opens a body, of which nothing has come yet.</summary>
    public Place Enter(string owner) => new(this, owner);

    private BodyRefusal Take(string owner, long bytes)
    {
        lock (_lock)
        {
            long own = _owners.GetValueOrDefault(owner) + bytes;
            if (own > MostOfOwner * limits.BodyBytes)
            {
                return BodyRefusal.OfOwner;
            }

            if (_taken + bytes > MostAtOnce * limits.BodyBytes)
            {
                return BodyRefusal.OfService;
            }

            _owners[owner] = own;
            _taken += bytes;
            return BodyRefusal.None;
        }
    }

    private void Give(string owner, long bytes)
    {
        lock (_lock)
        {
            _taken -= bytes;
            if ((_owners[owner] -= bytes) == 0)
            {
                _owners.Remove(owner);
            }
        }
    }

    /// <summary>The room of one body; given back when it is disposed of.</summary>
    internal sealed class Place(BodyRoom room, string owner) : IDisposable
    {
        private long _bytes;

        /// <summary>Makes room for what has come.</summary>
        /// <returns>Why there is none.</returns>
        public BodyRefusal Grow(long bytes)
        {
            BodyRefusal refusal = bytes == 0 ? BodyRefusal.None : room.Take(owner, bytes);
            _bytes += refusal == BodyRefusal.None ? bytes : 0;
            return refusal;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (_bytes > 0)
            {
                room.Give(owner, _bytes);
                _bytes = 0;
            }
        }
    }
}

/// <summary>Why there is no room for a body.</summary>
internal enum BodyRefusal
{
    /// <summary>There is.</summary>
    None,

    /// <summary>Its owner's bodies take what an owner's may.</summary>
    OfOwner,

    /// <summary>All bodies take what there is.</summary>
    OfService,
}
