namespace GpuRisk.Tests.Scenarios;

/// <summary>What is wrong with laws of uncertain numbers.</summary>
internal static class WrongUncertain
{
    private const string Volatility = "volatility: 0.83";
    private const string Eth =
        "assets:\n  ETH:  { price: 2300, process: { kind: gbm, drift: 0.05, volatility: 0.83 } }";

    public static IEnumerable<Wrong> Cases =>
    [
        Law("uncertain-unknown-law", "§{ about: 0.8 }",
            "found a mapping; allowed is a number or { mean, standardError }"),
        Law("uncertain-key-of-another-law", "{ mean: 0.8, standardError: 0.1, §factor: 2 }",
            "is not a known key"),
        Law("uncertain-missing-spread", "§{ mean: 0.8 }", "is missing; allowed is a number above 0",
            ownPlace: false),
        Law("uncertain-no-spread", "{ mean: 0.8, standardError: §0 }", "allowed is a number above 0"),
        Law("uncertain-law-of-a-law", "{ mean: §{ low: 0, high: 1 }, standardError: 1 }",
            "found a mapping; allowed is a number in [0, 20]"),
        Law("uncertain-bound-outside", "{ low: 0.5, high: §30 }",
            "found '30'; allowed is a number in [0, 20]"),
        Law("uncertain-bounds-turned", "§{ low: 0.9, high: 0.5 }",
            "found a law that no number follows"),
        Law("uncertain-weights", "§{ values: [0.5, 0.9], weights: [1, 1, 1] }",
            "found a law that no number follows"),
        Law("uncertain-draw-outside", "§{ mean: 0.2, standardError: 0.1 }",
            "allowed is a number in [0, 20]; so it is drawn"),
        new("uncertain-horizon", Samples.Pools, "horizon: 90d", "horizon: §{ low: 1d, high: 2d }",
            "found a mapping; allowed is a duration"),
        new("uncertainty-without-laws", Samples.Pools, "seed: 42", "seed: 42\n§uncertainty: {}",
            "is not used; allowed only where a number is one of"),
        Section("uncertain-draws", "draws: §100", "allowed is a power of two"),
        Section(
            "uncertain-unknown-pair", "correlations: [{ of: §assets.ETH.process.volatilty, "
            + "with: assets.ETH.process.volatility, value: 0.1 }]",
            "which is no uncertain number; did you mean 'assets.ETH.process.volatility'?"),
        Section(
            "uncertain-pair-with-itself", "correlations: [§{ of: assets.ETH.process.volatility, "
            + "with: assets.ETH.process.volatility, value: 0.1 }]",
            "found a pair twice, or a number with itself"),
    ];

    private static Wrong Law(string name, string law, string message, bool ownPlace = true) =>
        new(
            name, Samples.Pools, Volatility,
            ownPlace ? $"volatility: {law}" : $"§volatility: {law[1..]}",
            message);

    private static Wrong Section(string name, string section, string message) => new(
        name, Samples.Pools, Eth,
        $"uncertainty: {{ {section} }}\nassets:\n"
        + "  ETH: { price: 2300, process: { kind: gbm, drift: 0, volatility: { low: 0.5, high: 0.9 } } }",
        message);
}
