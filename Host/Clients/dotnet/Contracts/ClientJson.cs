using System.Text.Json.Serialization;

namespace GpuRisk.Client;

/// <summary>
/// Serializers of all that the service and its clients tell each other, generated at build time:
/// names in camelCase, nulls written, enumerations as lower-case text with hyphens.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RunStatus))]
[JsonSerializable(typeof(RunPage))]
[JsonSerializable(typeof(RunCheckpoint))]
[JsonSerializable(typeof(RunProgress))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(MetricFigures))]
[JsonSerializable(typeof(SweepStatus))]
[JsonSerializable(typeof(IReadOnlyList<DeviceStatus>))]
[JsonSerializable(typeof(IReadOnlyList<NodeStatus>))]
[JsonSerializable(typeof(QueueStatus))]
[JsonSerializable(typeof(ServiceAbout))]
[JsonSerializable(typeof(Validation))]
[JsonSerializable(typeof(IReadOnlyList<LibraryScenario>))]
[JsonSerializable(typeof(IReadOnlyList<AuditEntry>))]
[JsonSerializable(typeof(RunComparison))]
public sealed partial class ClientJson : JsonSerializerContext;
