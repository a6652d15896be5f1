using GpuRisk.Engine.Tallies;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Figures;

/// <summary>What the subjects of metrics are.</summary>
internal static class Subjects
{
    /// <summary>A few words about a subject, or none where it is not of the scenario.</summary>
    public static string Describe(Scenario scenario, string name) =>
        Asset(scenario, name) ?? Pool(scenario, name) ?? Position(scenario, name)
        ?? Loan(scenario, name) ?? Coin(scenario, name) ?? Holder(scenario, name)
        ?? Farm(scenario, name) ?? Part(scenario, name) ?? Whole(scenario, name)
        ?? name switch
        {
            StatedFigure.Subject => "of your own",
            Metric.RareSubject => "what paths count, 1 on average",
            _ => "",
        };

    private static string? Farm(Scenario scenario, string name) =>
        scenario.Farms.Any(farm => farm.Name == name) ? "farm" : null;

    private static string? Whole(Scenario scenario, string name) =>
        scenario.Kernel != KernelKind.Market ? null : name switch
        {
            "market" => "how profits fell on wallets",
            "gas" => "price of gas",
            "regulation" => "regulators",
            _ => null,
        };

    private static string? Part(Scenario scenario, string name) => scenario.Loans
        .Where(loan => name.StartsWith(loan.Name + ".", StringComparison.Ordinal))
        .Select(loan => $"the {name[(loan.Name.Length + 1)..]} part of {loan.Name}")
        .FirstOrDefault();

    private static string? Asset(Scenario scenario, string name) =>
        scenario.Assets.FirstOrDefault(asset => asset.Name == name) is { } asset
            ? $"asset at {FigureText.Compact(asset.PriceUsd)} USD"
            : null;

    private static string? Pool(Scenario scenario, string name) =>
        scenario.Pools.FirstOrDefault(pool => pool.Name == name) is null ? null : "pool";

    private static string? Position(Scenario scenario, string name) =>
        scenario.Positions.FirstOrDefault(position => position.Name == name) is { } position
            ? $"position in {position.Pool.Name}, {FigureText.Compact(position.ValueUsd)} USD"
            : null;

    private static string? Loan(Scenario scenario, string name)
    {
        if (scenario.Loans.FirstOrDefault(loan => loan.Name == name) is { } loan)
        {
            return loan.IsBook
                ? $"book of {Counted.Of(loan.Borrowers.Count, "loan")} in {loan.Market.Name}"
                : $"loan in {loan.Market.Name}";
        }

        return scenario.LendingMarkets.Any(market => market.Name == name)
            ? "lending market"
            : null;
    }

    private static string? Coin(Scenario scenario, string name) =>
        scenario.Stablecoins.Any(coin => coin.Name == name) ? "stablecoin" : null;

    private static string? Holder(Scenario scenario, string name) =>
        scenario.Holders.FirstOrDefault(holder => holder.Name == name) is { } holder
            ? $"holders of {FigureText.Compact(holder.HoldingsUsd)} USD"
            : null;
}
