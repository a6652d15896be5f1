using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes the correlation matrix from pairs such as <c>ETH-BTC</c>.</summary>
internal static class CorrelationBuilder
{
    /// <summary>Makes the matrix of a section, which holds in some regimes.</summary>
    public static CorrelationMatrix Build(
        Value section, IReadOnlyList<int> regimes, CommonJumps? common, BuildContext context)
    {
        CorrelationMatrix matrix = CorrelationMatrix.Identity(context.Assets.Count);
        var known = new List<((int Low, int High) Pair, Value Entry)>();
        bool isComplete = true;
        foreach (Value entry in section.Items)
        {
            (Asset First, Asset Second)? pair = Pair(entry, context);
            if (pair is not { } found || double.IsNaN(entry.Number))
            {
                isComplete = false;
                continue;
            }

            (int, int) indices = (
                Math.Min(found.First.Index, found.Second.Index),
                Math.Max(found.First.Index, found.Second.Index));
            if (known.FirstOrDefault(k => k.Pair == indices).Entry is { } before)
            {
                context.Log.Add(
                    entry.KeyAt, entry.Path,
                    $"found this pair twice, first as {before.Name}; once is allowed");
                continue;
            }

            known.Add((indices, entry));
            matrix = matrix.With(indices.Item1, indices.Item2, entry.Number);
        }

        matrix = RowDependence.Apply(known, matrix, context, out bool isSound);
        if (isComplete && isSound)
        {
            CorrelationCheck.Check(known, section, matrix, regimes, common, context);
        }

        return matrix;
    }

    private static (Asset First, Asset Second)? Pair(Value entry, BuildContext context)
    {
        (Asset First, Asset Second)[] pairs = Splits(entry.Name, context).ToArray();
        string? problem = pairs switch
        {
            [] => $"found '{entry.Name}'; allowed is two of the assets as A-B: "
                + string.Join(", ", context.Assets.Names),
            [_, _, ..] => $"found '{entry.Name}', which can be split in several ways; "
                + "allowed are assets whose names can be told apart",
            [var pair] => Problem(pair.First, pair.Second),
        };
        if (problem is null) return pairs[0];
        context.Log.Add(entry.KeyAt, entry.Path, problem);
        return null;
    }

    private static string? Problem(Asset first, Asset second)
    {
        if (first == second)
            return $"found {first.Name} twice; allowed is a pair of different assets";
        return Problem(first) ?? Problem(second);
    }

    private static string? Problem(Asset asset) => asset.Process.MovesByItself()
        ? null
        : $"found {asset.Name}, which is {asset.Process.Kind}; allowed are assets whose prices "
            + "move";

    /// <summary>Names may hold hyphens, so each hyphen may be the one between two names.</summary>
    private static IEnumerable<(Asset First, Asset Second)> Splits(string key, BuildContext context)
    {
        for (int i = 1; i < key.Length - 1; i++)
        {
            if (key[i] != '-') continue;
            Asset? first = context.Assets.Find(key[..i]);
            Asset? second = context.Assets.Find(key[(i + 1)..]);
            if (first is not null && second is not null) yield return (first, second);
        }
    }
}
