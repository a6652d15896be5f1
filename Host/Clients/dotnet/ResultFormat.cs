namespace GpuRisk.Client;

/// <summary>What a result can be had as.</summary>
public enum ResultFormat
{
    /// <summary>All figures as JSON.</summary>
    Json,

    /// <summary>A row of figures for each metric.</summary>
    Csv,

    /// <summary>The tallied distributions as Parquet.</summary>
    Parquet,

    /// <summary>The tallied distributions as an Arrow file.</summary>
    Arrow,
}
