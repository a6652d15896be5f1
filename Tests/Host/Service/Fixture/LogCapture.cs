using System.Collections.Concurrent;
using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace GpuRisk.Tests.Host.Service;

/// <summary>All that a service logs at any level, with properties and exceptions.</summary>
internal sealed class LogCapture : ILogEventSink
{
    private static readonly CompactJsonFormatter Formatter = new();

    private readonly ConcurrentQueue<LogEvent> _events = new();
    private int _taken;

    public LogCapture() => Logger = new LoggerConfiguration()
        .MinimumLevel.Verbose()
        .Enrich.FromLogContext()
        .WriteTo.Sink(this)
        .CreateLogger();

    public Logger Logger { get; }

    /// <summary>What was logged as an error since it was last asked for.</summary>
    public IReadOnlyList<string> TakeErrors()
    {
        LogEvent[] all = [.. _events];
        string[] errors = [.. all.Skip(_taken)
            .Where(line => line.Level >= LogEventLevel.Error)
            .Select(line =>
                $"{line.RenderMessage(CultureInfo.InvariantCulture)} {line.Exception}")];
        _taken = all.Length;
        return errors;
    }

    /// <summary>All of it as text.</summary>
    public string Text
    {
        get
        {
            using var text = new StringWriter();
            foreach (LogEvent line in _events)
            {
                Formatter.Format(line, text);
                text.WriteLine(line.RenderMessage(CultureInfo.InvariantCulture));
            }

            return text.ToString();
        }
    }

    public void Emit(LogEvent logEvent) => _events.Enqueue(logEvent);
}
