using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios.Building;

/// <summary>Reads the expression of a figure.</summary>
/// <remarks>
/// <code>
/// figure     = sum | statistic
/// statistic  = mean(outcome) | quantile(outcome, level) | VaR(outcome, level)
///            | ES(outcome, level) | P(events [ "|" conditions ])
/// events     = conditions | sum (&lt; | &lt;= | &gt; | &gt;= | ==) number { , number }
/// outcome    = sum [ "|" conditions ]
/// conditions = condition { "and" condition }
/// condition  = sum (&lt; | &lt;= | &gt; | &gt;= | ==) sum
/// sum        = [ - ] part { (+ | -) [ - ] part }
/// part       = [ number * ] metric | metric * number | number
/// </code>
/// Numbers alone stand in conditions only.
/// </remarks>
internal sealed class FigureParser
{
    private const string And = "and";
    private const string Comparisons = "<, <=, >, >= or ==";
    private const int MostPoints = 64;

    private readonly FigureToken[] _tokens;
    private readonly Func<string, IReadOnlyList<WeightedMetric>?> _figures;
    private readonly List<(string Metric, int Start)> _uses = [];
    private readonly string _text;
    private int _next;
    private (int Start, double Shift)? _threshold;

    private FigureParser(string text, Func<string, IReadOnlyList<WeightedMetric>?> figures)
    {
        _text = text;
        _tokens = [.. FigureToken.Of(text)];
        _figures = figures;
    }

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="figures">The sums that other names stand for; null where it is none.</param>
    /// <exception cref="FormatException">It is none; the message says what was found and what is
    /// allowed, and <see cref="WrongAt"/> where.</exception>
    public static ParsedFigure Read(
        string text, Func<string, IReadOnlyList<WeightedMetric>?> figures) =>
        new FigureParser(text, figures).Whole();

    /// <summary>Where an expression is wrong, from 0.</summary>
    public static int WrongAt(FormatException error) => (int)error.Data[nameof(FigureToken)]!;

    private FigureToken Next => _tokens[_next];

    private int EndBefore => _tokens[_next - 1].Start + _tokens[_next - 1].Text.Length;

    private ParsedFigure Whole()
    {
        ParsedFigure figure = _tokens.Length > 1 && Next.IsWord && _tokens[1].Text == "("
            ? Statistic()
            : new(FigureStatistic.Mean, 0, SumOfMetrics(), [], [], true);
        if (Next.Text.Length > 0)
            throw Wrong(figure.IsPlain ? "'+', '-' or the end" : "the end");
        return figure with { Uses = _uses };
    }

    private ParsedFigure Statistic()
    {
        FigureToken name = Next;
        FigureStatistic statistic = name.Text switch
        {
            "mean" or "P" => FigureStatistic.Mean,
            "quantile" => FigureStatistic.Quantile,
            "VaR" => FigureStatistic.ValueAtRisk,
            "ES" => FigureStatistic.ExpectedShortfall,
            _ => throw Wrong("mean, quantile, VaR, ES or P, or a sum of metrics"),
        };
        _next += 2;
        bool isEvent = name.Text == "P";
        IReadOnlyList<WeightedMetric> sum = isEvent ? [] : SumOfMetrics();
        IReadOnlyList<OutcomeCondition> events = isEvent ? Conditions() : [];
        IReadOnlyList<CurvePoint> curve = isEvent && Next.Text == "," ? Curve(events) : [];
        IReadOnlyList<OutcomeCondition> given = TryTake("|") ? Conditions() : [];
        double level = 0;
        if (statistic != FigureStatistic.Mean)
        {
            Take(",", "a comma and the level");
            level = Next.Number is > 0 and < 1 and { } number
                ? number
                : throw Wrong("a level above 0 and below 1, as 0.975");
            _next++;
        }

        Take(")", "')'");
        return new(statistic, level, sum, events, given, false) { Curve = curve };
    }

    // What is compared with several numbers in turn, and the expression of each.
    private List<CurvePoint> Curve(IReadOnlyList<OutcomeCondition> events)
    {
        if (events.Count > 1 || _threshold is not { } first)
            throw Wrong("')', or several numbers where one outcome is compared with a number");
        int start = first.Start;
        List<(double Threshold, int Start, int End)> points =
            [(events[0].Threshold, start, EndBefore)];
        while (TryTake(","))
        {
            if (points.Count == MostPoints) throw Wrong($"at most {MostPoints} numbers");
            int at = Next.Start;
            double sign = TryTake("-") ? -1 : 1;
            double number = TryTakeNumber() ?? throw Wrong("a number");
            points.Add(((sign * number) - first.Shift, at, EndBefore));
        }

        string before = _text[..start];
        string after = _text[EndBefore..];
        return
        [
            .. points.Select(point => new CurvePoint(
                point.Threshold, before + _text[point.Start..point.End] + after)),
        ];
    }

    private List<OutcomeCondition> Conditions()
    {
        List<OutcomeCondition> conditions = [];
        do
        {
            conditions.Add(Condition());
        }
        while (TryTake(And));
        return conditions;
    }

    private OutcomeCondition Condition()
    {
        FigureToken first = Next;
        var (left, constant) = Sum();
        ConditionKind kind = Next.Text switch
        {
            ">" => ConditionKind.Above,
            ">=" => ConditionKind.AtLeast,
            "<" => ConditionKind.Below,
            "<=" => ConditionKind.AtMost,
            "==" => ConditionKind.Equal,
            _ => throw Wrong(Comparisons),
        };
        _next++;
        int start = Next.Start;
        var (right, beyond) = Sum();
        _threshold = right.Count == 0 ? (start, constant) : null;
        List<WeightedMetric> sum = Gathered(
            [.. left, .. right.Select(part => part with { Weight = -part.Weight })]);
        return sum.Count > 0
            ? new OutcomeCondition(sum, kind, beyond - constant)
            : throw Wrong(first, "a condition of at least one metric");
    }

    private List<WeightedMetric> SumOfMetrics()
    {
        FigureToken first = Next;
        var (parts, constant) = Sum();
        if (constant != 0)
            throw Wrong(first, "a sum of metrics with constant weights, and numbers alone only "
                + "beside what they are compared with");
        if (Next.Text is "<" or "<=" or ">" or ">=" or "==")
            throw Wrong("a condition within P(...), or after '|'");
        return Gathered(parts) is { Count: > 0 } sum
            ? sum
            : throw Wrong(first, "a sum of at least one metric");
    }

    private (List<WeightedMetric> Parts, double Constant) Sum()
    {
        var parts = new List<WeightedMetric>();
        double constant = 0;
        double sign = 1;
        while (true)
        {
            if (TryTake("-")) sign = -sign;
            constant += sign * Part(sign, parts);
            if (TryTake("+")) sign = 1;
            else if (TryTake("-")) sign = -1;
            else return (parts, constant);
        }
    }

    // The number, where it stands alone.
    private double Part(double sign, List<WeightedMetric> parts)
    {
        double? factor = TryTakeNumber();
        if (factor is not null && !TryTake("*")) return factor.Value;
        IReadOnlyList<WeightedMetric> metrics = Metric();
        if (factor is null && TryTake("*"))
            factor = TryTakeNumber() ?? throw Wrong("a number");
        parts.AddRange(metrics.Select(
            part => part with { Weight = sign * (factor ?? 1) * part.Weight }));
        return 0;
    }

    private IReadOnlyList<WeightedMetric> Metric()
    {
        FigureToken name = Next;
        if (!name.IsWord || name.Text == And || name.Number is not null)
            throw Wrong("a metric, as ETH.price");
        _next++;
        if (_figures(name.Text) is { } sum) return sum;
        _uses.Add((name.Text, name.Start));
        return [new WeightedMetric(name.Text, 1)];
    }

    private double? TryTakeNumber()
    {
        double? number = Next.Number;
        if (number is not null) _next++;
        return number;
    }

    private bool TryTake(string sign)
    {
        bool isThere = Next.Text == sign;
        if (isThere) _next++;
        return isThere;
    }

    private void Take(string sign, string allowed)
    {
        if (!TryTake(sign)) throw Wrong(allowed);
    }

    private FormatException Wrong(string allowed) => Wrong(Next, allowed);

    private static FormatException Wrong(FigureToken at, string allowed)
    {
        string found = at.Text.Length == 0 ? "the end" : $"'{RawNode.Shortened(at.Text)}'";
        var error = new FormatException($"found {found}; allowed is {allowed}");
        error.Data[nameof(FigureToken)] = at.Start;
        return error;
    }

    // One part for each metric, in one order: equal sums are written alike.
    private static List<WeightedMetric> Gathered(IEnumerable<WeightedMetric> parts) =>
    [
        .. parts.GroupBy(part => part.Metric)
            .Select(same => new WeightedMetric(same.Key, same.Sum(part => part.Weight)))
            .Where(part => part.Weight != 0)
            .OrderBy(part => part.Metric, StringComparer.Ordinal),
    ];
}

/// <summary>What an expression says.</summary>
/// <param name="Statistic">What is told.</param>
/// <param name="Level">Its level; 0 for a mean.</param>
/// <param name="Sum">What is summed; empty for an event.</param>
/// <param name="Events">What must hold for the event.</param>
/// <param name="Given">What must hold for the path to count.</param>
/// <param name="IsPlain">Whether no statistic is stated.</param>
internal sealed record ParsedFigure(
    FigureStatistic Statistic,
    double Level,
    IReadOnlyList<WeightedMetric> Sum,
    IReadOnlyList<OutcomeCondition> Events,
    IReadOnlyList<OutcomeCondition> Given,
    bool IsPlain)
{
    /// <summary>Where one outcome is compared with several numbers, all of them; else none.
    /// </summary>
    public IReadOnlyList<CurvePoint> Curve { get; init; } = [];

    /// <summary>The metrics in it, and where they stand.</summary>
    public IReadOnlyList<(string Metric, int Start)> Uses { get; init; } = [];

    /// <summary>The metric whose outcomes are meant as they are; null where they are derived.
    /// </summary>
    public string? Metric =>
        Given.Count == 0 && Events.Count == 0 && Sum is [{ Weight: 1 } only] ? only.Metric : null;
}

/// <summary>A point of an exceedance curve.</summary>
/// <param name="Threshold">What the sum of the event is compared with.</param>
/// <param name="Text">The expression of this point alone.</param>
internal sealed record CurvePoint(double Threshold, string Text);
