namespace GpuRisk.Scenarios.Calibration;

/// <summary>Compares what files call columns and assets with what users do.</summary>
internal static class PriceLabel
{
    /// <summary>A name without case, blanks and signs.</summary>
    public static string Normal(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>The one of some assets that is meant; null where it cannot be told.</summary>
    public static string? Asset(IReadOnlyCollection<string> assets, string? wanted)
    {
        if (wanted is null) return null;
        return assets.FirstOrDefault(asset => asset == wanted)
            ?? Only(assets, asset => asset.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? Only(assets, asset => IsQuoteOf(asset, wanted));
    }

    /// <summary>ETH-USD, ETH/USD, ETH_USDT or ETH=X, of ETH.</summary>
    private static bool IsQuoteOf(string asset, string wanted) =>
        asset.Length > wanted.Length
        && asset.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)
        && asset[wanted.Length] is '-' or '/' or '_' or '=' or ':';

    private static string? Only(IReadOnlyCollection<string> assets, Func<string, bool> isMeant)
    {
        List<string> found = [.. assets.Where(isMeant).Take(2)];
        return found.Count == 1 ? found[0] : null;
    }
}
