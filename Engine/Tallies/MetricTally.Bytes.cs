using System.Buffers;

namespace GpuRisk.Engine.Tallies;

/// <content>A metric's tally as bytes.</content>
public sealed partial class MetricTally
{
    /// <summary>
    /// Writes the tally's canonical bytes: equal for equal contents, however they were added.
    /// </summary>
    public void Write(IBufferWriter<byte> writer)
    {
        ByteWriter bytes = new(writer);
        WriteSums(bytes);
        int[] occupied = [.. Sketch.OccupiedIndices];
        bytes.Write(occupied.Length);
        foreach (int index in occupied)
        {
            SketchBin bin = Sketch[index];
            bytes.Write(index);
            bytes.Write(bin.Count);
            bytes.Write(bin.Sum);
        }

        Weighted?.Write(bytes);
        Controlled?.Write(bytes);
    }

    /// <summary>Writes all that <see cref="Load"/> needs, in few bytes.</summary>
    internal void Save(ByteWriter bytes)
    {
        WriteSums(bytes);
        Sketch.Save(bytes);
        Weighted?.Write(bytes);
        Controlled?.Write(bytes);
        Draws.Write(bytes);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="metric">What is tallied.</param>
    /// <param name="draws">Draws of uncertain numbers; 1 without any.</param>
    /// <param name="isWeighted">Whether paths count by weights.</param>
    /// <param name="controls">How many controls there are.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="hasBins">Whether bins are written one by one, as earlier versions did.</param>
    /// <exception cref="InvalidDataException">The bytes contradict themselves.</exception>
    internal static MetricTally Load(
        Metric metric, int draws, bool isWeighted, int controls, ByteReader bytes, bool hasBins)
    {
        MetricTally tally =
            new(metric, draws, isWeighted, controls) { Absent = bytes.ReadInt64() };
        tally.faults.Read(bytes);
        tally.Moments.Read(bytes);
        if (hasBins)
        {
            tally.Sketch.ReadBins(bytes, metric.Name);
        }
        else
        {
            tally.Sketch.Load(bytes, metric.Name);
        }

        (long count, Int128 sum) = tally.Sketch.Total();
        ByteReader.Require(count == tally.Count && sum == tally.Sum, metric.Name, "bin totals");
        tally.Weighted?.Read(bytes, metric.Name);
        tally.Controlled?.Read(bytes);
        tally.Draws.Read(bytes);
        return tally;
    }

    private void WriteSums(ByteWriter bytes)
    {
        bytes.Write(Absent);
        faults.Write(bytes);
        Moments.Write(bytes);
    }
}
