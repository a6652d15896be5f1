using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Runs.Sampling;
using Parquet;
using Parquet.Schema;

namespace GpuRisk.Host.Runs.Storage;

/// <summary>The tallied distribution of every published metric, a row for each bin that holds
/// outcomes and a row group for each metric.</summary>
internal static class DistributionFile
{
    private static readonly DataField[] Fields =
    [
        new DataField<string>("metric", false),
        new DataField<string>("unit", false),
        new DataField<double>("lower"),
        new DataField<double>("upper"),
        new DataField<long>("count"),
        new DataField<double>("mean"),
    ];

    /// <summary>Writes the file.</summary>
    public static void Write(RunTally tally, Stream stream) =>
        WriteAsync(tally, stream).GetAwaiter().GetResult();

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <returns>The bins by the names of their metrics.</returns>
    /// <exception cref="InvalidDataException">This is no such file.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<OutcomeBin>> Read(Stream stream)
    {
        try
        {
            return ReadAsync(stream).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // What the library throws on a damaged file may be of any type.
            throw new InvalidDataException(
                $"The distributions cannot be read: {error.Message}", error);
        }
    }

    private static async Task<Dictionary<string, IReadOnlyList<OutcomeBin>>> ReadAsync(
        Stream stream)
    {
        var bins = new Dictionary<string, IReadOnlyList<OutcomeBin>>();
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream)
            .ConfigureAwait(false);
        for (int i = 0; i < reader.RowGroupCount; i++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(i);
            int rows = checked((int)group.RowCount);
            var name = new string?[rows];
            var lower = new double[rows];
            var upper = new double[rows];
            var count = new long[rows];
            var mean = new double[rows];
            DataField Field(int at) => reader.Schema.DataFields.Single(
                field => field.Name == Fields[at].Name);
            await group.ReadAsync(Field(0), name.AsMemory()).ConfigureAwait(false);
            await group.ReadAsync(Field(2), lower.AsMemory()).ConfigureAwait(false);
            await group.ReadAsync(Field(3), upper.AsMemory()).ConfigureAwait(false);
            await group.ReadAsync(Field(4), count.AsMemory()).ConfigureAwait(false);
            await group.ReadAsync(Field(5), mean.AsMemory()).ConfigureAwait(false);
            bins.Add(name[0]!, [.. Enumerable.Range(0, rows).Select(
                row => new OutcomeBin(lower[row], upper[row], count[row], mean[row]))]);
        }

        return bins;
    }

    private static async Task WriteAsync(RunTally tally, Stream stream)
    {
        var schema = new ParquetSchema(Fields);
        ParquetWriter writer = ParquetFiles.Create(schema, stream);
        foreach (MetricTally metric in tally.Metrics.Where(metric => !metric.Metric.Internal))
        {
            IReadOnlyList<OutcomeBin> bins = OutcomeBin.Of(metric);
            if (bins.Count > 0)
            {
                await WriteAsync(writer, schema.DataFields, metric.Metric, bins)
                    .ConfigureAwait(false);
            }
        }

        await writer.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task WriteAsync(
        ParquetWriter writer, DataField[] fields, Metric metric, IReadOnlyList<OutcomeBin> bins)
    {
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        ReadOnlyMemory<T> Column<T>(Func<OutcomeBin, T> value) => bins.Select(value).ToArray();

        await group.WriteAsync(fields[0], Column(_ => metric.Name).ToArray())
            .ConfigureAwait(false);
        await group.WriteAsync(fields[1], Column(_ => metric.Unit).ToArray())
            .ConfigureAwait(false);
        await group.WriteAsync(fields[2], Column(bin => bin.Lower)).ConfigureAwait(false);
        await group.WriteAsync(fields[3], Column(bin => bin.Upper)).ConfigureAwait(false);
        await group.WriteAsync(fields[4], Column(bin => bin.Count)).ConfigureAwait(false);
        await group.WriteAsync(fields[5], Column(bin => bin.Mean)).ConfigureAwait(false);
        group.CompleteValidate();
    }
}
