namespace GpuRisk.Client;

/// <summary>What a scenario is written in.</summary>
public enum ScenarioFormat
{
    /// <summary>YAML, of which JSON is a part.</summary>
    Yaml,

    /// <summary>JSON.</summary>
    Json,
}
