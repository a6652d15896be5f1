namespace GpuRisk.Client;

/// <summary>A scenario that comes with the service.</summary>
public sealed record LibraryScenario
{
    /// <summary>Its name in the library.</summary>
    public required string Name { get; init; }

    /// <summary>The kernel's name.</summary>
    public required string Kernel { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>What it is about.</summary>
    public string? Description { get; init; }

    /// <summary>The files that it reads beside itself.</summary>
    public required IReadOnlyList<string> NeedsFiles { get; init; }
}
