using System.Globalization;
using System.Text.RegularExpressions;
using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes figures of one's own, and the outcomes that they derive.</summary>
internal sealed partial class FigureBuilder
{
    private const string RareName = "rare";

    private readonly ErrorLog _log;
    private readonly List<StatedFigure> _figures = [];
    private readonly List<DerivedOutcome> _derived = [];
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, IReadOnlyList<WeightedMetric>> _sums = [];

    private FigureBuilder(ErrorLog log) => _log = log;

    /// <summary>The scenario with its figures.</summary>
    public static Scenario AddTo(Scenario scenario, BuildContext context)
    {
        var builder = new FigureBuilder(context.Log);
        foreach (Value entry in context.Root["figures"].Items) builder.Add(entry);
        RareTarget? rare = builder.Rare(context);
        return scenario with
        {
            Figures = builder._figures,
            Derived = builder._derived,
            Rare = rare,
        };
    }

    private RareTarget? Rare(BuildContext context)
    {
        Value entry = context.Root["rare"];
        if (entry.Text is not { } text) return null;
        if (context.Root.Whole().Any(value => value.Uncertain is not null))
        {
            context.Refuse(
                entry, "is stated where numbers are uncertain; allowed is one or the other");
            return null;
        }

        StatedFigure? known = _figures.FirstOrDefault(figure => figure.Name == text.Trim());
        if (Read(entry, text) is not { } parsed) return null;
        StatedFigure stated = known ?? Stated(entry, RareName, text, parsed, parsed.Metric ?? "");
        if (stated.Statistic != FigureStatistic.Mean || parsed.Given.Count + parsed.Curve.Count > 0)
        {
            context.Refuse(
                entry,
                $"found '{RawNode.Shortened(text)}'; allowed is a metric, a sum of metrics, "
                + "P(condition), or a figure that is one");
            return null;
        }

        if (stated.Metric.Length == 0)
        {
            if (_figures.Exists(figure => figure.Name == RareName))
            {
                context.Refuse(entry, $"is not the figure {RareName}; allowed is another name");
                return null;
            }

            stated = Stated(entry, RareName, text, parsed, Derive(RareName, parsed));
            _figures.Add(stated);
        }

        return new RareTarget(stated.Metric) { Figure = stated };
    }

    private void Add(Value entry)
    {
        if (!Name().IsMatch(entry.Name))
        {
            _log.Add(
                entry.KeyAt, entry.Path,
                $"found '{entry.Name}'; allowed is a letter and up to 39 more letters, digits and "
                + "'_'");
            return;
        }

        if (entry.Text is not { } text || Read(entry, text) is not { } parsed) return;
        if (parsed.Curve.Count == 0) Add(entry, entry.Name, text, parsed);
        else AddCurve(entry, parsed);
    }

    private ParsedFigure? Read(Value entry, string text)
    {
        try
        {
            return FigureParser.Read(text, _sums.GetValueOrDefault);
        }
        catch (FormatException error)
        {
            _log.Add(PlaceOf(entry, FigureParser.WrongAt(error)), entry.Path, error.Message);
            return null;
        }
    }

    // One figure for each threshold: NAME_1, NAME_2, ...
    private void AddCurve(Value entry, ParsedFigure parsed)
    {
        foreach ((int i, CurvePoint point) in parsed.Curve.Index())
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{entry.Name}_{i + 1}");
            Add(entry, name, point.Text, parsed with
            {
                Events = [parsed.Events[0] with { Threshold = point.Threshold }],
            });
        }
    }

    private void Add(Value entry, string name, string text, ParsedFigure parsed)
    {
        if (_figures.Exists(figure => figure.Name == name))
        {
            _log.Add(
                entry.KeyAt, entry.Path,
                $"found the figure {name} twice, which an exceedance curve has too; allowed is "
                + "each name once");
            return;
        }

        if (parsed.IsPlain) _sums.Add(name, parsed.Sum);
        _figures.Add(
            Stated(entry, name, text, parsed, parsed.Metric ?? Derive(name, parsed)));
    }

    private static StatedFigure Stated(
        Value entry, string name, string text, ParsedFigure parsed, string metric) => new(
            entry.Path, entry.At,
            [.. parsed.Uses.Select(use => (use.Metric, PlaceOf(entry, use.Start)))])
        {
            Name = name,
            Text = text.Trim(),
            Statistic = parsed.Statistic,
            Level = parsed.Level,
            Metric = metric,
        };

    // Equal outcomes are tallied once, under the name of the figure that is their mean.
    private string Derive(string figure, ParsedFigure parsed)
    {
        string outcome = Text(parsed);
        if (_names.TryGetValue(outcome, out string? known)) return known;
        bool isOwn = parsed.Statistic == FigureStatistic.Mean;
        string name = $"{StatedFigure.Subject}.{(isOwn ? figure : $"({outcome})")}";
        _names.Add(outcome, name);
        _derived.Add(new DerivedOutcome(name, parsed.Sum, parsed.Events, parsed.Given, !isOwn));
        return name;
    }

    private static Place PlaceOf(Value entry, int start) =>
        entry.At with { Column = entry.At.Column + start };

    private static string Text(ParsedFigure parsed)
    {
        string outcome = parsed.Events.Count > 0 ? Text(parsed.Events) : Text(parsed.Sum);
        return parsed.Given.Count > 0 ? $"{outcome} | {Text(parsed.Given)}" : outcome;
    }

    private static string Text(IReadOnlyList<OutcomeCondition> conditions) => string.Join(
        " and ", conditions.Select(condition => string.Create(
            CultureInfo.InvariantCulture,
            $"{Text(condition.Sum)} {Sign(condition.Kind)} {condition.Threshold:R}")));

    private static string Text(IReadOnlyList<WeightedMetric> sum) => string.Join(
        " + ", sum.Select(part => part.Weight == 1
            ? part.Metric
            : string.Create(
                CultureInfo.InvariantCulture, $"{part.Weight:R} * {part.Metric}")));

    private static string Sign(ConditionKind kind) => kind switch
    {
        ConditionKind.Above => ">",
        ConditionKind.AtLeast => ">=",
        ConditionKind.Below => "<",
        ConditionKind.AtMost => "<=",
        ConditionKind.Equal => "==",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No condition."),
    };

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,39}$")]
    private static partial Regex Name();
}
