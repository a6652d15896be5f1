using GpuRisk.Engine.Planning.Tilts;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Engine.Running;

/// <summary>Fits laws to the paths that show what is rare. Laws are of exponential families,
/// so that the likeliest is the one whose mean the sums have.</summary>
internal static class TiltFit
{
    private const int Fitted = 2;
    private const int Iterations = 20;

    // How far from each other they begin, in standard deviations of the sums from their mean.
    private const double Apart = 0.7;

    // Fewer paths leave a law to its own.
    private const double FewestEffective = 10;


    // As if so many paths, or events, beside were as usual.
    private const double UsualPaths = 3;
    private const double UsualEvents = 3;

    // What comes more often on all paths together is no less certain than a normal.
    private const double OftenEvents = 5;

    // Fewer paths are fitted by one law.
    private const double FewestForSeveral = 200;

    private const int Digits = 4;

    // Of a mixture; a power of two.
    private const int Turns = 8;

    /// <summary>The mixture of the true law with those fitted, each in as many turns as its share
    /// of the paths says.</summary>
    /// <param name="drivers">The drivers.</param>
    /// <param name="sample">The paths.</param>
    /// <param name="trueTurns">How many turns the true law has.</param>
    /// <param name="leastSquare">How large the square of a departure from the true law, over its
    /// standard error, must be to be more than chance.</param>
    public static TiltMixture Of(
        IReadOnlyList<PlannedDriver> drivers, TiltSample sample, int trueTurns, double leastSquare)
    {
        double[] all = [.. sample.Counts.Select(_ => 1.0)];
        double[] mean = Means(drivers, sample, all, leastSquare);
        double[] spread = [.. sample.Sums.Select((sums, driver) => Math.Sqrt(
            sample.Counts.Zip(sums, (count, sum) => count * Square(sum - mean[driver])).Sum()
            / sample.Counts.Sum()))];

        // They begin on both sides of the driver that differs most, beside the true law.
        int widest = Enumerable.Range(0, drivers.Count)
            .MaxBy(driver => spread[driver] / drivers[driver].Deviation);
        double[][] laws = [.. Enumerable.Range(0, Fitted).Select(law => Laws(
            drivers, [.. mean.Select((one, driver) => driver == widest
                ? one + ((law - (0.5 * (Fitted - 1))) * Apart * spread[driver])
                : one)]))];
        double[] shares = [.. laws.Select(_ => 1.0 / Fitted)];
        for (int i = 0; i < Iterations; i++)
        {
            double[][] belongs = Belong(drivers, sample, laws, shares);
            for (int law = 0; law < Fitted; law++)
            {
                double[] counts =
                    [.. sample.Counts.Zip(belongs[law], (count, part) => count * part)];
                shares[law] = counts.Sum() / sample.Counts.Sum();
                laws[law] = sample.Effective < FewestForSeveral
                    || Effective(counts) < FewestEffective
                    ? Laws(drivers, mean)
                    : Laws(drivers, Means(drivers, sample, belongs[law], leastSquare));
            }
        }

        int[] turns = TurnsOf(Turns - trueTurns, shares);
        return new(
            [
                [.. drivers.Select(driver => driver.TrueLaw)],
                .. laws.Select(law => (double[])[.. law.Select((one, driver) =>
                    drivers[driver].Bounded(Rounded(one)))]),
            ],
            [
                .. Enumerable.Repeat(0, trueTurns),
                .. turns.SelectMany((count, law) => Enumerable.Repeat(law + 1, count)),
            ]);
    }

    // One for each, the others one by one to whom most is owed.
    private static int[] TurnsOf(int all, double[] shares)
    {
        int[] turns = [.. shares.Select(_ => 1)];
        while (turns.Sum() < all)
        {
            int next = Enumerable.Range(0, shares.Length)
                .MaxBy(law => shares[law] - ((double)turns[law] / all));
            turns[next]++;
        }

        return turns;
    }

    // To which part a path belongs to each law.
    private static double[][] Belong(
        IReadOnlyList<PlannedDriver> drivers, TiltSample sample, double[][] laws, double[] shares)
    {
        double[][] logs = [.. laws.Select((law, k) =>
        {
            (double Constant, double OfSum)[] ratios =
                [.. drivers.Zip(law, (driver, one) => driver.LogRatio(one))];
            double start = Math.Log(Math.Max(shares[k], 1e-9)) + ratios.Sum(one => one.Constant);
            return Enumerable.Range(0, sample.Counts.Length).Select(path => start
                + ratios.Select((one, driver) => one.OfSum * sample.Sums[driver][path]).Sum())
                .ToArray();
        })];
        return [.. logs.Select(own => own.Select(
            (log, path) => 1 / logs.Sum(other => Math.Exp(other[path] - log))).ToArray())];
    }

    private static double[] Means(
        IReadOnlyList<PlannedDriver> drivers, TiltSample sample, double[] parts,
        double leastSquare)
    {
        double[] counts = [.. sample.Counts.Zip(parts, (count, part) => count * part)];
        double weight = counts.Sum();
        double effective = Effective(counts);
        return [.. sample.Sums.Select((sums, driver) => Kept(
            drivers[driver], sums.Select((sum, path) => sum * counts[path]).Sum() / weight,
            effective, leastSquare))];
    }

    // Few paths leave a law near the true one (James, Stein 1961): what chance tilts makes weights
    // vary and shows nothing more often. But what seldom comes may be what it is about.
    private static double Kept(
        PlannedDriver driver, double mean, double paths, double leastSquare)
    {
        double usual = driver.Mean;
        double far = mean - usual;
        if (far == 0)
        {
            return usual;
        }

        bool isOften = driver.Kind == DriverKind.Normals || usual * paths > OftenEvents;
        double kept = isOften
            ? 1 - (leastSquare * Square(driver.Deviation) / paths / Square(far))
            : far > 0
                ? paths / (paths + UsualPaths)
                : usual * paths / ((usual * paths) + UsualEvents);
        return usual + (Math.Max(0, kept) * far);
    }

    private static double[] Laws(IReadOnlyList<PlannedDriver> drivers, double[] means) =>
        [.. drivers.Zip(means, (driver, mean) => driver.Bounded(driver.LawOf(mean)))];

    private static double Effective(double[] counts) =>
        counts.Sum() is > 0 and { } sum ? sum * sum / counts.Sum(Square) : 0;

    // So that the last bits of logarithms do not show in a digest.
    private static double Rounded(double law) =>
        law == 0 ? 0 : double.Parse(
            law.ToString($"E{Digits - 1}", System.Globalization.CultureInfo.InvariantCulture),
            System.Globalization.CultureInfo.InvariantCulture);

    private static double Square(double value) => value * value;
}
