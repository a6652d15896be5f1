namespace GpuRisk.Tests.Scenarios;

/// <summary>Mistakes in processes whose variance is one in each period.</summary>
internal static class WrongPeriods
{
    public static IEnumerable<Wrong> Cases =>
    [
        P("period of no whole steps", "period: 12h", "period: §15h",
            "found 54000 s; allowed is a whole number of steps of 21600 s"),
        P("period shorter than a step", "period: 12h", "period: §1h",
            "found 3600 s; allowed is a whole number of steps of 21600 s"),
        P("period of too many steps", "period: 12h", "period: §10000000d",
            "found 40000000 steps; allowed are at most 10000000"),
        P("variance that explodes", "beta: 0.8", "beta: §0.9",
            "found 0.9, so that alpha + beta + leverage times 0.5 is 1.025; allowed is a sum below "
            + "1"),
        P("variance taken by falls", "leverage: 0.05", "leverage: §-0.2",
            "found -0.2, with which falls would take from the variance; allowed is -0.1 or more"),
        P("garch without alpha", "process: { kind: garch", "§process: { kind: garch",
            "alpha: is missing") with
        {
            Sample = Samples.Periods.Replace("alpha: 0.1, ", "", StringComparison.Ordinal),
        },
        P("tails without degrees of freedom", "process: { kind: garch", "§process: { kind: garch",
            "degreesOfFreedom: is missing; shocks student-t need a number above 2") with
        {
            Sample = Samples.Periods.Replace(
                "degreesOfFreedom: 5, ", "", StringComparison.Ordinal),
        },
        P("degrees of freedom of normals", "degreesOfFreedom: 5", "§degreesOfFreedom: 5",
            "is not used; allowed only with shocks student-t") with
        {
            Sample = Samples.Periods.Replace("shocks: student-t, ", "", StringComparison.Ordinal),
        },
        P("degrees of freedom without variance", "degreesOfFreedom: 3", "degreesOfFreedom: §2",
            "allowed is a number in (2, 1000]"),
        P("unknown shocks", "shocks: student-t", "shocks: §cauchy",
            "allowed is normal or student-t or residuals"),
        P("garch with jumps", "leverage: 0.05", "leverage: 0.05, §jumpMean: 0",
            "not used with kind garch; allowed only with merton"),
        P("tails without risk", "kind: student-t", "kind: §student-t",
            "found 'student-t', whose mean price is not known; allowed with measure risk-neutral ")
        with
        {
            Sample = Samples.Periods
                .Replace(
                    "step: 6h", "step: 6h\nmeasure: risk-neutral\nriskFreeRate: 0.01",
                    StringComparison.Ordinal)
                .Replace(
                    "shocks: student-t, degreesOfFreedom: 5, ", "", StringComparison.Ordinal),
        },
        R("rows without residuals", "process: { kind: garch, drift", "§process: { kind: garch, drift",
            "residuals: is missing; shocks residuals need a list of 2 to 1024 numbers") with
        {
            Sample = Samples.Residuals.Replace(
                ", residuals: [1, -2, 0.5, 0.5]", "", StringComparison.Ordinal),
        },
        R("residuals of normals", "residuals: [1, -2, 0.5, 0.5]", "§residuals: [1, -2, 0.5, 0.5]",
            "is not used; allowed only with shocks residuals") with
        {
            Sample = Samples.Residuals.Replace(
                "initialVolatility: 0.5, shocks: residuals, ", "", StringComparison.Ordinal),
        },
        R("residuals alike", "[1, -2, 0.5, 0.5]", "§[1, 1, 1]",
            "found 3 times 1; allowed are numbers that differ"),
        R("one residual", "[1, -2, 0.5, 0.5]", "§[1]", "a list of 2 to 1024 numbers"),
        R("correlation of joint rows", "step: 6h",
            "step: 6h\ncorrelations: { ETH-BTC: §0.5 }",
            "found 0.5; the moves of ETH and BTC come from the same rows, which carry their "
            + "dependence; allowed is none"),
        R("correlation with rows of its own", "step: 6h",
            "step: 6h\ncorrelations: { SOL-BTC: §0.5 }",
            "found 0.5; the moves of BTC come from the rows of a table of its own, which no "
            + "correlation of BTC and SOL reaches; allowed is 0"),
        R("file in a text", "{ kind: gbm, drift: 0, volatility: 1 }",
            "{ kind: bootstrap, file: §prices.csv, meanBlock: 3 }",
            "found a price file; allowed only in a scenario that is read from a file"),
        R("history of a text", "{ kind: gbm, drift: 0, volatility: 1 }",
            "{ kind: history, file: §prices.csv, start: random }",
            "found a price file; allowed only in a scenario that is read from a file"),
        R("shock between steps", "step: 6h",
            "step: 6h\nshocks: [{ at: §5h, prices: { SOL: -0.1 } }]",
            "found 18000 s; allowed is a whole number of steps of 21600 s"),
        R("shock of no whole steps", "step: 6h",
            "step: 6h\nshocks: [{ at: 6h, over: §5h, prices: { SOL: -0.1 } }]",
            "found 18000 s; allowed is a whole number of steps of 21600 s"),
        R("shock beyond the horizon", "step: 6h",
            "step: 6h\nshocks: [{ at: §29d, over: 2d, prices: { SOL: -0.1 } }]",
            "found 2505600 s, whose 172800 s end beyond the horizon of 2592000 s"),
        R("shock that leaves nothing", "step: 6h",
            "step: 6h\nshocks: [{ at: 6h, prices: { SOL: §-1 } }]",
            "found '-1'; allowed is a number in (-1, 1000]"),
        R("shock of an unknown", "step: 6h",
            "step: 6h\nshocks: [{ at: 6h, prices: { §SLO: -0.1 } }]", "did you mean 'SOL'?"),
        R("shock of nothing", "step: 6h",
            "step: 6h\nshocks: [§{ at: 6h }]",
            "states nothing that happens; allowed is at least one of prices, volume, gas and pegs"),
        R("shock of volume without any", "step: 6h",
            "step: 6h\nshocks: [{ at: 6h, §volume: { v2: 3 } }]",
            "shocks.0.volume: is not used; allowed only with pools that state noiseVolumePerDay"),
        R("shock of gas without any", "step: 6h",
            "step: 6h\nshocks: [{ at: 6h, §gas: 3 }]",
            "shocks.0.gas: is not used; allowed only with gas of kernel market"),
        R("shock of pegs without any", "step: 6h",
            "step: 6h\nshocks: [{ at: 6h, §pegs: { usdc: -0.1 } }]",
            "shocks.0.pegs: is not used; allowed only with stablecoins"),
        M("shock of an unknown pool", "volume: { §v4: 3 }",
            "found 'v4', which is no pool that states noiseVolumePerDay; did you mean 'v2'?"),
        M("shock of a pool without volume", "volume: { §gov-pool: 3 }",
            "found 'gov-pool', which is no pool that states noiseVolumePerDay; allowed is v2"),
        M("shock of negative volume", "volume: { v2: §-3 }", "allowed is a number in [0, 1000]"),
        M("shock of negative gas", "gas: §-1", "allowed is a number in [0, 1000]"),
        M("shock of an unknown coin", "pegs: { §udsc: -0.1 }",
            "found 'udsc', which is no stablecoin; did you mean 'usdc'?"),
        M("shock that leaves no peg", "pegs: { usdc: §-1 }", "allowed is a number in (-1, 1]"),
        M("shock of a pegged price", "prices: { §USDC: -0.1 }",
            "found USDC, whose price does not move of its own; allowed is an asset whose price "
            + "does, or pegs of usdc"),
    ];

    private static Wrong R(string name, string find, string with, string message) =>
        new(name, Samples.Residuals, find, with, message);

    private static Wrong M(string name, string what, string message) => new(
        name, Samples.Market, "step: 6h",
        $"step: 6h\nshocks: [{{ at: 6h, over: 12h, {what} }}]", message);

    private static Wrong P(string name, string find, string with, string message) =>
        new(name, Samples.Periods, find, with, message);
}
