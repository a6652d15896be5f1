using System.Globalization;
using GpuRisk.Host.Reports.Rendering;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace GpuRisk.Host.Service;

/// <summary>Where the service logs: on the standard error, as text or as JSON, with the run that
/// a line is about. Keys and bodies of requests are never logged.</summary>
internal static class ServiceLog
{
    private const string Template =
        "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <summary>Begins to log.</summary>
    /// <param name="asJson">Whether lines are JSON.</param>
    /// <param name="starting">From which level on the host's own failures are told.</param>
    public static Logger Create(bool asJson, LoggingLevelSwitch starting)
    {
        LoggerConfiguration log = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Extensions.Hosting", starting)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Warning)
            .MinimumLevel.Override(
                typeof(Security.ApiKeyHandler).FullName!, LogEventLevel.Warning)
            .Enrich.FromLogContext();
        ITextFormatter lines = asJson
            ? new RenderedCompactJsonFormatter()
            : new MessageTemplateTextFormatter(Template, CultureInfo.InvariantCulture);
        return log.WriteTo.Console(
            new PrintableFormatter(lines), standardErrorFromLevel: LogEventLevel.Verbose)
            .CreateLogger();
    }
}
