namespace GpuRisk.Tests.Scenarios;

/// <summary>What may be wrong in the sections that all kernels share.</summary>
internal static class WrongCommon
{
    private const string Eth = "price: 2300, process: { kind: gbm, drift: 0.05, volatility: 0.83 }";

    public static IEnumerable<Wrong> Cases =>
    [
        P("name missing", "scenario: eth-lp\n", "§", "scenario: is missing"),
        P("name with space", "eth-lp", "§eth lp", "found 'eth lp'; allowed is a name"),
        P("name too long", "eth-lp", "§" + new string('a', 41), "allowed is a name"),
        P("name starts with hyphen", "eth-lp", "§-eth", "allowed is a name"),
        P("name ends with dot", "eth-lp", "§eth.", "allowed is a name"),
        P("name climbs folders", "eth-lp", "§eth/../lp", "allowed is a name"),
        P("name turns text about", "eth-lp", "§eth\u202Elp", "allowed is a name"),
        P("kernel missing", "kernel: impermanent-loss\n", "", "§scenario", "kernel: is missing"),
        P("kernel unknown", "impermanent-loss", "§loss",
            "found 'loss'; allowed is impermanent-loss"),
        P("kernel a list", "impermanent-loss", "§[a]", "found a list"),
        P("horizon missing", "horizon: 90d\n", "", "§scenario", "horizon: is missing"),
        P("horizon zero", "90d", "§0d", "allowed is a duration above 0s"),
        P("horizon no unit", "90d", "§90", "found '90'; allowed is a duration"),
        P("horizon negative", "90d", "§-90d", "allowed is a duration"),
        P("horizon wrong unit", "90d", "§90w", "allowed is a duration"),
        P("horizon too long", "90d", "§999999999999999d", "allowed is a duration"),
        P("horizon not whole", "90d", "§90.01d", "allowed is a whole number of steps of 3600 s"),
        P("too many steps", "step: 1h", "step: 1s", "horizon: 90d", "horizon: §180d",
            "found 15552000 steps; allowed are 10000000"),
        P("step nothing", "step: 1h", "step:§", "found nothing; allowed is a duration"),
        P("paths zero", "paths: 5000", "paths: §0", "a whole number from 1 to 1000000000000"),
        P("paths fraction", "paths: 5000", "paths: §0.5", "a whole number from 1"),
        P("paths huge", "paths: 5000", "paths: §99999999999999999999999", "a whole number from 1"),
        P("paths quoted", "paths: 5000", "paths: §\"5000\"", "found the quoted text \"5000\""),
        P("seed negative", "42\n", "§-1\n", "a whole number from 0 to 9223372036854775807"),
        P("seed too large", "42\n", "§9223372036854775808\n", "a whole number from 0"),
        P("measure unknown", "seed: 42", "measure: §real", "allowed is real-world or risk-neutral"),
        P("measure without rate", "seed: 42", "measure: risk-neutral", "§scenario",
            "riskFreeRate: is missing"),
        P("rate without measure", "seed: 42", "§riskFreeRate: 0.1",
            "only with measure risk-neutral"),
        P("description a mapping", "description: Two", "description: §{ a: 1 }\n#",
            "found a mapping"),
        P("unknown key", "seed: 42", "§sed: 42", "did you mean 'seed'?"),
        P("very unknown key", "seed: 42", "§quux: 42", "is not a known key; allowed is kernel"),
        P("section of another kernel", "seed: 42", "§loans: {}", "not used with kernel"),
        P("price negative", "2300", "§-2300",
            "assets.ETH.price: found '-2300'; allowed is a number above 0"),
        P("price zero", "2300", "§0", "allowed is a number above 0"),
        P("price not a number", "2300", "§cheap", "found 'cheap'"),
        P("price nan", "2300", "§.nan", "which is not finite"),
        P("price infinite", "2300", "§-.inf", "which is not finite"),
        P("price overflows", "2300", "§1e999", "allowed is a number above 0"),
        P("price above limit", "2300", "§1.1e15",
            "allowed is a number above 0 and at most 1e15; are these raw units of 10^18?"),
        P("price hexadecimal", "2300", "§0x10", "found '0x10'"),
        P("price grouped", "2300", "§2_300", "found '2_300'"),
        P("price a list", "2300", "§[1]", "found a list"),
        P("price of foreign digits", "2300", "§٢", "allowed is a number"),
        P("price long", "2300", "§" + new string('1', 200), "1111..."),
        P("source too long", "price: 2300, ", $"price: 2300, source: §{new string('s', 501)}, ",
            "a text of at most 500 characters"),
        P("price missing", "ETH:  { price: 2300, ", "§ETH:  { ", "assets.ETH.price: is missing"),
        P("asset a number", "{ " + Eth + " }", "§5", "a mapping that describes an asset"),
        P("asset name", "  USDC: {", "  §US DC: {", "allowed is a name", errors: 4),
        P("process missing kind", "kind: gbm, ", "", "process: { drift", "§process: { drift",
            "process.kind: is missing"),
        P("process unknown kind", "kind: gbm", "kind: §vasicek",
            "constant or gbm or merton or heston or bates or regime-switching or "
            + "ornstein-uhlenbeck or student-t or garch or bootstrap or history or pegged"),
        P("volatility missing", ", volatility: 0.83", "", "2300, process", "2300, §process",
            "volatility: is missing"),
        P("volatility negative", "0.83", "§-0.1", "a number in [0, 20]"),
        P("volatility misspelt", "volatility: 0.83", "volatility: 0.83, §volatilty: 1",
            "did you mean 'volatility'?"),
        P("drift too large", "drift: 0.05", "drift: §20.5", "a number in [-20, 20]"),
        P("jumps with gbm", "volatility: 0.83", "volatility: 0.83, §jumpMean: 1",
            "not used with kind gbm; allowed only with merton or bates"),
        P("heston without reversion", Samples.Heston
                .Replace("meanReversion: 3, ", "", StringComparison.Ordinal)
                .Replace("process: { kind: heston", "§process: { kind: heston",
                    StringComparison.Ordinal),
            "meanReversion: is missing"),
        P("heston of more than perfect correlation", Heston("1.5", "§-1.1"),
            "a number in [-1, 1]"),
        P("heston with volatility", Heston("1.5", "-0.4, §volatility: 1"),
            "not used with kind heston; allowed only with gbm or merton or ornstein-uhlenbeck or "
            + "student-t or garch"),
        P("heston with a common jump", Heston("1.5", "-0.4, §commonJumpMean: 0.1"),
            "not used with kind heston; allowed only with merton or bates"),
        P("heston on too long a step", Heston("§80", "0.9")
                .Replace("step: 1h", "step: 10d", StringComparison.Ordinal),
            "volatilityOfVariance: found 80, with which a step of this length has no mean price; "
            + "allowed beside this meanReversion and priceVarianceCorrelation is less than 65.84"),
        P("too many jumps", "step: 1h", "step: 10d", "jumpsPerYear: 12", "jumpsPerYear: §200",
            "found 5.47945 jumps a step", errors: 3),
        P("jump deviation", "0.08,", "§5.5,", "a number in [0, 5]"),
        P("flag as word", "compensated: true", "compensated: §yes", "allowed is true or false"),
        P("correlation above 1", "0.84", "§1.2", "a number in [-1, 1]"),
        P("correlation of unknown", "ETH-BTC", "§ETH-XRP", "allowed is two of the assets"),
        P("correlation with itself", "ETH-BTC", "§ETH-ETH", "a pair of different assets"),
        P("correlation with constant", "ETH-BTC", "§ETH-USDC", "found USDC, which is constant"),
        P("correlation twice", "0.84", "0.84, §BTC-ETH: 0.84", "first as ETH-BTC"),
        P("correlation of one name", "ETH-BTC", "§ETH", "allowed is two of the assets"),
        P("correlation beyond jumps", "0.84", "§0.9",
            "correlations.ETH-BTC: found 0.9; allowed is [-0.8968, 0.8968]"),
        P("correlations that contradict", Three("ETH-BTC: 0.8, ETH-SOL: 0.8, BTC-SOL: §-0.9"),
            "found -0.9 beside ETH-BTC 0.8, ETH-SOL 0.8; allowed beside those is [0.28, 1]"),
        P("correlation left out", Three("BTC-SOL: 0.8, ETH-BTC: §0.8"),
            "found 0.8 beside ETH-SOL 0, BTC-SOL 0.8; allowed beside those is [-0.6, 0.6]"),
        P("correlation that is determined", Three("ETH-BTC: 1, ETH-SOL: 0.3, BTC-SOL: §0.4"),
            "found 0.4 beside ETH-BTC 1, ETH-SOL 0.3; allowed beside those is 0.3"),
        P("correlation that is opposed", Three("ETH-BTC: -1, ETH-SOL: -1, BTC-SOL: §-1"),
            "found -1 beside ETH-BTC -1, ETH-SOL -1; allowed beside those is 1"),
        P("common jumps of nobody", "seed: 42", "§commonJumps: { perYear: 3 }",
            "commonJumps: is not used; allowed only where an asset states commonJumpMean"),
        P("common jumps too often",
            Common("§200", "").Replace("step: 1h", "step: 10d", StringComparison.Ordinal),
            "found 5.47945 jumps a step", errors: 3),
        P("common jumps as a share", Common("§-1", ""), "a number in [0, 10000]"),
        P("common sizes correlated", Common("3", ", sizeCorrelation: §1.5"), "in [0, 1]"),
        P("common jump without jumps", "0.08,", "0.08, §commonJumpMean: 0.1,",
            "allowed only with commonJumps of the scenario"),
        P("common jump without deviation",
            Common("3", "").Replace(", commonJumpStdDev: 0.1", "", StringComparison.Ordinal)
                .Replace("process: { kind: merton", "§process: { kind: merton",
                    StringComparison.Ordinal),
            "commonJumpStdDev: is missing; a common jump has both a mean and a deviation"),
        P("not compensated", Samples.Pools
                .Replace("seed: 42", "measure: risk-neutral\nriskFreeRate: 0.05",
                    StringComparison.Ordinal)
                .Replace("compensated: true", "compensated: §false", StringComparison.Ordinal),
            "with measure risk-neutral jumps are always compensated"),
        P("observed nothing", "seed: 42", "observed: §[]", "found a list of 0"),
        P("observed without metric", Observed("- §{ file: a.csv, start: 2020-01-01 }"),
            "metric: is missing"),
        P("observed twice", Observed(
                "- { metric: a.b, file: a.csv, start: 2020-01-01 }\n"
                + "  - { metric: §a.b, file: b.csv, start: 2020-01-01 }"),
            "observed.1.metric: found a.b twice; allowed is once"),
        P("observed from nowhere", Observed("- { metric: a.b, file: a.csv, start: §random }"),
            "found 'random'; allowed is a time in UTC"),
        P("observed at an absolute path",
            Observed("- { metric: a.b, file: §/a.csv, start: 2020-01-01 }"),
            "found '/a.csv'; allowed is the name of a CSV file, relative to the scenario"),
        P("observed with an unknown key",
            Observed("- { metric: a.b, file: a.csv, start: 2020-01-01, §from: 3 }"),
            "is not a known key"),
        P("correlations a list", "{ ETH-BTC: 0.84 }", "§[0.84]",
            "a mapping of 0 to 28 correlations"),
    ];

    private static Wrong P(string name, string find, string with, string message, int errors = 1) =>
        new(name, Samples.Pools, find, with, message) { Errors = errors };

    private static Wrong P(string name, string marked, string message, int errors = 1)
    {
        int mark = marked.IndexOf('§', StringComparison.Ordinal);
        string rest = marked[(mark + 1)..];
        return new Wrong(name, marked[..mark] + "?" + rest, "?" + rest, "§" + rest, message)
        {
            Errors = errors,
        };
    }

    private static string Three(string correlations) => $$"""
        scenario: three
        kernel: impermanent-loss
        horizon: 1d
        step: 1h
        assets:
          ETH: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.8 } }
          BTC: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.6 } }
          SOL: { price: 1, process: { kind: gbm, drift: 0, volatility: 1.1 } }
        correlations: { {{correlations}} }
        """;

    private static string Observed(string entries) => Samples.Pools.Replace(
        "seed: 42", "seed: 42\nobserved:\n  " + entries, StringComparison.Ordinal);

    private static string Common(string perYear, string sizes) => Samples.Pools
        .Replace(
            "seed: 42", $"commonJumps: {{ perYear: {perYear}{sizes} }}", StringComparison.Ordinal)
        .Replace(
            "compensated: true",
            "compensated: true, commonJumpMean: -0.1, commonJumpStdDev: 0.1",
            StringComparison.Ordinal);

    private static string Heston(string volatility, string correlation) => Samples.Heston.Replace(
        "volatilityOfVariance: 1.5, priceVarianceCorrelation: -0.4",
        $"volatilityOfVariance: {volatility}, priceVarianceCorrelation: {correlation}",
        StringComparison.Ordinal);

    /// <summary>Two changes, the second of which may only mark the place.</summary>
    private static Wrong P(
        string name,
        string find,
        string with,
        string thenFind,
        string thenWith,
        string message,
        int errors = 1) =>
        P(name, thenFind, thenWith, message, errors) with
        {
            Sample = Samples.Pools.Replace(find, with, StringComparison.Ordinal),
        };

    /// <summary>A change that shows at the start of the file.</summary>
    private static Wrong P(string name, string find, string with, string atStart, string message) =>
        P(name, find, with, "scenario: eth-lp", atStart + ": eth-lp", message);
}
