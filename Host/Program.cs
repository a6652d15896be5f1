using System.Runtime.CompilerServices;
using GpuRisk.Host.Cli;

// First of all, and with nothing else to load before: a signal that comes now has its exit code.
using var interruption = new Interruption();
try
{
    return Run(args, interruption);
}
catch (Exception error) when (
    error is IOException or BadImageFormatException or TypeLoadException
        or TypeInitializationException)
{
    StandardError.Tell(
        "cannot open what it needs; are too few open files allowed (ulimit -n)? "
        + error.Message.ReplaceLineEndings(" "));
    return ExitCode.Failed;
}

[MethodImpl(MethodImplOptions.NoInlining)]
static int Run(string[] arguments, Interruption interruption)
{
    using var log = new Log();
    var context = new CommandContext(Terminal.OfProcess(), TimeProvider.System, log)
    {
        Interruption = interruption,
    };
    return CommandLine.Run(arguments, context, interruption.Token);
}
