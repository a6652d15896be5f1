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
            "allowed is normal or student-t"),
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
    ];

    private static Wrong P(string name, string find, string with, string message) =>
        new(name, Samples.Periods, find, with, message);
}
