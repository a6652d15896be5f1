using System.Globalization;

namespace GpuRisk.Scenarios.Reading;

/// <summary>Dotted paths such as <c>assets.ETH.process.volatility</c>.</summary>
internal static class KeyPath
{
    public static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    public static string Join(string path, int index) =>
        Join(path, index.ToString(CultureInfo.InvariantCulture));
}
