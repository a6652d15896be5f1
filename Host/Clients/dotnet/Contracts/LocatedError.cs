namespace GpuRisk.Client;

/// <summary>What is wrong in a scenario, and where.</summary>
public sealed record LocatedError
{
    /// <summary>The line, from 1; of a <c>set</c>, its number.</summary>
    public required int Line { get; init; }

    /// <summary>The column, from 1.</summary>
    public required int Column { get; init; }

    /// <summary>The dotted keys down to the value; empty for the document as a whole.</summary>
    public required string Key { get; init; }

    /// <summary>What was found, and what is allowed.</summary>
    public required string Message { get; init; }

    /// <summary><c>scenario</c> for the document submitted, <c>--set</c> for a setting.</summary>
    public required string File { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Key.Length == 0
        ? $"{File}:{Line}:{Column}: {Message}"
        : $"{File}:{Line}:{Column}: {Key}: {Message}";
}
