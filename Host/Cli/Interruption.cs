using System.Runtime.InteropServices;

namespace GpuRisk.Host.Cli;

/// <summary>
/// What Ctrl-C does. Work that says so is asked to stop, and tells what it has; all else ends at
/// once. A second signal ends everything.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _works;

    /// <summary>Listens from now on.</summary>
    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    }

    /// <summary>Asks work to stop.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Marks work that looks at the token, until what is returned is disposed.</summary>
    public IDisposable Work()
    {
        Interlocked.Increment(ref _works);
        return new Mark(this);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (_stop.IsCancellationRequested || Volatile.Read(ref _works) == 0)
        {
            End();
        }

        _stop.Cancel();
    }

    private static void End()
    {
        try
        {
            StandardError.Tell(ExitCode.CancelledReason);
        }
        catch (IOException)
        {
            // Nobody listens any more.
        }

        Environment.Exit(ExitCode.Cancelled);
    }

    private sealed class Mark(Interruption owner) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref owner._works);
    }
}
