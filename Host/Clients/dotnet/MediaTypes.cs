namespace GpuRisk.Client;

/// <summary>The media types of the service.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string Problem = "application/problem+json";
    public const string Yaml = "application/yaml";
    public const string Html = "text/html";
    public const string Events = "text/event-stream";

    /// <summary>The media type of a result.</summary>
    public static string Of(ResultFormat format) => format switch
    {
        ResultFormat.Json => Json,
        ResultFormat.Csv => "text/csv",
        ResultFormat.Parquet => "application/vnd.apache.parquet",
        ResultFormat.Arrow => "application/vnd.apache.arrow.file",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };
}
