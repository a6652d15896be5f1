using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios;

/// <summary>How a run needs fewer paths for the same error.</summary>
public enum SamplingKind
{
    /// <summary>Independent paths, each of which counts once.</summary>
    Plain,

    /// <summary>Means are corrected by outcomes whose own means are known.</summary>
    ControlVariates,

    /// <summary>Two paths at a time have normals of opposite signs.</summary>
    Antithetic,

    /// <summary>Paths are built of scrambled Sobol points.</summary>
    Sobol,
}

/// <summary>A way of sampling other than the plain one.</summary>
/// <param name="Kind">Which.</param>
public sealed record Sampling(SamplingKind Kind)
{
    /// <summary>The key that states it.</summary>
    internal const string Key = "sampling";

    /// <summary>Its name in scenarios and results.</summary>
    public string Name => NameOf(Kind);

    [NotHashed("no path depends on it")]
    internal Place At { get; init; }

    /// <summary>Says why it cannot be as stated, where it is stated.</summary>
    /// <param name="message">What follows on what was found.</param>
    public ScenarioError Wrong(string message) =>
        new(At.File, At.Line, At.Column, Key, $"found '{Name}', {message}");

    /// <summary>A kind's name in scenarios and results.</summary>
    public static string NameOf(SamplingKind kind) => kind switch
    {
        SamplingKind.Plain => "plain",
        SamplingKind.ControlVariates => "control-variates",
        SamplingKind.Antithetic => "antithetic",
        SamplingKind.Sobol => "sobol",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No sampling of this kind."),
    };
}
