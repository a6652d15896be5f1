namespace GpuRisk.Host.Runs.Sampling;

/// <summary>The formats that samples can be kept in.</summary>
internal enum SampleFormat
{
    /// <summary>Apache Parquet.</summary>
    Parquet,

    /// <summary>An Arrow IPC file, also known as Feather version 2.</summary>
    Arrow,
}
