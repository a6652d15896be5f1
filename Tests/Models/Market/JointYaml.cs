using System.Globalization;

namespace GpuRisk.Tests.Models.Market;

/// <summary>Texts of joint markets for tests.</summary>
internal static class JointYaml
{
    /// <summary>A price that stands still, and may yet be moved by sales and regulators.</summary>
    public const string Still = "{ kind: gbm, drift: 0, volatility: 0 }";

    /// <summary>A scenario of these sections; ETH begins at 2,000 USD, GOV at 2 USD.</summary>
    public static string Of(
        string sections, string horizon = "10d", string step = "1d", string eth = Still,
        string gov = Still) => $$"""
        scenario: joint
        kernel: market
        horizon: {{horizon}}
        step: {{step}}
        assets:
          ETH: { price: 2000, process: {{eth}} }
          GOV: { price: 2, process: {{gov}} }
          USD: { price: 1, process: { kind: constant } }
        {{sections}}
        """;

    /// <summary>Numbers as YAML has them, whatever the machine's language.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
