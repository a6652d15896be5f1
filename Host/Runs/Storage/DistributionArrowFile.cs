using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Host.Runs.Storage;

/// <summary>What <see cref="DistributionFile"/> holds as an Arrow IPC file, a record batch for
/// each metric.</summary>
internal static class DistributionArrowFile
{
    private static readonly Schema Schema = new(
        [
            new Field("metric", StringType.Default, nullable: false),
            new Field("unit", StringType.Default, nullable: false),
            new Field("lower", DoubleType.Default, nullable: false),
            new Field("upper", DoubleType.Default, nullable: false),
            new Field("count", Int64Type.Default, nullable: false),
            new Field("mean", DoubleType.Default, nullable: false),
        ],
        null);

    /// <summary>Writes the file.</summary>
    public static void Write(RunTally tally, Stream stream)
    {
        using var writer = new ArrowFileWriter(stream, Schema, leaveOpen: true);
        writer.WriteStart();
        foreach (MetricTally metric in tally.Metrics.Where(metric => !metric.Metric.Internal))
        {
            IReadOnlyList<OutcomeBin> bins = OutcomeBin.Of(metric);
            if (bins.Count > 0)
            {
                using RecordBatch batch = BatchOf(metric.Metric, bins);
                writer.WriteRecordBatch(batch);
            }
        }

        writer.WriteEnd();
    }

    private static RecordBatch BatchOf(Metric metric, IReadOnlyList<OutcomeBin> bins)
    {
        StringArray Text(string value) =>
            new StringArray.Builder().AppendRange(Enumerable.Repeat(value, bins.Count)).Build();

        DoubleArray Numbers(Func<OutcomeBin, double> value) =>
            new DoubleArray.Builder().AppendRange(bins.Select(value)).Build();

        return new RecordBatch(
            Schema,
            [
                Text(metric.Name),
                Text(metric.Unit),
                Numbers(bin => bin.Lower),
                Numbers(bin => bin.Upper),
                new Int64Array.Builder().AppendRange(bins.Select(bin => bin.Count)).Build(),
                Numbers(bin => bin.Mean),
            ],
            bins.Count);
    }
}
