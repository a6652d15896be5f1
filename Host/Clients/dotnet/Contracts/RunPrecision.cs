using System.Text.Json.Serialization;

namespace GpuRisk.Client;

/// <summary>The precision of a simulation.</summary>
[JsonConverter(typeof(KebabCaseConverter<RunPrecision>))]
public enum RunPrecision
{
    /// <summary>32-bit reals.</summary>
    Float32,

    /// <summary>64-bit reals.</summary>
    Float64,
}
