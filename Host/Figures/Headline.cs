using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Tallies;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Figures;

/// <summary>What a reader wants to see first of a run.</summary>
internal static class Headline
{
    private const int MostFollowed = 12;

    /// <summary>The names of the metrics that a scenario is about, the foremost first: what it
    /// states as rare before all else.</summary>
    public static IReadOnlyList<string> Of(Plan plan)
    {
        string[] rare = plan.Scenario.Rare is { } target ? [target.Metric] : [];
        IEnumerable<string> wanted = rare.Union(Wanted(plan.Scenario));
        string[] known = [.. wanted.Where(name => plan.Metrics.Any(m => m.Name == name))];
        Metric? first = plan.Metrics.FirstOrDefault(metric => !metric.Internal);
        return known.Length > 0 || first is null ? known : [first.Name];
    }

    /// <summary>
    /// The names of the metrics to show where keys of a scenario vary: the figures of one's own;
    /// then those of the positions, loans, coins, holders, classes and farms whose keys they are;
    /// where they are nobody's, as an asset's, those that the scenario is about.
    /// </summary>
    /// <param name="plan">A plan of the sweep.</param>
    /// <param name="keys">The dotted keys that vary.</param>
    public static IReadOnlyList<string> Of(Plan plan, IEnumerable<string> keys)
    {
        IReadOnlyList<string> whole = Of(plan);
        HashSet<string> quantities = [.. plan.Metrics
            .Where(metric => whole.Contains(metric.Name)).Select(metric => metric.Quantity)];
        string[] dotted = [.. keys.Select(key => $".{key}.")];
        string[] varied = [.. Subjects(plan.Scenario, name =>
                dotted.Any(key => key.Contains($".{name}.", StringComparison.Ordinal)))
            .Distinct()
            .SelectMany(subject => OfSubject(plan, subject, quantities))];

        // A market's measures are of all its classes.
        IEnumerable<string> touched = varied.Length == 0 ? whole
            : plan.Scenario.Kernel == KernelKind.Market ? varied.Union(whole)
            : varied;
        return [.. plan.Figures.Select(figure => figure.Told.Name).Union(touched)];
    }

    // Whose keys they are; those of a pool or a lending market move what stands in it.
    private static IEnumerable<string> Subjects(Scenario scenario, Func<string, bool> varies) =>
    [
        .. scenario.Positions
            .Where(p => varies(p.Name) || varies(p.Pool.Name))
            .Select(p => p.Name),
        .. scenario.Loans
            .Where(l => varies(l.Name) || varies(l.Market.Name))
            .Select(l => l.Name),
        .. scenario.Stablecoins.Select(c => c.Name).Where(varies),
        .. scenario.Holders.Select(h => h.Name).Where(varies),
        .. scenario.Classes.Select(c => c.Name).Where(varies),
        .. scenario.Farms.Select(f => f.Name).Where(varies),
    ];

    // What the scenario is about, of this subject; or else the first that it can lose.
    private static IEnumerable<string> OfSubject(
        Plan plan, string subject, HashSet<string> quantities)
    {
        Metric[] all =
            [.. plan.Metrics.Where(m => !m.Internal && m.Subject == subject)];
        Metric[] about = [.. all.Where(metric => quantities.Contains(metric.Quantity))];
        Metric? first = all.FirstOrDefault(m => m.Sense != MetricSense.Level)
            ?? all.FirstOrDefault();
        return about.Length > 0 ? about.Select(m => m.Name) : first is null ? [] : [first.Name];
    }

    /// <summary>The names of the metrics that a kind of scenario is about.</summary>
    public static string[] Wanted(Scenario scenario) => scenario.Kernel switch
    {
        KernelKind.ImpermanentLoss =>
            [.. scenario.Positions.Take(1).Select(p => $"{p.Name}.netVersusHold")],
        KernelKind.Liquidation => OfLoans(scenario.Loans),
        KernelKind.Depeg =>
            [.. scenario.Stablecoins.Take(1).Select(c => $"{c.Name}.minimum")],
        KernelKind.Market => ["market.centralisedShareOfGains"],
        _ => throw new ArgumentException($"There is no kernel {scenario.Kernel}."),
    };

    /// <summary>The names of metrics to follow while a run goes on: first the headline's, then the
    /// same of whatever else the scenario has, and every wallet class's profit; a dozen at most.
    /// </summary>
    public static IReadOnlyList<string> Followed(Plan plan)
    {
        IReadOnlyList<string> headline = Of(plan);
        HashSet<string> quantities =
            [.. plan.Metrics.Where(m => headline.Contains(m.Name)).Select(m => m.Quantity)];
        if (plan.Scenario.Kernel == KernelKind.Market)
        {
            quantities.Add("profit");
        }

        IEnumerable<string> others = plan.Metrics
            .Where(metric => !metric.Internal && quantities.Contains(metric.Quantity))
            .Select(metric => metric.Name);
        return [.. headline.Union(others).Take(MostFollowed)];
    }

    private static string[] OfLoans(IReadOnlyList<Loan> loans)
    {
        Loan? loan = loans.OrderByDescending(loan => loan.IsBook).FirstOrDefault();
        return loan is null ? [] : [$"{loan.Name}.borrowerLoss", $"{loan.Name}.badDebt"];
    }
}
