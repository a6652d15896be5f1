using GpuRisk.Host.Cli;

namespace GpuRisk.Tests.Host;

/// <summary>What a command said and how it ended.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Output">The standard output.</param>
/// <param name="Error">The standard error.</param>
internal sealed record CommandRun(int Code, string Output, string Error)
{
    /// <summary>Runs a command as the shell would, but in this process and with no terminal.
    /// </summary>
    public static CommandRun Of(params string[] arguments) =>
        Of(arguments, CancellationToken.None);

    /// <summary>Runs a command that may be stopped.</summary>
    public static CommandRun Of(
        string[] arguments,
        CancellationToken cancellation,
        bool isTerminal = false,
        TimeProvider? time = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var log = new Log();
        var terminal = new Terminal(output, error, isTerminal, IsErrorTerminal: false, 100);
        var context = new CommandContext(terminal, time ?? TimeProvider.System, log);
        int code = CommandLine.Run(arguments, context, cancellation);
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}
