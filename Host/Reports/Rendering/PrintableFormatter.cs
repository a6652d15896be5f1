using System.Globalization;
using GpuRisk.Scenarios;
using Serilog.Events;
using Serilog.Formatting;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>Formats lines of a log in which nothing steers the terminal. The escapes are those of
/// JSON too.</summary>
/// <param name="inner">Formats an event.</param>
internal sealed class PrintableFormatter(ITextFormatter inner) : ITextFormatter
{
    /// <inheritdoc/>
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        inner.Format(logEvent, text);
        output.Write(PrintableText.Of(text.ToString()));
    }
}
