namespace GpuRisk.Scenarios.Building;

/// <summary>
/// Decimals that tokens have on Ethereum and most chains that follow it, by their symbol. They
/// serve where a scenario does not state decimals, and nothing but the prices on which ranges may
/// end depends on them.
/// </summary>
internal static class UsualDecimals
{
    private const int Usual = 18;

    private static readonly Dictionary<string, int> BySymbol =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["GUSD"] = 2,
            ["EURS"] = 2,
            ["USDC"] = 6,
            ["USDC.e"] = 6,
            ["USDbC"] = 6,
            ["USDT"] = 6,
            ["USDT.e"] = 6,
            ["USDT0"] = 6,
            ["USD₮"] = 6,
            ["USD₮0"] = 6,
            ["PYUSD"] = 6,
            ["EURC"] = 6,
            ["WBTC"] = 8,
            ["cbBTC"] = 8,
            ["renBTC"] = 8,
            ["LBTC"] = 8,
        };

    /// <summary>The decimals of a token; 18 for one that is not in the table.</summary>
    public static int Of(string symbol) => BySymbol.GetValueOrDefault(symbol, Usual);
}
