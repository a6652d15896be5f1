namespace GpuRisk.Host.Figures;

/// <summary>Dotted keys in as few of their last parts as tell them apart.</summary>
internal static class ShortKeys
{
    /// <summary>The short forms, in the order of the keys.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> keys)
    {
        string[][] parts = [.. keys.Select(key => key.Split('.'))];
        return [.. parts.Select(own => Enumerable.Range(1, own.Length)
            .Select(length => string.Join('.', own[^length..]))
            .First(tail => tail.Length == string.Join('.', own).Length
                || keys.Count(key => key == tail
                    || key.EndsWith("." + tail, StringComparison.Ordinal)) == 1))];
    }
}
