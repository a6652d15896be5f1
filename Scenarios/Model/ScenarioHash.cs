namespace GpuRisk.Scenarios;

/// <summary>
/// What a scenario's hash says of itself: <c>scenario/2:</c> and 64 hexadecimal digits. A hash
/// without a form before it is of <see cref="FirstForm"/>.
/// </summary>
public static class ScenarioHash
{
    /// <summary>The canonical form that hashes are taken of.</summary>
    public const string Form = "scenario/2";

    /// <summary>The form of earlier hashes, which nothing writes any more.</summary>
    public const string FirstForm = "scenario/1";

    /// <summary>The form that a hash is of, known or not.</summary>
    public static string FormOf(string hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        int end = hash.IndexOf(':', StringComparison.Ordinal);
        return end < 0 ? FirstForm : hash[..end];
    }
}
