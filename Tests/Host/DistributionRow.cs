using System.Text.Json.Serialization;
using Parquet.Serialization;
using Parquet.Serialization.Attributes;

namespace GpuRisk.Tests.Host;

/// <summary>A row of <c>distribution.parquet</c>, as the format's library fills it.</summary>
internal sealed class DistributionRow
{
    [JsonPropertyName("metric")]
    [ParquetRequired]
    public string Metric { get; set; } = "";

    [JsonPropertyName("unit")]
    [ParquetRequired]
    public string Unit { get; set; } = "";

    [JsonPropertyName("lower")]
    public double Lower { get; set; }

    [JsonPropertyName("upper")]
    public double Upper { get; set; }

    [JsonPropertyName("count")]
    public long Count { get; set; }

    [JsonPropertyName("mean")]
    public double Mean { get; set; }

    public static IList<DistributionRow> Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return ParquetSerializer.DeserializeAsync<DistributionRow>(stream).Result.Data;
    }
}
