using GpuRisk.Engine.Running;
using GpuRisk.Host.Figures;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>A bar on the standard error that shows how far a run is, its rate and the time
/// left; gone when the run is done.</summary>
internal static class ProgressBar
{
    /// <summary>Does something under a bar.</summary>
    /// <param name="console">Where to draw.</param>
    /// <param name="work">Gets what to tell the progress to.</param>
    public static T Around<T>(IAnsiConsole console, Func<IProgress<RunProgress>, T> work) =>
        console.Progress()
            .AutoClear(true)
            .HideCompleted(false)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RateColumn(),
                new RemainingTimeColumn())
            .Start(bar => work(new Meter(bar.AddTask("simulating"))));

    /// <summary>Counts pieces of work under a bar.</summary>
    /// <param name="console">Where to draw.</param>
    /// <param name="title">What is done.</param>
    /// <param name="pieces">How many pieces there are.</param>
    /// <param name="work">Gets what to tell the pieces done to.</param>
    public static T Around<T>(
        IAnsiConsole console, string title, int pieces, Func<IProgress<int>, T> work) =>
        console.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn())
            .Start(bar => work(new Counter(bar.AddTask(title, maxValue: pieces))));

    private sealed class Counter(ProgressTask task) : IProgress<int>
    {
        public void Report(int value) => task.Value = value;
    }

    private sealed class Meter(ProgressTask task) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            task.MaxValue = value.Paths;
            task.Value = value.PathsDone;
        }
    }

    private sealed class RateColumn : ProgressColumn
    {
        public override IRenderable Render(
            RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            double seconds = task.ElapsedTime?.TotalSeconds ?? 0;
            string rate = seconds > 0 ? FigureText.Compact(task.Value / seconds) : "-";
            return new Text($"{rate} paths/s", new Style(Color.Grey));
        }
    }
}
