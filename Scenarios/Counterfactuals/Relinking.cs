namespace GpuRisk.Scenarios;

/// <summary>
/// Makes every part of a scenario point to the parts as its sections have them now. A section
/// whose entries were replaced leaves others pointing to the old ones.
/// </summary>
internal static class Relinking
{
    public static Scenario Relink(Scenario scenario)
    {
        scenario = scenario with { Farms = [.. scenario.Farms.Select(f => Farm(scenario, f))] };
        scenario = scenario with
        {
            Classes = [.. scenario.Classes.Select(c => Class(scenario, c))],
        };
        return scenario with
        {
            Loans = [.. scenario.Loans.Select(
                l => l with { Market = scenario.LendingMarkets[l.Market.Index] })],
            Tokens = [.. scenario.Tokens.Select(t => Token(scenario, t))],
            Bonds = [.. scenario.Bonds.Select(
                b => b with { Buyers = scenario.Classes[b.Buyers.Index] })],
            Covers = [.. scenario.Covers.Select(c => Cover(scenario, c))],
            Shocks = [.. scenario.Shocks.Select(s => Shock(scenario, s))],
            Regulation = scenario.Regulation is { } regulation
                ? Regulation(scenario, regulation)
                : null,
        };
    }

    private static StatedShock Shock(Scenario scenario, StatedShock shock) => shock with
    {
        Volumes = [.. shock.Volumes.Select(v => v with { Pool = Pool(scenario, v.Pool) })],
        Pegs = [.. shock.Pegs.Select(
            p => p with { Stablecoin = scenario.Stablecoins[p.Stablecoin.Index] })],
    };

    private static ArbitragedPool Pool(Scenario scenario, ArbitragedPool pool) =>
        (ArbitragedPool)scenario.Pools.Single(p => p.Index == pool.Index);

    private static Farm Farm(Scenario scenario, Farm farm) =>
        farm.Pool is { } pool ? farm with { Pool = Pool(scenario, pool) } : farm;

    private static WalletClass Class(Scenario scenario, WalletClass @class) => @class with
    {
        Coins = [.. @class.Coins.Select(
            c => c with { Stablecoin = scenario.Stablecoins[c.Stablecoin.Index] })],
        Liquidity = [.. @class.Liquidity.Select(
            l => l with { Pool = Pool(scenario, l.Pool) })],
        Stakes = [.. @class.Stakes.Select(s => s with { Farm = scenario.Farms[s.Farm.Index] })],
        Deposits = [.. @class.Deposits.Select(
            d => d with { Market = scenario.LendingMarkets[d.Market.Index] })],
        Borrowings = [.. @class.Borrowings.Select(
            b => b with { Market = scenario.LendingMarkets[b.Market.Index] })],
    };

    private static GovernanceToken Token(Scenario scenario, GovernanceToken token) => token with
    {
        Allocations = [.. token.Allocations.Select(
            a => a with { Class = scenario.Classes[a.Class.Index] })],
        FeeVote = token.FeeVote is { } vote
            ? vote with { Pool = Pool(scenario, vote.Pool) }
            : null,
    };

    private static Cover Cover(Scenario scenario, Cover cover) => cover with
    {
        Farm = scenario.Farms[cover.Farm.Index],
        Covered = [.. cover.Covered.Select(
            c => c with { Class = scenario.Classes[c.Class.Index] })],
    };

    private static Regulation Regulation(Scenario scenario, Regulation regulation) =>
        regulation with
        {
            Freezes = [.. regulation.Freezes.Select(
                f => f with { Class = scenario.Classes[f.Class.Index] })],
        };
}
