using Apache.Arrow;
using Apache.Arrow.Ipc;
using Parquet.Serialization;

namespace GpuRisk.Tests.Host.Service;

/// <summary>Tallied distributions as the formats' own libraries read them.</summary>
internal sealed record DistributionTable(IReadOnlyList<DistributionTable.Row> Rows)
{
    public static async Task<DistributionTable> OfParquet(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        var read = await ParquetSerializer.DeserializeAsync<DistributionRow>(stream);
        return new DistributionTable([.. read.Data.Select(row => new Row(
            row.Metric, row.Unit, row.Lower, row.Upper, row.Count, row.Mean))]);
    }

    public static async Task<DistributionTable> OfArrow(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using var reader = new ArrowFileReader(stream);
        List<Row> rows = [];
        for (int batch = 0; batch < await reader.RecordBatchCountAsync(); batch++)
        {
            using RecordBatch columns = await reader.ReadRecordBatchAsync(batch);
            for (int i = 0; i < columns.Length; i++)
            {
                double Number(string name) =>
                    ((DoubleArray)columns.Column(name)).GetValue(i)!.Value;

                rows.Add(new Row(
                    ((StringArray)columns.Column("metric")).GetString(i),
                    ((StringArray)columns.Column("unit")).GetString(i),
                    Number("lower"), Number("upper"),
                    ((Int64Array)columns.Column("count")).GetValue(i)!.Value, Number("mean")));
            }
        }

        return new DistributionTable(rows);
    }

    /// <summary>A bin that holds outcomes.</summary>
    internal readonly record struct Row(
        string Metric, string Unit, double Lower, double Upper, long Count, double Mean);
}
