using GpuRisk.Engine.Benchmarking;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Benchmarks.Cases;

/// <summary>An entry of the product's suite that programs of other people do too. No closed form
/// tells its means, so that these are compared with each other.</summary>
/// <param name="Group">The name of the comparison.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Paths">Paths of a repetition on the product's fastest device.</param>
/// <param name="Figures">The metrics that are compared.</param>
/// <param name="Peers">The programs, with the part of the paths that each simulates.</param>
internal sealed record ComparedWork(
    string Group, string Entry, int Paths, IReadOnlyList<string> Figures,
    IReadOnlyList<(ExternalPeer Peer, int Fraction)> Peers)
{
    public const string PlainPool = "Pool: C++, OpenMP, standard library";
    public const string VectorPool = "Pool: C++, OpenMP, vector mathematics";
    public const string PlainBook = "Liquidation: C++, OpenMP, standard library";
    public const string VectorBook = "Liquidation: C++, OpenMP, vector mathematics";

    private const ulong Seed = 1;
    private const double MostErrors = 4;

    private readonly Lazy<IReadOnlyList<Figure>> _own = new(() => Simulate(Entry, Paths, Figures));

    /// <summary>The work of <c>pool</c>.</summary>
    public static ComparedWork Pool { get; } = new(
        "Pool, step arbitrage, 2 positions", "pool", 1 << 19,
        [
            "ETH.price", "ETH.minimum", "v3.arbitrageProfit", "v3.arbitrageVolume",
            "v3.arbitrageTrades", "v3.noiseVolume", "wide.impermanentLoss",
            "wide.lossVersusRebalancing", "wide.fees", "narrow.impermanentLoss",
            "narrow.lossVersusRebalancing", "narrow.fees", "narrow.timeInRange",
        ],
        [
            (new(VectorPool, "openmp", "pool-vector", ["pool.cpp", "pool.hpp", "philox.hpp"],
                true), 1),
            (new(PlainPool, "openmp", "pool-library", ["pool-plain.cpp", "pool.hpp"], true), 8),
        ]);

    /// <summary>The work of <c>liquidation</c>.</summary>
    public static ComparedWork Book { get; } = new(
        "Liquidation step, 32 loans", "liquidation", 1 << 16,
        [
            "aave-v3.liquidated", "aave-v3.liquidatedShare", "aave-v3.liquidatedDebt",
            "aave-v3.borrowerLoss", "aave-v3.liquidatorProfit", "aave-v3.protocolFee",
            "aave-v3.badDebt", "aave-v3.equity", "loan-01.liquidatedDebt",
            "loan-01.liquidatorProfit", "loan-05.liquidatedDebt", "loan-05.equity",
            "loan-20.liquidatedDebt", "loan-20.equity",
        ],
        [
            (new(VectorBook, "openmp", "book-vector", ["book.cpp", "book.hpp", "philox.hpp"],
                true), 1),
            (new(PlainBook, "openmp", "book-library", ["book-plain.cpp", "book.hpp"], true), 4),
        ]);

    public string OwnName => $"simd: {Group}";

    /// <summary>Lines of the scenario.</summary>
    public int Lines => LineCounter.Count(
        [Path.Combine(Texts.Root, "Scenarios", "benchmark", Entry + ".yaml")]);

    public Plan Plan => BenchmarkSuite.Entry(Entry).Plan;

    /// <summary>What a run's paths came to.</summary>
    public IReadOnlyList<Figure> Read(RunTally tally) => Read(tally, Figures);

    /// <summary>Refuses what differs from the product's own paths of another seed by more than four
    /// standard errors of the difference.</summary>
    /// <exception cref="InvalidDataException">It does, or a figure is missing.</exception>
    public void Check(string name, IReadOnlyList<Figure> figures)
    {
        foreach (Figure own in _own.Value)
        {
            Figure found = figures.FirstOrDefault(figure => figure.Name == own.Name)
                ?? throw new InvalidDataException($"{name}: no {own.Name}.");
            double error = double.Hypot(own.StandardError, found.StandardError);
            if (!(Math.Abs(found.Mean - own.Mean) <= MostErrors * error))
            {
                throw new InvalidDataException(
                    $"{name}: {own.Name} {found.Mean}, expected {own.Mean} with a standard error "
                    + $"of the difference of {error}.");
            }
        }
    }

    private static List<Figure> Simulate(string entry, int paths, IReadOnlyList<string> figures)
    {
        using var device = new SimdDevice();
        RunOutcome run = new PathRunner([device], TimeProvider.System)
            .Run(BenchmarkSuite.Entry(entry).Plan, new RunOptions(paths, Seed));
        return Read(run.Tally, figures);
    }

    private static List<Figure> Read(RunTally tally, IReadOnlyList<string> figures) =>
    [
        .. from figure in figures
           let metric = tally.Metrics.First(
               m => $"{m.Metric.Subject}.{m.Metric.Quantity}" == figure)
           let mean = new MetricEstimates(metric).Mean
           select new Figure(figure, mean.Value!.Value, mean.StandardError!.Value),
    ];
}
