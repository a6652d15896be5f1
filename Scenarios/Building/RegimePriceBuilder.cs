using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes prices that follow the regimes.</summary>
internal static class RegimePriceBuilder
{
    /// <summary>Makes the process of an asset.</summary>
    public static PriceProcess Build(Value asset, BuildContext context)
    {
        Value process = asset["process"];
        Value section = context.Root["regimes"];
        if (!section.IsGiven)
        {
            context.Refuse(
                process["kind"],
                "found 'regime-switching'; allowed only with regimes of the scenario");
        }

        // What is wrong was told; numbers that are none keep other errors away.
        if (context.Regimes is not { } chain) return new GbmProcess(double.NaN, double.NaN);
        Value states = process["states"];
        string[] names = [.. chain.States.Select(state => state.Name)];
        foreach (Value entry in states.Items)
        {
            if (!names.Contains(entry.Name)) context.RefuseKey(entry, "regime", names);
        }

        foreach (string missing in names.Where(
            name => states.IsSound && states.Items.All(entry => entry.Name != name)))
        {
            context.Refuse(states, $"says nothing of {missing}; allowed are all regimes");
        }

        return new RegimeSwitchingProcess(
            [.. names.Select(name => Price(states.Entry(name), context))])
        {
            Chain = chain,
        };
    }

    private static RegimePrice Price(Value entry, BuildContext context) => new(
        ProcessKind.DriftIn(entry, context), entry["volatility"].Number,
        MertonBuilder.Own(entry, context));
}
