namespace GpuRisk.Engine.Tallies;

/// <content>A sketch in a file: zeros, and of each page its number and its bins, each with its
/// distance from the one before, its count and the sum of offsets; a zero ends bins and pages.
/// </content>
internal sealed partial class Sketch
{
    /// <summary>Writes what <see cref="Load"/> reads.</summary>
    internal void Save(ByteWriter bytes)
    {
        bytes.Write(Zeros);
        for (int page = 1; page < pages.Length; page++)
        {
            if (Exists(page) && SavePage(bytes, page))
            {
                bytes.Write(0);
            }
        }

        bytes.Write(0);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    internal void Load(ByteReader bytes, string metric)
    {
        Zeros = bytes.ReadInt64();
        for (int page = bytes.ReadInt32(); page != 0; page = bytes.ReadInt32())
        {
            ByteReader.Require(page > 0 && page < pages.Length, metric, "page");
            PackedBin[] bins = Page(page);
            int slot = -1;
            for (int gap = bytes.ReadInt32(); gap != 0; gap = bytes.ReadInt32())
            {
                ByteReader.Require(gap > 0 && gap < PageLength - slot, metric, "bin index");
                slot += gap;
                long count = bytes.ReadInt64();
                bins[slot] = new PackedBin(count, (UInt128)bytes.ReadInt128());
                ByteReader.Require(count > 0 && bins[slot].Count == count, metric, "bin count");
            }
        }
    }

    /// <summary>Reads the canonical bytes of bins: index, count and sum of each.</summary>
    internal void ReadBins(ByteReader bytes, string metric)
    {
        for (int left = bytes.ReadInt32(); left > 0; left--)
        {
            int index = bytes.ReadInt32();
            ByteReader.Require(index is >= 0 and < IndexLimit, metric, "bin index");
            (long count, Int128 sum) = (bytes.ReadInt64(), bytes.ReadInt128());
            if (index == 0)
            {
                Zeros += count;
                continue;
            }

            (int page, int slot) = Math.DivRem(index, PageLength);
            UInt128 lower = (UInt128)Edges(page, slot).Lower;
            Page(page)[slot] += new PackedBin(
                count, (UInt128)Int128.Abs(sum) - (lower * (ulong)count));
        }
    }

    /// <summary>The count and the sum of all bins.</summary>
    internal (long Count, Int128 Sum) Total()
    {
        (long count, Int128 sum) = (Zeros, 0);
        for (int page = 1; page < pages.Length; page++)
        {
            for (int slot = 0; Exists(page) && slot < PageLength; slot++)
            {
                PackedBin bin = BinAt(page, slot);
                if (bin.Count > 0)
                {
                    Int128 magnitude = (Int128)bin.Sum(Edges(page, slot).Lower);
                    count += bin.Count;
                    sum += page > PagesPerSign ? -magnitude : magnitude;
                }
            }
        }

        return (count, sum);
    }

    // False where the page is empty.
    private bool SavePage(ByteWriter bytes, int page)
    {
        int last = -1;
        for (int slot = 0; slot < PageLength; slot++)
        {
            PackedBin bin = BinAt(page, slot);
            if (bin.Count == 0)
            {
                continue;
            }

            if (last < 0)
            {
                bytes.Write(page);
            }

            bytes.Write(slot - last);
            bytes.Write(bin.Count);
            bytes.Write((Int128)bin.Offsets);
            last = slot;
        }

        return last >= 0;
    }
}
