using System.Globalization;
using GpuRisk.Host.Reports.Rendering;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace GpuRisk.Host.Cli;

/// <summary>What commands tell of their work: nothing unless it is asked for, then one line each
/// on the standard error.</summary>
internal sealed class Log : IDisposable
{
    // Most commands log nothing, and a host costs them more than reading a scenario does.
    private readonly Lazy<IHost> _host = new(Create);

    /// <summary>Whether anything is logged.</summary>
    public bool IsVerbose { get; set; }

    /// <summary>A logger for a part of the program.</summary>
    public ILogger<T> For<T>() => IsVerbose
        ? _host.Value.Services.GetRequiredService<ILogger<T>>()
        : NullLogger<T>.Instance;

    private static IHost Create()
    {
        HostApplicationBuilder builder =
            Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSerilog(log => log.WriteTo.Console(
            new PrintableFormatter(new MessageTemplateTextFormatter(
                "gpurisk {Level:w4}: {Message:lj}{NewLine}", CultureInfo.InvariantCulture)),
            standardErrorFromLevel: LogEventLevel.Verbose));
        return builder.Build();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_host.IsValueCreated)
        {
            _host.Value.Dispose();
        }
    }
}
