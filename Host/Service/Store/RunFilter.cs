using GpuRisk.Client;

namespace GpuRisk.Host.Service.Store;

/// <summary>Which runs to list.</summary>
/// <param name="Owner">Whose; null for everybody's.</param>
/// <param name="State">In which state; null for any.</param>
/// <param name="Name">Of which scenario; null for any.</param>
/// <param name="Sweep">Of which sweep; null for any.</param>
/// <param name="Before">Accepted before the one with this sequence number; null for all.</param>
/// <param name="Limit">How many at most.</param>
internal sealed record RunFilter(
    string? Owner, RunState? State, string? Name, string? Sweep, long? Before, int Limit)
{
    /// <summary>The same as SQL.</summary>
    public string Condition => string.Join(" AND ", Conditions());

    /// <summary>The state as the store writes it.</summary>
    public string? StateText => State?.ToString().ToLowerInvariant();

    private IEnumerable<string> Conditions()
    {
        yield return "1 = 1";
        if (Owner is not null)
        {
            yield return "owner = @Owner";
        }

        if (State is not null)
        {
            yield return "state = @StateText";
        }

        if (Name is not null)
        {
            yield return "name = @Name";
        }

        if (Sweep is not null)
        {
            yield return "sweep = @Sweep";
        }

        if (Before is not null)
        {
            yield return "sequence < @Before";
        }
    }
}
