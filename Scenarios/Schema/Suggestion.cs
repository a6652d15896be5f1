namespace GpuRisk.Scenarios.Schema;

/// <summary>Finds what a misspelt word was meant to be.</summary>
internal static class Suggestion
{
    /// <summary>Longer words than this are no typing errors of ours.</summary>
    private const int LongestWord = 60;

    /// <summary>The end of a message: the nearest known word, or all of them.</summary>
    public static string For(string word, IEnumerable<string> known)
    {
        string[] words = known.ToArray();
        if (words.Length == 0) return "none is allowed here";
        string all = $"allowed is {string.Join(" or ", words)}";
        if (word.Length > LongestWord) return all;
        string nearest = words.MinBy(candidate => Distance(word, candidate))!;
        // A third of the word wrong is still a typing error; more is another word.
        bool isNear = Distance(word, nearest) <= Math.Max(1, nearest.Length / 3);
        return isNear ? $"did you mean '{nearest}'? {all}" : all;
    }

    /// <summary>Levenshtein's distance, without regard to case.</summary>
    private static int Distance(string a, string b)
    {
        int[] previous = Enumerable.Range(0, b.Length + 1).ToArray();
        int[] current = new int[b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                bool isSame = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);
                int replaced = previous[j - 1] + (isSame ? 0 : 1);
                current[j] = Math.Min(replaced, 1 + Math.Min(previous[j], current[j - 1]));
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
