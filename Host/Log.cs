using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace GpuRisk.Host;

/// <summary>What commands tell of their work: nothing unless it is asked for, then one line each
/// on the standard error.</summary>
internal sealed class Log : IDisposable
{
    // Most commands log nothing, and setting up the loggers costs as much as reading a scenario.
    private readonly Lazy<SerilogLoggerFactory> _loggers = new(Create);

    /// <summary>Whether anything is logged.</summary>
    public bool IsVerbose { get; set; }

    /// <summary>A logger for a part of the program.</summary>
    public ILogger<T> For<T>() =>
        IsVerbose ? _loggers.Value.CreateLogger<T>() : NullLogger<T>.Instance;

    private static SerilogLoggerFactory Create()
    {
        Serilog.Core.Logger logger = new LoggerConfiguration()
            .WriteTo.Console(
                outputTemplate: "gpurisk {Level:w4}: {Message:lj}{NewLine}",
                formatProvider: CultureInfo.InvariantCulture,
                standardErrorFromLevel: LogEventLevel.Verbose)
            .CreateLogger();
        return new SerilogLoggerFactory(logger, dispose: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_loggers.IsValueCreated)
        {
            _loggers.Value.Dispose();
        }
    }
}
