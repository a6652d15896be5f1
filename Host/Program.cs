using System.Runtime.InteropServices;
using GpuRisk.Host;

using var stop = new CancellationTokenSource();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var log = new Log();
var context = new CommandContext(Terminal.OfProcess(), TimeProvider.System, log);
return CommandLine.Run(args, context, stop.Token);

// The first signal asks the run to stop within a chunk; a second one ends the process at once.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
