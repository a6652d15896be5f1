using System.Text;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Reports.Rendering;
using Spectre.Console;

namespace GpuRisk.Host.Cli;

/// <summary>Where a command writes: results to one stream, all else to the other.</summary>
/// <param name="Output">The standard output.</param>
/// <param name="Error">The standard error.</param>
/// <param name="IsOutputTerminal">Whether a person reads the output as it comes.</param>
/// <param name="IsErrorTerminal">Whether a person reads the errors as they come.</param>
/// <param name="Width">Columns of the output.</param>
internal sealed record Terminal(
    TextWriter Output,
    TextWriter Error,
    bool IsOutputTerminal,
    bool IsErrorTerminal,
    int Width)
{
    /// <summary>Columns of lines where nobody watches; tables take what they need.</summary>
    public const int PipedWidth = 160;

    private const int NarrowestWidth = 40;

    // Consoles steer the terminal, and escape what they are given themselves.
    private readonly TextWriter _output = Output;
    private readonly TextWriter _error = Error;

    /// <summary>The standard output, for lines of text.</summary>
    public TextWriter Output { get; } = new PrintableWriter(Output);

    /// <summary>The standard error, for lines of text.</summary>
    public TextWriter Error { get; } = new PrintableWriter(Error);

    /// <summary>The streams of this process.</summary>
    public static Terminal OfProcess()
    {
        bool isOutputTerminal = !Console.IsOutputRedirected;
        int width = isOutputTerminal ? Console.WindowWidth : PipedWidth;
        return new Terminal(
            Console.Out, Console.Error, isOutputTerminal, !Console.IsErrorRedirected,
            Math.Max(width, NarrowestWidth));
    }

    /// <summary>Tells something on the standard error, in one line that says who tells it.
    /// </summary>
    public void Tell(string message) => Error.WriteLine($"gpurisk: {message}");

    /// <summary>A console that draws on the output; in colour only on a terminal.</summary>
    public IAnsiConsole OutputConsole() => Draw(_output, IsOutputTerminal, Width);

    /// <summary>A console that draws on the standard error.</summary>
    public IAnsiConsole ErrorConsole() => Draw(_error, IsErrorTerminal, Width);

    /// <summary>Shows a result: as JSON, with its warnings apart, or drawn, with where it is kept.
    /// </summary>
    /// <param name="json">The result as JSON; null where it is to be drawn.</param>
    /// <param name="warnings">What a reader must know, which a drawing tells itself.</param>
    /// <param name="draw">Draws it.</param>
    /// <param name="folder">Where it is kept; null where it is not.</param>
    public void Show(
        string? json, IEnumerable<string> warnings, Action<IAnsiConsole> draw, string? folder)
    {
        if (json is not null)
        {
            Output.WriteLine(json);
            foreach (string warning in warnings) Tell(warning);
            return;
        }

        IAnsiConsole console = OutputConsole();
        draw(console);
        if (folder is not null) console.MarkupLineInterpolated($"[grey]kept in[/] {folder}");
    }

    /// <summary>Simulates under a bar where a person watches, and else without one.</summary>
    /// <param name="isQuiet">Whether nobody wants to see it.</param>
    /// <param name="work">Gets what to tell the progress to, or null.</param>
    public void Watch(bool isQuiet, Action<IProgress<RunProgress>?> work)
    {
        if (isQuiet || !IsErrorTerminal)
        {
            work(null);
            return;
        }

        ProgressBar.Around(ErrorConsole(), progress =>
        {
            work(progress);
            return true;
        });
    }

    private static IAnsiConsole Draw(TextWriter writer, bool isTerminal, int width)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new Screen(writer, isTerminal, width),
        });
        console.Pipeline.Attach(new PrintableHook());
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    // What counts is whether a person reads it, which a writer cannot tell.
    private sealed class Screen(TextWriter writer, bool isTerminal, int width) : IAnsiConsoleOutput
    {
        private const int UsualHeight = 24;

        public TextWriter Writer => writer;

        public bool IsTerminal => isTerminal;

        public int Width => width;

        public int Height => UsualHeight;

        public void SetEncoding(Encoding encoding)
        {
            // Streams of this process are UTF-8 already.
        }
    }
}
