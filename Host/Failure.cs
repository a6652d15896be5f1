namespace GpuRisk.Host;

/// <summary>Why a command cannot go on, told as a value: a user's mistake is no exception.
/// </summary>
/// <param name="ExitCode">One of <see cref="Host.ExitCode"/>.</param>
/// <param name="Message">What is wrong, in one line or one line a fault.</param>
internal sealed record Failure(int ExitCode, string Message)
{
    /// <summary>What the user gave cannot be used, for a reason that others tell in ways of their
    /// own.</summary>
    public static Failure OfInput(string reason) =>
        new(Host.ExitCode.BadInput, $"gpurisk: {reason}");

    /// <summary>Tells it on the standard error.</summary>
    public int Tell(Terminal terminal)
    {
        terminal.Error.WriteLine(Message);
        return ExitCode;
    }
}
