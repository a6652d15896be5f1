using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Tallies;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Running;

/// <summary>What a reader wants to see first of a run.</summary>
internal static class Headline
{
    private const int MostFollowed = 12;

    /// <summary>The names of the metrics that a scenario is about, the foremost first.</summary>
    public static IReadOnlyList<string> Of(Plan plan)
    {
        Scenario scenario = plan.Scenario;
        string[] wanted = scenario.Kernel switch
        {
            KernelKind.ImpermanentLoss =>
                [.. scenario.Positions.Take(1).Select(p => $"{p.Name}.netVersusHold")],
            KernelKind.Liquidation => OfLoans(scenario.Loans),
            KernelKind.Market => ["market.centralisedShareOfGains"],
            _ => [.. scenario.Stablecoins.Take(1).Select(c => $"{c.Name}.minimum")],
        };
        string[] known = [.. wanted.Where(name => plan.Metrics.Any(m => m.Name == name))];
        Metric? first = plan.Metrics.FirstOrDefault(metric => !metric.Internal);
        return known.Length > 0 || first is null ? known : [first.Name];
    }

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
