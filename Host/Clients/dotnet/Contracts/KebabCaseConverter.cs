using System.Text.Json;
using System.Text.Json.Serialization;

namespace GpuRisk.Client;

/// <summary>Writes and reads an enumeration as text such as <c>scenario-changed</c>.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class KebabCaseConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
