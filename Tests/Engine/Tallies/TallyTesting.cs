using System.Buffers;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Tests.Engine.Tallies;

/// <summary>Short forms that the tests of tallies share.</summary>
internal static class TallyTesting
{
    internal static readonly Metric Profit = new("lp", "net", "USD", 1.0, MetricSense.Gain);

    internal static readonly Metric FirstTime =
        new("loan", "firstLiquidationDays", "d", 30.0, MetricSense.Cost, Conditional: true);

    internal static MetricTally Tally(Metric metric, double[] outcomes, long firstPath = 0)
    {
        MetricTally tally = new(metric);
        tally.Add(outcomes, firstPath);
        return tally;
    }

    internal static byte[] Bytes(MetricTally tally)
    {
        ArrayBufferWriter<byte> writer = new();
        tally.Write(writer);
        return writer.WrittenSpan.ToArray();
    }
}
