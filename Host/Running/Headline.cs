using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Tallies;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Running;

/// <summary>What a reader wants to see first of a run.</summary>
internal static class Headline
{
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

    private static string[] OfLoans(IReadOnlyList<Loan> loans)
    {
        Loan? loan = loans.OrderByDescending(loan => loan.IsBook).FirstOrDefault();
        return loan is null ? [] : [$"{loan.Name}.borrowerLoss", $"{loan.Name}.badDebt"];
    }
}
