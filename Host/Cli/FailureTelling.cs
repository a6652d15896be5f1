using GpuRisk.Host.Runs;

namespace GpuRisk.Host.Cli;

/// <summary>How the command line tells of failures: a line on the standard error, and an exit
/// code.</summary>
internal static class FailureTelling
{
    /// <summary>Tells a failure on the standard error; returns its exit code.</summary>
    public static int Tell(this Failure failure, Terminal terminal)
    {
        if (failure.IsLocated)
        {
            terminal.Error.WriteLine(failure.Reason);
        }
        else
        {
            terminal.Tell(failure.Reason);
        }

        return failure.Kind switch
        {
            FailureKind.Input => ExitCode.BadInput,
            FailureKind.Work => ExitCode.Failed,
            FailureKind.Stopped => ExitCode.Cancelled,
            _ => throw new ArgumentException($"There is no kind of failure {failure.Kind}."),
        };
    }
}
