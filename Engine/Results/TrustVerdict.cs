using System.Text.Json.Serialization;

namespace GpuRisk.Engine.Results;

/// <summary>What history says of a process.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrustVerdict>))]
public enum TrustVerdict
{
    /// <summary>It was not asked.</summary>
    [JsonStringEnumMemberName("not-backtested")]
    NotBacktested,

    /// <summary>Neither its values at risk nor its distribution are rejected more often than
    /// right ones.</summary>
    [JsonStringEnumMemberName("not-refuted")]
    NotRefuted,

    /// <summary>Its values at risk hold, its distribution as a whole does not.</summary>
    [JsonStringEnumMemberName("shape-refuted")]
    ShapeRefuted,

    /// <summary>Its values at risk are rejected more often than chance explains.</summary>
    [JsonStringEnumMemberName("refuted")]
    Refuted,
}
