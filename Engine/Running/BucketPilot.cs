using System.Globalization;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Running;

/// <summary>
/// Measures what the buckets of a book change: the same paths, with buckets and with each wallet
/// for itself.
/// </summary>
internal static class BucketPilot
{
    private const ulong Seed = 1;
    private const int MostPaths = 1024;
    private const int FewestPaths = 64;

    // Path-steps of wallets: some seconds of a processor.
    private const double Budget = 4e9;

    private static readonly string[] Quantities =
        ["liquidatedShare", "liquidatedDebt", "borrowerLoss", "liquidatorProfit", "badDebt"];

    /// <summary>Each book that is gathered into fewer buckets than it has wallets.</summary>
    public static IReadOnlyList<BookBuckets> Measure(Plan plan)
    {
        List<Loan> gathered = [.. plan.Loans.Where(
            loan => loan.Buckets is { } buckets && buckets < Wallets(loan))];
        if (gathered.Count == 0)
        {
            return [];
        }

        double wallets = plan.Loans.Sum(loan => (double)loan.Borrowers.Count);
        int paths = (int)Math.Min(MostPaths, Budget / (wallets * plan.Steps));
        return paths < FewestPaths
            ? [.. gathered.Select(loan => Book(loan, 0, []))]
            : Measure(plan, gathered, paths);
    }

    /// <summary>What a reader should know of it, as a sentence.</summary>
    public static string Warning(BookBuckets book)
    {
        string gathered =
            $"loans.{book.Book}: {Counted.Of(book.Wallets, "wallet is", "wallets are")} "
            + $"gathered into {Counted.Of(book.Buckets, "bucket")}";
        return book.Paths == 0
            ? gathered
                + "; by how much that is wrong was not measured, as that would take too long."
            : gathered + ", not each for itself; on "
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Counted.Of(book.Paths, "path")} of seed {book.Seed} that makes ")
                + string.Join("; ", book.Biases.Select(Text)) + " (± s.e. of the difference).";
    }

    private static BookBuckets Book(Loan loan, int paths, IReadOnlyList<BucketBias> biases) =>
        new(loan.Name, Wallets(loan), loan.Buckets!.Value, paths, Seed, biases);

    private static BookBuckets[] Measure(Plan plan, List<Loan> gathered, int paths)
    {
        // Of uncertain numbers, at their medians.
        Scenario medians = plan.Scenario with { Draws = [] };
        Plan gatheredPlan = plan.Draws > 1 ? ScenarioPlanner.Plan(medians) : plan;
        Plan whole = ScenarioPlanner.Plan(medians with
        {
            Loans = [.. plan.Loans.Select(loan => loan with { Buckets = null })],
        });
        string[] names = [.. gathered.SelectMany(
            loan => Quantities.Select(quantity => $"{loan.Name}.{quantity}"))];
        double[][] bucket = Simulate(gatheredPlan, names, paths);
        double[][] wallet = Simulate(whole, names, paths);
        return [.. gathered.Select((loan, i) => Book(
            loan, paths,
            [.. Enumerable.Range(i * Quantities.Length, Quantities.Length)
                .Select(j => Bias(names[j], bucket[j], wallet[j]))]))];
    }

    // Debts that nothing secures are summed, with buckets and without.
    private static int Wallets(Loan loan) => loan.Borrowers.Count(b => b.IsSecured);

    private static BucketBias Bias(string name, double[] bucket, double[] wallet)
    {
        int count = bucket.Length;
        double[] differences = [.. bucket.Zip(wallet, (b, w) => b - w)];
        double mean = differences.Average();
        double variance = differences.Sum(d => (d - mean) * (d - mean)) / (count - 1);
        return new BucketBias(
            name, bucket.Average(), wallet.Average(), mean, Math.Sqrt(variance / count));
    }

    private static string Text(BucketBias bias) =>
        $"{bias.Metric} {Text(bias.WithBuckets)} for {Text(bias.WithWallets)}, "
        + $"{(bias.Bias < 0 ? "-" : "+")}{Text(Math.Abs(bias.Bias))} ± "
        + $"{Text(bias.StandardError)}";

    private static string Text(double value) => value.ToString(
        value >= 100 ? "#,0" : "0.####", CultureInfo.InvariantCulture);

    private static double[][] Simulate(Plan plan, string[] names, int paths)
    {
        List<string> outcomes = [.. plan.Outcomes.Select(metric => metric.Name)];
        var sink = new OutcomeColumns([.. names.Select(name => outcomes.IndexOf(name))], paths);
        using var device = new SimdDevice(threads: 1);
        using IPathWorker worker = device.CreateWorker(plan, Precision.Float32);
        worker.Simulate(Seed, 0, paths, sink);
        return sink.Columns;
    }
}
