using System.Globalization;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
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

    /// <summary>A sentence for each book that is gathered into fewer buckets than it has wallets.
    /// </summary>
    public static IEnumerable<string> Warnings(Plan plan)
    {
        Scenario scenario = plan.Scenario;
        List<Loan> gathered = [.. scenario.Loans.Where(
            loan => loan.Buckets is { } buckets && buckets < Wallets(loan))];
        if (gathered.Count == 0)
        {
            return [];
        }

        double wallets = scenario.Loans.Sum(loan => (double)loan.Borrowers.Count);
        int paths = (int)Math.Min(MostPaths, Budget / (wallets * scenario.Steps));
        return paths < FewestPaths
            ? gathered.Select(loan => Gathered(loan)
                + "; by how much that is wrong was not measured, as that would take too long.")
            : Measure(plan, gathered, paths);
    }

    private static IEnumerable<string> Measure(Plan plan, List<Loan> gathered, int paths)
    {
        Plan whole = ScenarioPlanner.Plan(plan.Scenario with
        {
            Loans = [.. plan.Scenario.Loans.Select(loan => loan with { Buckets = null })],
        });
        string[] names = [.. gathered.SelectMany(
            loan => Quantities.Select(quantity => $"{loan.Name}.{quantity}"))];
        double[][] bucket = Simulate(plan, names, paths);
        double[][] wallet = Simulate(whole, names, paths);
        return gathered.Select((loan, i) => Gathered(loan) + ", not each for itself; "
            + string.Create(
                CultureInfo.InvariantCulture,
                $"on {Counted.Of(paths, "path")} of seed {Seed} that makes ")
            + string.Join("; ", Enumerable.Range(i * Quantities.Length, Quantities.Length)
                .Select(j => Difference(names[j], bucket[j], wallet[j])))
            + " (± s.e. of the difference).");
    }

    // Debts that nothing secures are summed, with buckets and without.
    private static int Wallets(Loan loan) => loan.Borrowers.Count(b => b.IsSecured);

    private static string Gathered(Loan loan) =>
        $"loans.{loan.Name}: {Counted.Of(Wallets(loan), "wallet is", "wallets are")} "
        + $"gathered into {Counted.Of(loan.Buckets!.Value, "bucket")}";

    private static string Difference(string name, double[] bucket, double[] wallet)
    {
        int count = bucket.Length;
        double[] differences = [.. bucket.Zip(wallet, (b, w) => b - w)];
        double mean = differences.Average();
        double variance = differences.Sum(d => (d - mean) * (d - mean)) / (count - 1);
        string sign = mean < 0 ? "-" : "+";
        return $"{name} {Text(bucket.Average())} for {Text(wallet.Average())}, "
            + $"{sign}{Text(Math.Abs(mean))} ± {Text(Math.Sqrt(variance / count))}";
    }

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
