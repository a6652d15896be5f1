using GpuRisk.Scenarios.Calibration;
using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios;

/// <summary>What happened, as a scenario states it: the values of a metric stand in a file. It is
/// no part of what is simulated, and the file is read only when somebody asks for it.</summary>
public sealed class Observation
{
    private readonly Place _metricAt;
    private readonly Place _fileAt;
    private readonly string _path;

    internal Observation(string path, Place metricAt, Place fileAt)
    {
        _path = path;
        _metricAt = metricAt;
        _fileAt = fileAt;
    }

    /// <summary>The metric's name in results, as <c>USDC.price</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The CSV file, relative to the folder of the scenario.</summary>
    public required string File { get; init; }

    /// <summary>The column of the values by name or number; null for the usual ones.</summary>
    public required string? Column { get; init; }

    /// <summary>Whose values are taken where the file tells of several; null for the metric's
    /// subject.</summary>
    public required string? Asset { get; init; }

    /// <summary>The asset of the same file by whose values they are divided; null for none.
    /// </summary>
    public required string? Quote { get; init; }

    /// <summary>What the file calls the moment at which the scenario starts, in UTC.</summary>
    public required DateTime StartUtc { get; init; }

    /// <summary>Says what is wrong with the metric, where that is stated.</summary>
    public ScenarioError WrongMetric(string message) => Wrong(_metricAt, "metric", message);

    /// <summary>Reads the values at the ends of a scenario's steps.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="folder">The folder that the file's name is relative to.</param>
    /// <param name="errors">All that is wrong; empty exactly where there are values.</param>
    public IReadOnlyList<ObservedValue> Read(
        Scenario scenario, string folder, out IReadOnlyList<ScenarioError> errors)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(folder);
        string path = Path.Combine(folder, File);
        if (!System.IO.File.Exists(path))
        {
            errors = [Wrong(
                _fileAt, "file",
                $"found no file {path}; allowed is a CSV file of what happened (--data names "
                + "another folder)")];
            return [];
        }

        string subject = Metric[..Math.Max(Metric.LastIndexOf('.'), 0)];
        var request = new PriceFileRequest(path)
        {
            Column = Column,
            Asset = Asset ?? subject,
            AssetKey = "asset",
            HoldsAnyValue = true,
            FromUtc = StartUtc,
            ToUtc = StartUtc.AddSeconds(scenario.HorizonSeconds + scenario.StepSeconds),
        };
        PriceValues values = PriceFile.ReadValues(request);
        PriceValues? quotes =
            Quote is null ? null : PriceFile.ReadValues(request with { Asset = Quote });
        errors = [.. values.Errors, .. quotes?.Errors ?? []];
        if (errors.Count > 0) return [];
        ObservedValue[] found = AtSteps(scenario, Divided(values.Points, quotes?.Points));
        if (found.Length == 0)
        {
            errors = [Wrong(
                _fileAt, "file",
                $"found no value at the end of a step of {scenario.StepSeconds} s within the "
                + $"horizon from {PriceTime.Text(StartUtc)} in {path}; allowed is at least one")];
        }

        return found;
    }

    private static IEnumerable<PricePoint> Divided(
        IReadOnlyList<PricePoint> values, IReadOnlyList<PricePoint>? quotes)
    {
        if (quotes is null) return values;
        Dictionary<DateTime, double> by =
            quotes.ToDictionary(quote => quote.TimeUtc, quote => quote.Price);
        return values
            .Where(value => by.GetValueOrDefault(value.TimeUtc) != 0)
            .Select(value => value with { Price = value.Price / by[value.TimeUtc] });
    }

    // Sites tell a day's last second, or its last millisecond, in place of the next day's first.
    private ObservedValue[] AtSteps(Scenario scenario, IEnumerable<PricePoint> values)
    {
        const double near = 0.01;
        return [.. values
            .Select(value => (
                Steps: (value.TimeUtc - StartUtc).TotalSeconds / scenario.StepSeconds,
                value.Price))
            .Select(value => (
                Step: (int)Math.Round(value.Steps),
                Off: Math.Abs(value.Steps - Math.Round(value.Steps)),
                value.Price))
            .Where(value => value.Off <= near && value.Step > 0 && value.Step <= scenario.Steps)
            .GroupBy(value => value.Step)
            .Select(same => same.MinBy(value => value.Off))
            .Select(value => new ObservedValue(value.Step, value.Price))];
    }

    private ScenarioError Wrong(Place at, string key, string message) =>
        new(at.File, at.Line, at.Column, KeyPath.Join(_path, key), message);
}

/// <summary>What a metric was at the end of a step.</summary>
/// <param name="Step">The number of the step, from 1.</param>
/// <param name="Value">The value, in the metric's unit.</param>
public readonly record struct ObservedValue(int Step, double Value);
