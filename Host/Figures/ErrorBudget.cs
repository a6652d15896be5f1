using GpuRisk.Engine.Results;

namespace GpuRisk.Host.Figures;

/// <summary>What could make a figure wrong, and by how much as far as that is known.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Size">By how much, in the metric's unit; null where that is not known.</param>
/// <param name="Text">The same in words.</param>
/// <param name="IsAlarm">Whether a reader should not pass over it.</param>
internal sealed record ErrorBudget(string Title, double? Size, string Text, bool IsAlarm)
{
    // A fixed price is an assumption that the scenario shows.
    private const string Fixed = "constant";

    /// <summary>The budget of a metric's mean.</summary>
    /// <param name="result">The run.</param>
    /// <param name="name">The metric.</param>
    public static IReadOnlyList<ErrorBudget> Of(RunResult result, string name)
    {
        MetricResult metric = result.Metrics[name];
        return [OfSampling(metric), OfStep(result, name), OfInputs(metric), OfModel(result)];
    }

    private static ErrorBudget OfSampling(MetricResult metric)
    {
        const string title = "sampling";
        if (metric.Exact) return new(title, 0, "none: the scenario leaves it no freedom", false);
        if (metric.IsTailUnseen || metric.Errors.Mean.Untrusted)
        {
            double factor = MetricScale.Of(metric.Unit).Factor;
            return new(
                title, null,
                "too few paths decide it: "
                + With(FigureText.Mean(metric.Mean, metric.Errors.Mean, factor), metric),
                true);
        }

        return metric.StandardError is { } error
            ? new(title, error, $"± {Amount(error, metric)}, one standard error", false)
            : new(title, null, "not known", true);
    }

    private static ErrorBudget OfStep(RunResult result, string name)
    {
        const string title = "step";
        if (result.StepCheck is not { } check)
            return new(title, null, "not checked: gpurisk run --check-step does", false);
        StepChange? change = check.Figures.FirstOrDefault(one => one.Name == name);
        return change?.Change is not { } size
            ? new(title, null, "cannot be told", false)
            : new(
                title, Math.Abs(size),
                $"half of it changes {StepCheckText.Amount(result, change)}", change.Moves);
    }

    private static ErrorBudget OfInputs(MetricResult metric)
    {
        const string title = "inputs";
        return metric.Figures["parameterDeviation"].Value is { } size
            ? new(
                title, size,
                $"± {Amount(size, metric)} from draw to draw of the uncertain numbers", false)
            : new(
                title, null,
                "no number is stated as uncertain: gpurisk sensitivities tells which matter",
                false);
    }

    private static ErrorBudget OfModel(RunResult result)
    {
        IEnumerable<string> told = (result.Trust ?? [])
            .Where(asset => asset.Process != Fixed)
            .GroupBy(asset => (asset.Verdict, asset.Process))
            .OrderByDescending(same => same.Key.Verdict == TrustVerdict.Refuted)
            .Select(same => string.Join(", ", same.Select(asset => asset.Asset))
                + $": {same.Key.Process} {Verdict(same.Key.Verdict)}");
        string text = string.Join("; ", told);
        return new(
            "model", null, text.Length > 0 ? text : "no price here has a process to be tested",
            result.Trust?.Any(asset => asset.Verdict == TrustVerdict.Refuted) == true);
    }

    private static string Verdict(TrustVerdict verdict) => verdict switch
    {
        TrustVerdict.NotBacktested => "was not backtested",
        TrustVerdict.NotRefuted => "is not refuted by history",
        TrustVerdict.ShapeRefuted => "has a shape that history refutes",
        TrustVerdict.Refuted => "is refuted by history",
        _ => throw new ArgumentOutOfRangeException(
            nameof(verdict), verdict, "There is no such verdict."),
    };

    private static string Amount(double size, MetricResult metric) =>
        With(FigureText.Compact(size * MetricScale.Of(metric.Unit).Factor), metric);

    private static string With(string text, MetricResult metric)
    {
        string unit = MetricScale.Of(metric.Unit).Unit;
        return unit == "%" ? text + "%" : unit.Length > 0 ? $"{text} {unit}" : text;
    }
}
