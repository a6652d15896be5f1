namespace GpuRisk.Scenarios;

/// <summary>A scenario says what only its plan can tell to be wrong.</summary>
public sealed class ScenarioException : NotSupportedException
{
    /// <summary>An exception with no message of its own.</summary>
    public ScenarioException()
    {
    }

    /// <summary>An exception that says what is wrong.</summary>
    public ScenarioException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what is wrong, and why.</summary>
    public ScenarioException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>An exception of errors, each with its place.</summary>
    public ScenarioException(IReadOnlyList<ScenarioError> errors)
        : base(string.Join('\n', errors)) => Errors = errors;

    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<ScenarioError> Errors { get; } = [];
}
