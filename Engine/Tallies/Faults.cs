namespace GpuRisk.Engine.Tallies;

/// <summary>The bad outcomes of a metric: how many, and the one with the smallest index.</summary>
internal sealed class Faults
{
    private long path = long.MaxValue;
    private long valueBits;

    /// <summary>Paths with a bad outcome.</summary>
    internal long Count { get; private set; }

    /// <summary>Records a bad outcome.</summary>
    internal void Add(double value, long faultyPath)
    {
        // One pattern for NaN: which of its many a device writes must not reach the digest.
        Keep(BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value), faultyPath);
        Count++;
    }

    /// <summary>Adds another metric tally's faults.</summary>
    internal void Merge(Faults other)
    {
        Keep(other.valueBits, other.path);
        Count += other.Count;
    }

    /// <summary>Adds the faults that a device has counted.</summary>
    internal void Absorb(DeviceSums sums)
    {
        Count += sums.Faults;
        for (int batch = 0; batch < MetricTally.BatchCount; batch++)
        {
            if (sums.TryGetFault(batch, out long candidate, out long bits))
            {
                Keep(bits, candidate);
            }
        }
    }

    /// <summary>The first fault in words and numbers, or null.</summary>
    internal TallyFault? Describe(Metric metric) => Count == 0
        ? null
        : new TallyFault(
            metric.Name,
            path,
            BitConverter.Int64BitsToDouble(valueBits),
            FixedPoint.Limit / metric.Scale,
            Count);

    /// <summary>Writes the canonical bytes.</summary>
    internal void Write(ByteWriter bytes)
    {
        bytes.Write(Count);
        bytes.Write(path);
        bytes.Write(valueBits);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    internal void Read(ByteReader bytes)
    {
        Count = bytes.ReadInt64();
        path = bytes.ReadInt64();
        valueBits = bytes.ReadInt64();
    }

    // Of two faults on one path, as only a repeated chunk can give, the smaller pattern stays, so
    // that the order of merging shows nowhere.
    private void Keep(long bits, long candidate)
    {
        if (candidate < path || (candidate == path && bits < valueBits))
        {
            path = candidate;
            valueBits = bits;
        }
    }
}
