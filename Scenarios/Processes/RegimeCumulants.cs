namespace GpuRisk.Scenarios;

/// <summary>
/// Cumulants of what accrues, regime by regime, with independent increments: with M(u) the matrix
/// exp(k(u) T) P of a period, where k(u) are the regimes' cumulant-generating functions and P their
/// probabilities, the mean of exp(u X) is p M(u)^n 1, of which powers of u up to the fourth are
/// kept.
/// </summary>
internal static class RegimeCumulants
{
    private const int Orders = 4;

    /// <summary>The first four cumulants over a horizon.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="years">The horizon.</param>
    /// <param name="perYear">The first four in each regime, per year.</param>
    public static double[] Of(Regimes chain, double years, IReadOnlyList<double[]> perYear)
    {
        // About the mean, so that nothing cancels.
        double mean = Sums(chain, years, perYear, 0)[0];
        double[] cumulants = Sums(chain, years, perYear, mean / years);
        cumulants[0] += mean;
        return cumulants;
    }

    private static double[] Sums(
        Regimes chain, double years, IReadOnlyList<double[]> perYear, double drift)
    {
        int count = chain.States.Count;
        double period = AssetMoments.Years(chain.PeriodSeconds);
        // A horizon of whole periods has one step too few to move the chain at its end.
        double whole = Math.Ceiling((years / period) - 1e-9) - 1;
        double rest = years - (whole * period);
        double[][] During(double time) => [.. perYear.Select(rates => Exponential(
            [0, (rates[0] - drift) * time, rates[1] * time / 2, rates[2] * time / 6,
                rates[3] * time / 24]))];
        double[][] last = During(rest);
        double[][] grown = During(period);
        var power = new double[count][][];
        var law = new double[count][];
        for (int i = 0; i < count; i++)
        {
            power[i] = [.. chain.States[i].Next.Select(p => Scaled(grown[i], p))];
            law[i] = Scaled([1, 0, 0, 0, 0], chain.States[i].Start);
        }

        for (long left = (long)whole; left > 0; left /= 2)
        {
            if (left % 2 == 1) law = Moved(law, power);
            if (left > 1) power = [.. power.Select(row => Moved(row, power))];
        }

        var total = new double[Orders + 1];
        for (int i = 0; i < count; i++) Add(total, Product(law[i], last[i]));
        return Logarithm(total);
    }

    private static double[][] Moved(double[][] law, double[][][] by) =>
        [.. Enumerable.Range(0, law.Length).Select(j =>
        {
            var sum = new double[Orders + 1];
            for (int i = 0; i < law.Length; i++) Add(sum, Product(law[i], by[i][j]));
            return sum;
        })];

    private static double[] Scaled(double[] series, double factor) =>
        [.. series.Select(x => x * factor)];

    private static void Add(double[] sum, double[] series)
    {
        for (int k = 0; k < sum.Length; k++) sum[k] += series[k];
    }

    private static double[] Product(double[] first, double[] second)
    {
        var product = new double[Orders + 1];
        for (int i = 0; i <= Orders; i++)
        {
            for (int j = 0; i + j <= Orders; j++) product[i + j] += first[i] * second[j];
        }

        return product;
    }

    // e = exp(s) with s(0) = 0: n e_n is the sum of k s_k e_(n-k).
    private static double[] Exponential(double[] series)
    {
        var result = new double[Orders + 1];
        result[0] = 1;
        for (int n = 1; n <= Orders; n++)
        {
            for (int k = 1; k <= n; k++) result[n] += k * series[k] * result[n - k] / n;
        }

        return result;
    }

    // The same turned round; of s_n, n! times is the cumulant.
    private static double[] Logarithm(double[] series)
    {
        var cumulants = new double[Orders];
        var log = new double[Orders + 1];
        double factorial = 1;
        for (int n = 1; n <= Orders; n++)
        {
            factorial *= n;
            log[n] = series[n];
            for (int k = 1; k < n; k++) log[n] -= k * log[k] * series[n - k] / n;
            cumulants[n - 1] = factorial * log[n];
        }

        return cumulants;
    }
}
