using GpuRisk.Engine.Planning;

namespace GpuRisk.Engine.Breaches;

/// <summary>A driver that every path tells at its end.</summary>
public sealed class ToldDriver
{
    internal ToldDriver(int place, BreachDriver driver) => (Place, Driver) = (place, driver);

    /// <summary>Its place among what is tallied.</summary>
    public int Place { get; }

    internal BreachDriver Driver { get; }

    /// <summary>What drives a plan's paths from outside: prices and pegs, how deep they fall,
    /// jumps, the volume of traders who know nothing, gas, and what befalls issuers and farms.
    /// </summary>
    public static IReadOnlyList<ToldDriver> Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        HashSet<string> prices = [.. plan.Scenario.Assets.Select(asset => asset.Name)
            .Concat(plan.Scenario.Stablecoins.Select(coin => coin.Name))];
        HashSet<string> coins = [.. plan.Scenario.Stablecoins.Select(coin => coin.Name)];
        HashSet<string> pools = [.. plan.Scenario.Pools.Select(pool => pool.Name)];
        HashSet<string> farms = [.. plan.Scenario.Farms.Select(farm => farm.Name)];
        return [.. plan.Metrics.Index()
            .Where(one => !one.Item.IsFixed && one.Item switch
            {
                { Quantity: "price" or "minimum" or "jumps" } => prices.Contains(one.Item.Subject)
                    || one.Item.Subject == "gas",
                { Quantity: "failed" } => coins.Contains(one.Item.Subject),
                { Quantity: "noiseVolume" } => pools.Contains(one.Item.Subject),
                { Quantity: "rugged" } => farms.Contains(one.Item.Subject),
                _ => false,
            })
            .DistinctBy(one => one.Item.Name)
            .Select(one => new ToldDriver(one.Index, new(
                one.Item.Name, one.Item.Quantity == "jumps" ? "jumps" : one.Item.Unit,
                one.Item.Quantity is "price" or "minimum" ? one.Item.Origin : null, false)))];
    }
}
