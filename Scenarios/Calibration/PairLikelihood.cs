namespace GpuRisk.Scenarios.Calibration;

/// <summary>
/// The likelihood of the returns of two assets: a mixture of bivariate normals over the numbers
/// of common jumps and of each asset's own.
/// </summary>
internal sealed class PairLikelihood(double[] first, double[] second)
{
    /// <summary>Numbers of jumps with a smaller probability are left out.</summary>
    private const double LeastWeight = 1e-13;

    private const double Tail = 1e-9;
    private const double LeastDensity = 1e-290;

    private readonly record struct Term(
        double LogPeak, double MeanX, double MeanY, double XX, double XY, double YY);

    /// <summary>Adds the log likelihood of each return to a sum.</summary>
    public void AddTo(double[] sums, PairStep step, CancellationToken cancellation)
    {
        Term[] terms = Terms(step);
        var rest = new double[terms.Length];
        for (int n = terms.Length - 2; n >= 0; n--)
            rest[n] = rest[n + 1] + Math.Exp(terms[n + 1].LogPeak);
        Parallel.For(
            0, sums.Length, new ParallelOptions { CancellationToken = cancellation },
            i => sums[i] += LogDensity(first[i], second[i], terms, rest));
    }

    private static double LogDensity(double x, double y, Term[] terms, double[] rest)
    {
        double sum = 0;
        for (int n = 0; n < terms.Length; n++)
        {
            sum += Math.Exp(LogOf(terms[n], x, y));
            if (rest[n] < Tail * sum) break;
        }

        if (sum >= LeastDensity) return Math.Log(sum);
        double largest = terms.Max(term => LogOf(term, x, y));
        return largest + Math.Log(terms.Sum(term => Math.Exp(LogOf(term, x, y) - largest)));
    }

    private static double LogOf(in Term term, double x, double y)
    {
        double dx = x - term.MeanX;
        double dy = y - term.MeanY;
        return term.LogPeak - (0.5 * ((term.XX * dx * dx) + (2 * term.XY * dx * dy)
            + (term.YY * dy * dy)));
    }

    private static Term[] Terms(PairStep step)
    {
        double[] common = Poisson(step.CommonJumps);
        double[] own = Poisson(step.First.Jumps - step.CommonJumps);
        double[] others = Poisson(step.Second.Jumps - step.CommonJumps);
        var terms = new List<Term>();
        for (int c = 0; c < common.Length; c++)
        {
            for (int i = 0; i < own.Length; i++)
            {
                for (int j = 0; j < others.Length; j++)
                {
                    double weight = common[c] * own[i] * others[j];
                    if (weight < LeastWeight) break;
                    terms.Add(TermOf(step, c, i, j, weight));
                }
            }
        }

        return [.. terms.OrderByDescending(term => term.LogPeak)];
    }

    private static Term TermOf(PairStep step, int common, int own, int others, double weight)
    {
        (MertonStep a, MertonStep b) = (step.First, step.Second);
        double xx = (a.Deviation * a.Deviation)
            + ((common + own) * a.JumpDeviation * a.JumpDeviation);
        double yy = (b.Deviation * b.Deviation)
            + ((common + others) * b.JumpDeviation * b.JumpDeviation);
        double xy = (step.DiffusionCorrelation * a.Deviation * b.Deviation)
            + (common * step.SizeCorrelation * a.JumpDeviation * b.JumpDeviation);
        double determinant = (xx * yy) - (xy * xy);
        return new Term(
            Math.Log(weight) - Math.Log(2 * Math.PI) - (0.5 * Math.Log(determinant)),
            a.Mean + ((common + own) * a.JumpMean),
            b.Mean + ((common + others) * b.JumpMean),
            yy / determinant, -xy / determinant, xx / determinant);
    }

    /// <summary>The probabilities of 0, 1, ... jumps, while they matter.</summary>
    private static double[] Poisson(double mean)
    {
        double rate = Math.Max(mean, 0);
        double weight = Math.Exp(-rate);
        List<double> weights = [weight];
        for (int n = 1; weight * rate / n >= LeastWeight || n < rate; n++)
        {
            weight *= rate / n;
            weights.Add(weight);
        }

        return [.. weights];
    }
}
