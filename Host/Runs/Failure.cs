namespace GpuRisk.Host.Runs;

/// <summary>Why something cannot be done, told as a value: a user's mistake is no exception. Who
/// tells it adds what is his, such as an exit code.</summary>
/// <param name="Kind">Whose fault it is.</param>
/// <param name="Reason">What is wrong, in one line or one line a fault.</param>
internal sealed record Failure(FailureKind Kind, string Reason)
{
    /// <summary>Whether each line begins with the place of the fault: a file, an option or a
    /// setting.</summary>
    public bool IsLocated { get; private init; }

    /// <summary>What the user gave cannot be used.</summary>
    public static Failure OfInput(string reason) => new(FailureKind.Input, reason);

    /// <summary>What the user gave cannot be used, and each line says where that stands.</summary>
    public static Failure Located(string reason) =>
        OfInput(reason) with { IsLocated = true };

    /// <summary>What the user gave cannot be used, and each fault says where it stands.</summary>
    public static Failure Located<T>(IEnumerable<T> faults) => Located(string.Join('\n', faults));

    /// <summary>A device, a file or a service failed.</summary>
    public static Failure OfWork(string reason) => new(FailureKind.Work, reason);

    /// <summary>Somebody stopped it.</summary>
    public static Failure Stopped(string reason) => new(FailureKind.Stopped, reason);
}

/// <summary>Whose fault a <see cref="Failure"/> is.</summary>
internal enum FailureKind
{
    /// <summary>What the user gave cannot be used.</summary>
    Input,

    /// <summary>What was begun could not be done.</summary>
    Work,

    /// <summary>Somebody stopped it.</summary>
    Stopped,
}
