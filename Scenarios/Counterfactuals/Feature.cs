namespace GpuRisk.Scenarios;

/// <summary>Something of a joint market that can be taken away, to see what it does.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What a market without it is, in words.</param>
/// <param name="Remove">Makes the market without it.</param>
public sealed record Feature(string Name, string Meaning, Func<Scenario, Scenario> Remove)
{
    /// <summary>The scenario without the feature; null where it makes no difference.</summary>
    public Scenario? Without(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        Scenario removed = scenario.Changed(s => Relinking.Relink(Remove(s)));
        return removed.CanonicalText() == scenario.CanonicalText() ? null : removed;
    }
}
