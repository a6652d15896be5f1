namespace GpuRisk.Host.Runs.Sweeps;

/// <summary>Splits what a user listed at its commas.</summary>
internal static class ValueList
{
    /// <summary>
    /// The parts between commas that stand in no quotes, brackets or braces, so that a list or a
    /// mapping may be a value; without the blanks around them.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <returns>Each part with the place of its first character in the text, from 0.</returns>
    public static IReadOnlyList<(string Text, int Start)> Split(string text)
    {
        var parts = new List<(string, int)>();
        int start = 0;
        int depth = 0;
        char quote = '\0';
        for (int i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && depth <= 0 && quote == '\0'))
            {
                int first = start;
                while (first < i && text[first] == ' ')
                {
                    first++;
                }

                parts.Add((text[first..i].Trim(), first));
                start = i + 1;
                continue;
            }

            char c = text[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else
            {
                depth += c is '[' or '{' ? 1 : c is ']' or '}' ? -1 : 0;
            }
        }

        return parts;
    }
}
