using System.Buffers;
using System.Security.Cryptography;

namespace GpuRisk.Engine.Tallies;

/// <summary>
/// The saved form of a <see cref="RunTally"/>: a format name, paths, each metric with its tally,
/// and a SHA-256 over all of it, so that a torn write is noticed.
/// </summary>
internal static class RunTallyFile
{
    private const string Format = "gpurisk.tally/7";

    // Those of earlier versions, with all integers at full length: plain, with sums by draws of
    // uncertain numbers, and weighted.
    private const string PlainFormat = "gpurisk.tally/2";
    private const string DrawnFormat = "gpurisk.tally/3";
    private const string WeightedFormat = "gpurisk.tally/4";

    internal static void Save(RunTally tally, Stream stream)
    {
        ArrayBufferWriter<byte> buffer = new();
        new ByteWriter(buffer).Write(Format);
        ByteWriter bytes = new(buffer, isShort: true);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        bytes.Write(Math.Max(1, tally.Draws));
        bytes.Write(tally.IsWeighted ? 1 : 0);
        bytes.Write(tally.Metrics.Count(metric => metric.Metric.IsControl));
        bytes.Write((int)tally.Dependence);
        bytes.Write(tally.Paths);
        bytes.Write(tally.Metrics.Count);
        foreach (MetricTally metric in tally.Metrics)
        {
            Write(bytes, metric.Metric);
            metric.Save(bytes);
            hash.AppendData(buffer.WrittenSpan);
            stream.Write(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }

        hash.AppendData(buffer.WrittenSpan);
        stream.Write(buffer.WrittenSpan);
        stream.Write(hash.GetHashAndReset());
    }

    internal static RunTally Load(Stream stream)
    {
        using MemoryStream memory = new();
        stream.CopyTo(memory);
        int length = (int)memory.Length - SHA256.HashSizeInBytes;
        ByteReader.Require(length > 0, "start", "the file is too short");
        ReadOnlyMemory<byte> all = memory.GetBuffer().AsMemory(0, (int)memory.Length);
        ReadOnlyMemory<byte> content = all[..length];
        bool intact = SHA256.HashData(content.Span).AsSpan().SequenceEqual(all.Span[length..]);
        ByteReader.Require(intact, "end", "the checksum does not match");
        return Read(new ByteReader(content));
    }

    private static RunTally Read(ByteReader bytes)
    {
        string format = bytes.ReadString();
        ByteReader.Require(
            format is Format or PlainFormat or DrawnFormat or WeightedFormat, "start",
            $"the format is {format}, not {Format}");
        bytes.IsShort = format == Format;
        int draws = bytes.IsShort || format == DrawnFormat ? bytes.ReadInt32() : 1;
        ByteReader.Require(draws is >= 1 and <= 1024 && int.IsPow2(draws), "start", "draws");
        bool isWeighted = bytes.IsShort ? bytes.ReadInt32() == 1 : format == WeightedFormat;
        int controls = bytes.IsShort ? bytes.ReadInt32() : 0;
        ByteReader.Require(controls is >= 0 and <= 1024, "start", "controls");
        var dependence = (PathDependence)(bytes.IsShort ? bytes.ReadInt32() : 0);
        ByteReader.Require(Enum.IsDefined(dependence), "start", "dependence");
        long paths = bytes.ReadInt64();
        List<MetricTally> tallies = [];
        for (int left = bytes.ReadInt32(); left > 0; left--)
        {
            Metric metric = ReadMetric(bytes) with { Dependence = dependence };
            MetricTally tally = MetricTally.Load(
                metric, draws, isWeighted && !metric.IsWeight, controls, bytes,
                hasBins: !bytes.IsShort);
            ByteReader.Require(tally.Paths == paths, tally.Metric.Name, "the paths differ");
            tallies.Add(tally);
        }

        ByteReader.Require(
            tallies.Count(tally => tally.Metric.IsControl) == controls, "end", "controls");
        ByteReader.Require(bytes.AtEnd, "end", "there are bytes after the last metric");
        return new RunTally([.. tallies], paths);
    }

    private static void Write(ByteWriter bytes, Metric metric)
    {
        bytes.Write(metric.Subject);
        bytes.Write(metric.Quantity);
        bytes.Write(metric.Unit);
        bytes.Write(metric.Magnitude);
        bytes.Write((int)metric.Sense);
        bytes.Write(metric.Conditional ? 1 : 0);
        bytes.Write(metric.Internal ? 1 : 0);
        bytes.Write(metric.Origin);
        bytes.Write(metric.Least ?? double.NaN);
        bytes.Write(metric.Greatest ?? double.NaN);
        bytes.Write(metric.IsCertain ? 1 : 0);
    }

    private static Metric ReadMetric(ByteReader bytes)
    {
        string subject = bytes.ReadString();
        string quantity = bytes.ReadString();
        string unit = bytes.ReadString();
        double magnitude = bytes.ReadDouble();
        MetricSense sense = (MetricSense)bytes.ReadInt32();
        bool conditional = bytes.ReadInt32() != 0;
        bool isInternal = bytes.ReadInt32() != 0;
        double origin = bytes.ReadDouble();
        return new Metric(
            subject,
            quantity,
            unit,
            magnitude,
            sense,
            conditional,
            isInternal,
            origin)
        {
            Least = ReadBound(bytes),
            Greatest = ReadBound(bytes),
            IsCertain = bytes.ReadInt32() != 0,
        };
    }

    private static double? ReadBound(ByteReader bytes)
    {
        double bound = bytes.ReadDouble();
        return double.IsNaN(bound) ? null : bound;
    }
}
