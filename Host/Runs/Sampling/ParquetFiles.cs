using Parquet;
using Parquet.Schema;

namespace GpuRisk.Host.Runs.Sampling;

/// <summary>How all Parquet files of this program are written.</summary>
internal static class ParquetFiles
{
    /// <summary>Begins a file.</summary>
    public static ParquetWriter Create(ParquetSchema schema, Stream stream) =>
        ParquetWriter.CreateAsync(schema, stream).GetAwaiter().GetResult();
}
