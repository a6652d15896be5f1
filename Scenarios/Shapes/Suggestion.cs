namespace GpuRisk.Scenarios.Shapes;

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

    /// <summary>
    /// The letters to insert, delete, replace or swap with their neighbour, without regard to
    /// case (the optimal string alignment distance).
    /// </summary>
    private static int Distance(string a, string b)
    {
        var distance = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) distance[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) distance[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = distance[i - 1, j - 1] + (IsSame(a[i - 1], b[j - 1]) ? 0 : 1);
                int shifted = 1 + Math.Min(distance[i - 1, j], distance[i, j - 1]);
                distance[i, j] = Math.Min(replaced, shifted);
                bool isSwap = i > 1 && j > 1
                    && IsSame(a[i - 1], b[j - 2]) && IsSame(a[i - 2], b[j - 1]);
                if (isSwap) distance[i, j] = Math.Min(distance[i, j], distance[i - 2, j - 2] + 1);
            }
        }

        return distance[a.Length, b.Length];
    }

    private static bool IsSame(char a, char b) =>
        char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
