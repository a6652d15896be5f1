using GpuRisk.Scenarios.Calibration;
using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Prices that a scenario's assets take from CSV files: of one file, those at the times
/// that all its assets have in common.</summary>
internal sealed class PriceHistories
{
    private const string What = "price file";

    private readonly Dictionary<string, History?> _known = new(StringComparer.Ordinal);

    /// <summary>The keys of processes that take prices from a file.</summary>
    public static Field[] Keys { get; } =
    [
        Field.Required(
            "file", new TextShape(1000),
            "A CSV file of prices as gpurisk calibrate reads it, relative to this one."),
        Field.Optional(
            "column", new TextShape(100),
            "The column of the price by name or number; close, or price, or the asset's name where "
            + "not stated."),
    ];

    /// <summary>The prices of an asset's file.</summary>
    /// <param name="Index">Which of the scenario's files it is.</param>
    /// <param name="Series">The prices of each of its assets.</param>
    public sealed record History(int Index, IReadOnlyDictionary<string, PriceSeries> Series);

    /// <summary>The prices that an asset names; null where they were refused.</summary>
    public (int File, PriceSeries Prices)? Of(Value asset, BuildContext context)
    {
        Value file = asset["process"]["file"];
        if (file.Text is not { } name) return null;
        if (!_known.TryGetValue(name, out History? history))
        {
            history = Read(name, file, context);
            _known.Add(name, history);
        }

        return history is not null && history.Series.TryGetValue(asset.Name, out var prices)
            ? (history.Index, prices)
            : null;
    }

    private History? Read(string name, Value file, BuildContext context)
    {
        if (CsvFile.Locate(file, What, context) is null) return null;
        if (!File.Exists(context.Books.PathOf(name)))
        {
            context.Refuse(
                file, $"found no file {context.Books.Shown(name)}; allowed is a {What} in CSV");
            return null;
        }

        Value[] assets = [.. context.Root["assets"].Items.Where(entry =>
            entry["process"]["kind"].Text is { } kind
            && (kind == BootstrapProcess.Stated.Name || kind == HistoryProcess.Stated.Name)
            && entry["process"]["file"].Text == name)];
        var series = new List<PriceSeries>();
        foreach (Value asset in assets)
        {
            PriceFileResult read = PriceFile.Read(new(context.Books.PathOf(name))
            {
                Column = asset["process"]["column"].Text,
                Asset = asset["process"]["column"].IsGiven ? null : asset.Name,
            });
            if (read.IsValid) series.Add(read.Series);
            else Tell(read.Errors, name, asset, context);
        }

        if (series.Count < assets.Length) return null;
        string[] names = [.. assets.Select(asset => asset.Name)];
        if (series.Count > 1)
        {
            JointSeries? joint = JointSeries.Of(names, series, out string? problem);
            if (joint is null)
            {
                context.Refuse(file, problem!);
                return null;
            }

            series = [.. joint.Series];
        }

        return new(
            _known.Count,
            names.Zip(series).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    private static void Tell(
        IReadOnlyList<ScenarioError> errors, string name, Value asset, BuildContext context)
    {
        foreach (ScenarioError error in errors)
        {
            // What the system says of a file may tell where it is.
            string message = context.Books.IsConfined
                && error.Message.StartsWith("the file cannot be read", StringComparison.Ordinal)
                    ? "the file cannot be read"
                    : error.Message;
            context.Log.Add(
                new Place(context.Books.Shown(name), error.Line, error.Column),
                asset["process"]["file"].Path, message);
        }
    }
}
