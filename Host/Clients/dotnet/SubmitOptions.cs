namespace GpuRisk.Client;

/// <summary>What a submission says besides the scenario. Null leaves it to the scenario or the
/// service.</summary>
public record SubmitOptions
{
    /// <summary>Paths instead of the scenario's.</summary>
    public long? Paths { get; init; }

    /// <summary>Seed instead of the scenario's.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The precision of the simulation; float32 by default.</summary>
    public RunPrecision? Precision { get; init; }

    /// <summary>What goes first, 0 to 9; the service's default is 5.</summary>
    public int? Priority { get; init; }

    /// <summary>The run is cancelled where it has not ended after this time, in whole seconds.
    /// </summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Settings <c>dotted.key=value</c> that go before what the scenario says.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>What the scenario is written in.</summary>
    public ScenarioFormat Format { get; init; }

    /// <summary>
    /// A text that makes a repeated submission the same run. The client makes one of its own where
    /// there is none, so that it can try again after a lost connection.
    /// </summary>
    public string? IdempotencyKey { get; init; }
}
