using GpuRisk.Scenarios.Building;
using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;
using MathNet.Numerics.LinearAlgebra;

namespace GpuRisk.Scenarios.Uncertainty;

/// <summary>
/// Draws the numbers of which a scenario states laws, and builds the scenario of each draw from the
/// same text: what holds of a number that is stated holds of each that is drawn.
/// </summary>
internal static class Draws
{
    private const int MostNumbers = 64;

    /// <summary>The same text with medians in place of laws; durations fall on the nearest step,
    /// as those that are drawn do.</summary>
    public static Value AtMedians(RawNode root, Value values, ErrorLog log)
    {
        decimal step = values["step"].Seconds ?? 0;
        var texts = new Dictionary<RawNode, string>(ReferenceEqualityComparer.Instance);
        foreach (Value value in values.Whole().Where(value => value.Uncertain is not null))
        {
            UncertainValue number = value.Uncertain!;
            texts[number.Node] = number.Shape.Written(number.Law.Median, step);
        }

        return texts.Count == 0
            ? values
            : ScenarioShape.Root.Read(ReplacedTexts.In(root, texts), "", root.At, log);
    }

    /// <summary>Adds the draws to a scenario that was built from its medians.</summary>
    public static Scenario AddTo(
        Scenario scenario, RawNode root, Value values, BookFolder books, ErrorLog log)
    {
        Value section = values["uncertainty"];
        List<Value> numbers = [.. values.Whole().Where(value => value.Uncertain is not null)];
        if (numbers.Count == 0)
        {
            if (section.IsGiven)
            {
                log.Add(
                    section.KeyAt, section.Path,
                    $"is not used; allowed only where a number is one of {LawShape.Allowed}");
            }

            return scenario;
        }

        if (numbers.Count > MostNumbers)
        {
            log.Add(
                numbers[MostNumbers].At, numbers[MostNumbers].Path,
                $"found more than {MostNumbers} uncertain numbers; so many are allowed");
        }

        List<UncertainPair> pairs = Pairs(section, numbers, log);
        int draws = Count(section, log);
        Matrix<double>? factor = Factor(numbers, pairs, section, log);
        if (!log.IsEmpty || factor is null) return scenario;
        double[][] shares = LatinHypercube.Shares(draws, factor);
        decimal step = values["step"].Seconds ?? 0;
        var members = new List<Scenario>(draws);
        UncertainNumber[] stated =
            [.. numbers.Select(number => new UncertainNumber(number.Path, number.Uncertain!.Law))];
        foreach (double[] draw in shares)
        {
            var texts = new Dictionary<RawNode, string>(ReferenceEqualityComparer.Instance);
            foreach ((Value number, double share) in numbers.Zip(draw))
            {
                UncertainValue drawn = number.Uncertain!;
                texts[drawn.Node] = drawn.Shape.Written(drawn.Law.Quantile(share), step);
            }

            if (Member(ReplacedTexts.In(root, texts), books, log, texts.Values) is not { } member)
                return scenario;
            members.Add(member with { Uncertain = stated });
        }

        return scenario with
        {
            Uncertain = stated,
            UncertainPairs = pairs,
            DrawCount = draws,
            Draws = members,
        };
    }

    private static int Count(Value section, ErrorLog log)
    {
        const int usual = 256;
        Value draws = section["draws"];
        int count = section.IsGiven ? (int)draws.Integer : usual;
        if (!int.IsPow2(count))
            log.Add(draws.At, draws.Path, $"found {count}; allowed is a power of two");
        return count;
    }

    private static List<UncertainPair> Pairs(
        Value section, List<Value> numbers, ErrorLog log)
    {
        var pairs = new List<UncertainPair>();
        foreach (Value item in section["correlations"].Items)
        {
            Value? unknown = new[] { item["of"], item["with"] }
                .FirstOrDefault(key => !numbers.Exists(number => number.Path == key.Text));
            if (unknown is not null)
            {
                string suggestion = Suggestion.For(
                    unknown.Text ?? "", numbers.Select(number => number.Path));
                log.Add(
                    unknown.At, unknown.Path,
                    $"found '{unknown.Text}', which is no uncertain number; {suggestion}");
                continue;
            }

            var pair = new UncertainPair(
                item["of"].Text!, item["with"].Text!, item["value"].Number);
            bool isKnown = pairs.Exists(p =>
                (p.First == pair.First && p.Second == pair.Second)
                || (p.First == pair.Second && p.Second == pair.First));
            if (isKnown || pair.First == pair.Second)
            {
                log.Add(
                    item.At, item.Path,
                    "found a pair twice, or a number with itself; allowed is each pair of two "
                    + "once");
            }

            pairs.Add(pair);
        }

        return pairs;
    }

    private static Matrix<double>? Factor(
        List<Value> numbers, List<UncertainPair> pairs, Value section, ErrorLog log)
    {
        CorrelationMatrix matrix = CorrelationMatrix.Identity(numbers.Count);
        foreach (UncertainPair pair in pairs)
        {
            int first = numbers.FindIndex(number => number.Path == pair.First);
            int second = numbers.FindIndex(number => number.Path == pair.Second);
            if (first == second) return null;
            matrix = matrix.With(
                Math.Min(first, second), Math.Max(first, second), pair.Correlation);
        }

        double[,]? factor = matrix.CholeskyFactor();
        if (factor is null)
        {
            log.Add(
                section.KeyAt, section.Path,
                "found correlations that no numbers have together; allowed is a positive "
                + "semi-definite matrix");
        }

        return factor is null ? null : Matrix<double>.Build.DenseOfArray(factor);
    }

    private static Scenario? Member(
        RawNode root, BookFolder books, ErrorLog log, IEnumerable<string> texts)
    {
        var errors = new ErrorLog(root.At.File);
        Value values = ScenarioShape.Root.Read(root, "", root.At, errors);
        Scenario? member =
            values.IsSound ? ScenarioBuilder.Build(values, books, errors) : null;
        foreach (ScenarioError error in errors.Sorted())
        {
            log.Add(
                new Place(error.File, error.Line, error.Column), error.KeyPath,
                $"{error.Message}; so it is drawn ({string.Join(", ", texts.Take(8))})");
        }

        return errors.IsEmpty ? member : null;
    }
}
