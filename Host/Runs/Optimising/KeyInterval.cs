using System.Text.Json.Serialization;
using GpuRisk.Host.Runs.Trials;

namespace GpuRisk.Host.Runs.Optimising;

/// <summary>The values of a key around its best that are not told from it.</summary>
/// <param name="Low">Their lower end.</param>
/// <param name="High">Their higher end.</param>
internal sealed record KeyInterval(IntervalEnd Low, IntervalEnd High);

/// <summary>An end of an interval.</summary>
/// <param name="Value">The nearest value beyond it that was run, or the end of what the key may
/// be.</param>
/// <param name="Kind">Why it ends there.</param>
/// <param name="Difference">What the figure is more there than at the best.</param>
internal sealed record IntervalEnd(double Value, BorderKind Kind, Difference Difference);

/// <summary>Why an interval ends.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BorderKind>))]
internal enum BorderKind
{
    /// <summary>The range of the key ends.</summary>
    [JsonStringEnumMemberName("range")]
    None,

    /// <summary>The figure is worse there, with 95 %.</summary>
    [JsonStringEnumMemberName("worse")]
    Worse,

    /// <summary>A limit is exceeded there.</summary>
    [JsonStringEnumMemberName("limit")]
    Limit,

    /// <summary>No scenario can have the value.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}
