using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Reports.Pages;
using GpuRisk.Host.Runs.Storage;
using MathNet.Numerics.Distributions;

namespace GpuRisk.Tests.Host.Reports;

/// <summary>A made-up result of a joint market: ten classes of eight strata and their flows.
/// </summary>
internal sealed class SampleMarket
{
    private const int Paths = 4096;
    private const int Strata = 8;

    private static readonly (string Name, bool Centralised, long Wallets, double Wealth)[] Classes =
    [
        ("retail", false, 250_000, 7.25e8),
        ("whales", true, 1_000, 3.7e9),
        ("insiders", true, 40, 2.4e8),
        ("treasury", true, 8, 4.1e8),
        ("arbitrageurs", true, 19, 9.0e7),
        ("liquidators", true, 36, 4.5e7),
        ("issuer", true, 8, 2.0e8),
        ("infrastructure", true, 400, 6.0e7),
        ("attackers", true, 12, 2.0e6),
        ("insurers", true, 20, 3.0e7),
    ];

    private readonly Random _random = new(20);
    private readonly List<MetricTally> _tallies = [];

    /// <summary>All that a report of it is made of.</summary>
    /// <param name="retail">The name of the class of small wallets.</param>
    public static ReportInput Input(string retail = "retail") => new SampleMarket().Make(retail);

    private ReportInput Make(string retail)
    {
        string Named(string name) => name == "retail" ? retail : name;
        double[] mood = Sample(() => 1);
        double[][] flows = [.. SampleFlow.All.Select(flow => Vary(flow.Mean, mood))];
        var accounts = new List<AccountResult>();
        foreach (var (name, centralised, wallets, wealth) in Classes)
        {
            double[] profit = new double[Paths];
            foreach (var channel in SampleFlow.All.Zip(flows)
                .Where(flow => flow.First.Payer == name || flow.First.Payee == name)
                .GroupBy(flow => flow.First.Channel))
            {
                double[] sum = Sum(channel.Select(flow =>
                    (flow.First.Payee == name ? 1.0 : -1.0, flow.Second)));
                profit = [.. profit.Zip(sum, (a, b) => a + b)];
                Tally(Named(name), $"profit.{channel.Key}", "USD", sum);
            }

            accounts.Add(new AccountResult(
                Named(name), "class", centralised, wallets, wealth,
                Tally(Named(name), "profit", "USD", profit),
                MakeStrata(wallets, wealth, profit)));
        }

        foreach (string name in (string[])["v2", "v3", "aave"])
        {
            accounts.Add(Other(name, "venue"));
        }

        foreach (string name in (string[])
            ["market", "traders", "burned", "reserves", "dilution", "frozen"])
        {
            accounts.Add(Other(name, "outside"));
        }

        AddMeasures(mood);
        return Finish(
            accounts,
            [.. SampleFlow.All.Zip(flows, (flow, paths) => new FlowResult(
                flow.Channel, Named(flow.Payer), Named(flow.Payee), paths.Average(),
                Statistics(paths)))]);
    }

    private ReportInput Finish(List<AccountResult> accounts, List<FlowResult> flows)
    {
        var tally = new RunTally([.. _tallies], Paths);
        RunResult result = RunResult.Create(
            new RunDescription("sample-market", "sha256:0", "market", 20, "float32"),
            tally, new Timing(3.2, 2.1e8), [new DeviceShare("simd", "512-bit vectors", Paths)],
            [
                new Check("ETH mean log return", -0.0789, -0.0781, 0.0021, 0.38),
                new Check("ETH volatility per year", 0.8, 0.8003, 0.0009, 0.33),
            ],
            []) with
        {
            Ledger = new LedgerResult(0.01, 0, accounts, flows, Lorenz()),
        };
        var data = new ReportData(
            ReportData.SchemaName,
            "A made-up quarter of two pools, a lending market and a reserve-backed stablecoin.",
            90 * 86400, 3600, ["market.centralisedShareOfGains", "retail.profit"],
            new Dictionary<string, string>(), MetricPictures.Of(tally), 1024, [Fan()], []);
        return new ReportInput(result, Describe(result), data, "scenario: sample-market # x\n");
    }

    private static Manifest Describe(RunResult result) => new(
        Manifest.SchemaName, "0.1.0", null, result.Scenario, "sha256:0", ["paths=4096"],
        Paths, Paths, false, result.Seed, Manifest.GeneratorName, result.Precision,
        result.Digest, result.Devices, new Machine("Linux", "a processor", 2, ".NET 10"),
        result.Timing, DateTime.UnixEpoch, DateTime.UnixEpoch, []);

    private void AddMeasures(double[] mood)
    {
        void Share(string name, double middle, double spread) => Tally(
            "market", name, "fraction",
            [.. mood.Select(m => Math.Clamp(
                middle + (spread * ((0.6 * m) + (0.8 * Gaussian()))), 0, 1))]);
        Share("gini", 0.84, 0.03);
        Share("hhi", 0.21, 0.03);
        Share("topOnePercentShare", 0.62, 0.06);
        Share("topTenPercentShare", 0.86, 0.03);
        Share("centralisedShareOfGains", 0.713, 0.06);
        Tally("market", "theil", "1", [.. mood.Select(m => 2.9 + (0.3 * m))]);
        Tally("market", "theilWithin", "1", [.. mood.Select(m => 0.8 + (0.1 * m))]);
        Tally("market", "theilBetween", "1", [.. mood.Select(m => 2.1 + (0.2 * m))]);
        Tally("market", "palma", "1", [.. mood.Select(m => 41 * Math.Exp(0.3 * m))]);
        Tally("market", "nakamoto", "wallets", [.. mood.Select(m => Math.Round(14 + m))]);
    }

    private static List<StratumResult> MakeStrata(long wallets, double wealth, double[] profit)
    {
        int strata = (int)Math.Min(Strata, wallets);
        var result = new List<StratumResult>();
        double above = wallets;
        for (int k = 1; k <= strata; k++)
        {
            double upper = k == strata ? 0 : wallets * Math.Pow(10, -3.0 * k / strata);
            long count = Math.Max(1, (long)Math.Round(above - upper));
            double size = wealth / strata / count;
            double[] each = [.. profit.Select(p =>
                (p / strata / count) - (0.02 * Math.Abs(p) * (strata - k) / wallets / k))];
            result.Add(new StratumResult(
                count, size, Figures("USD", each),
                Figures("fraction", [.. each.Select(x => x / size)])));
            above = upper;
        }

        return result;
    }

    private static AccountResult Other(string name, string kind) => new(
        name, kind, false, 0, 0, Figures("USD", new double[Paths]), []);

    private static List<LorenzPoint> Lorenz() => [.. Enumerable.Range(1, 19)
        .Select(i => i / 20.0)
        .Select(x => new LorenzPoint(
            x, Math.Pow(x, 11), 0.0004 + (0.002 * x * (1 - x)),
            Math.Pow(x, 16), Math.Pow(x, 7.5)))];

    private static Fan Fan() => new("ETH.price", "USD", [.. Enumerable.Range(0, 25)
        .Select(i => (Seconds: i * 90.0 * 86400 / 24, Deviation: 0.4 * Math.Sqrt(i / 24.0)))
        .Select(at => new FanPoint(
            at.Seconds, 2000 * Math.Exp(-1.645 * at.Deviation),
            2000 * Math.Exp(-0.674 * at.Deviation), 2000,
            2000 * Math.Exp(0.674 * at.Deviation), 2000 * Math.Exp(1.645 * at.Deviation)))]);

    private MetricResult Tally(string subject, string quantity, string unit, double[] paths)
    {
        MetricTally tally = TallyOf(subject, quantity, unit, paths);
        _tallies.Add(tally);
        return MetricResult.Of(new MetricEstimates(tally));
    }

    private static MetricResult Figures(string unit, double[] paths) =>
        MetricResult.Of(new MetricEstimates(TallyOf("a", "b", unit, paths)));

    private static MetricTally TallyOf(
        string subject, string quantity, string unit, double[] paths)
    {
        double size = Math.Max(paths.Max(Math.Abs), 1e-3);
        var tally = new MetricTally(
            new Metric(subject, quantity, unit, size, MetricSense.Gain));
        tally.Add(paths, 0);
        return tally;
    }

    private static double? Statistics(double[] paths) =>
        Figures("USD", paths).StandardError;

    private static double[] Sum(IEnumerable<(double Sign, double[] Paths)> terms)
    {
        double[] sum = new double[Paths];
        foreach ((double sign, double[] paths) in terms)
        {
            sum = [.. sum.Zip(paths, (a, b) => a + (sign * b))];
        }

        return sum;
    }

    // Busy markets pay all channels more, each with a part of its own.
    private double[] Vary(double mean, double[] mood) => [.. mood.Select(
        m => mean * Math.Exp((0.35 * m) + (0.45 * Gaussian()) - 0.16))];

    private double[] Sample(Func<double> scale) =>
        [.. Enumerable.Range(0, Paths).Select(_ => scale() * Gaussian())];

    private double Gaussian() => Normal.Sample(_random, 0, 1);
}
