using System.Runtime.InteropServices;
using GpuRisk.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog;
using Serilog.Core;
using Serilog.Events;

using var stop = new CancellationTokenSource();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

// An empty builder: reading settings files and watching them would cost a command that takes a
// second a good part of it.
HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
var level = new LoggingLevelSwitch(LogEventLevel.Warning);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(level);
builder.Services.AddSingleton(_ => Terminal.OfProcess());
builder.Services.AddSingleton<CommandContext>();
builder.Services.AddSerilog(log => log
    .MinimumLevel.ControlledBy(level)
    .WriteTo.Console(
        outputTemplate: "gpurisk {Level:w4}: {Message:lj}{NewLine}",
        formatProvider: System.Globalization.CultureInfo.InvariantCulture,
        standardErrorFromLevel: LogEventLevel.Verbose));
using IHost host = builder.Build();
var context = host.Services.GetRequiredService<CommandContext>();
return CommandLine.Run(args, context, stop.Token);

// The first signal asks the run to stop within a chunk; a second one ends the process at once.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
