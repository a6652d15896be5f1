using System.Runtime.CompilerServices;
using System.Text;
using GpuRisk.Host;
using Microsoft.Win32.SafeHandles;

// First of all, and with nothing else to load before: a signal that comes now has its exit code.
using var interruption = new Interruption();
try
{
    return Run(args, interruption);
}
catch (OperationCanceledException)
{
    return ExitCode.Cancelled;
}
catch (Exception error) when (
    error is IOException or BadImageFormatException or TypeLoadException
        or TypeInitializationException)
{
    Tell(error);
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

// Parts of the program or of .NET could not be loaded, so that nothing more may be: the console
// would need some.
static void Tell(Exception error)
{
    const int standardError = 2;
    using var handle = new SafeFileHandle(standardError, ownsHandle: false);
    using var stream = new FileStream(handle, FileAccess.Write, bufferSize: 0);
    stream.Write(Encoding.UTF8.GetBytes(
        "gpurisk: cannot open what it needs; are too few open files allowed (ulimit -n)? "
        + error.Message.ReplaceLineEndings(" ") + "\n"));
}
