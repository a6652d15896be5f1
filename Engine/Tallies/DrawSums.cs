using GpuRisk.Kernels.Paths;

namespace GpuRisk.Engine.Tallies;

/// <summary>
/// Counts and sums of a metric's integers by draws of uncertain numbers: what the mean is under
/// each of them. All exact.
/// </summary>
/// <param name="draws">Number of draws, a power of two; 1 where nothing is kept.</param>
internal sealed class DrawSums(int draws)
{
    private readonly DrawnTables _tables = new(draws, 0, 0);
    private readonly long[] _counts = new long[draws > 1 ? draws : 0];
    private readonly Int128[] _sums = new Int128[draws > 1 ? draws : 0];

    /// <summary>Number of draws; 0 where nothing is kept.</summary>
    public int Draws => _counts.Length;

    /// <summary>A draw's paths with an outcome, and the sum of their integers.</summary>
    public Batch this[int draw] => new(_counts[draw], _sums[draw]);

    /// <summary>Adds the integers of consecutive paths; zero for those to discount.</summary>
    public void Add(ReadOnlySpan<long> quanta, long firstPath)
    {
        while (Draws > 0 && !quanta.IsEmpty)
        {
            int together = (int)Math.Min(
                DrawnTables.Paths - (firstPath % DrawnTables.Paths), quanta.Length);
            long sum = 0;
            foreach (long quantum in quanta[..together])
            {
                sum += quantum;
            }

            int draw = _tables.DrawOf((uint)firstPath);
            _counts[draw] += together;
            _sums[draw] += sum;
            quanta = quanta[together..];
            firstPath += together;
        }
    }

    /// <summary>Takes back the count of a path that was added with a zero.</summary>
    public void Discount(long path)
    {
        if (Draws > 0)
        {
            _counts[_tables.DrawOf((uint)path)]--;
        }
    }

    /// <summary>Adds all that another holds.</summary>
    public void Merge(DrawSums other)
    {
        for (int draw = 0; draw < Draws; draw++)
        {
            _counts[draw] += other._counts[draw];
            _sums[draw] += other._sums[draw];
        }
    }

    /// <summary>Writes the canonical bytes.</summary>
    public void Write(ByteWriter bytes)
    {
        for (int draw = 0; draw < Draws; draw++)
        {
            bytes.Write(_counts[draw]);
            bytes.Write(_sums[draw]);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public void Read(ByteReader bytes)
    {
        for (int draw = 0; draw < Draws; draw++)
        {
            _counts[draw] = bytes.ReadInt64();
            _sums[draw] = bytes.ReadInt128();
        }
    }
}
