namespace GpuRisk.Scenarios;

/// <summary>Moments of processes whose variance follows from shocks: means of products of the log
/// return X, what shocks brought of it, Q, and the variance h, from period to period.</summary>
internal static class PeriodMoments
{
    // Beyond it no run can be held to a variance.
    private const double MostKurtosis = 1e6;

    /// <summary>Moments over a horizon, per year of it.</summary>
    public static AssetMoments Of(PeriodProcess process, double years)
    {
        VarianceRecursion law = process.Variance;
        var shock = new ShockMoments(process);
        double periods = years / process.PeriodYears;
        double mean = law.Kept + law.Shock + (law.Fall * shock.Falls);
        double square = (law.Kept * law.Kept)
            + (2 * law.Kept * (law.Shock + (law.Fall * shock.Falls)))
            + (((law.Shock * law.Shock) + (law.Shock * law.Fall) + (0.5 * law.Fall * law.Fall))
                * (law.IsRandom ? shock.Fourth : 0));
        double correction = process.Correction;
        (double h, double hh) = (law.Start, law.Start * law.Start);
        (double x, double xx, double xh) = (0, 0, 0);
        (double qq, double qqh, double qqqq) = (0, 0, 0);
        for (double passed = 0; passed < periods; passed++)
        {
            double part = Math.Min(periods - passed, 1);
            qqqq += (6 * part * qqh) + (part * part * shock.Fourth * hh);
            xx += (2 * correction * part * xh) + (correction * correction * part * part * hh)
                + (part * h);
            // Of X, Q and the variance after the period, with A what multiplies the latter.
            double shocked = (law.Constant * h) + (hh * (law.Kept + (law.IsRandom
                ? (law.Shock + (0.5 * law.Fall)) * shock.Fourth
                : 0)));
            qqh = (law.Constant * qq) + (mean * qqh) + shocked;
            xh = (law.Constant * (x + (correction * h))) + (mean * (xh + (correction * hh)));
            qq += part * h;
            x += correction * part * h;
            hh = (law.Constant * law.Constant) + (2 * law.Constant * mean * h) + (square * hh);
            h = law.Constant + (mean * h);
        }

        double variance = xx - (x * x);
        bool isKnown = shock.IsSymmetric && law.Fall == 0 && double.IsFinite(variance)
            && qqqq <= MostKurtosis * qq * qq;
        return new AssetMoments(
            ((process.DriftOfPeriod * periods) + x) / years, Math.Sqrt(qq / years), default,
            default)
        {
            HasChangingVolatility = true,
            HasUnknownVariance = !isKnown,
            ExcessVariance = isKnown ? (variance - qq) / years : 0,
            ExcessFourthCumulant = isKnown ? (qqqq - (3 * qq * qq)) / years : 0,
            CommonShocks = process.CommonShocks,
            // What is not a number was refused where it stands.
            Mixing = process.Freedoms is { } freedom && freedom > 2
                ? new MixingLaw(freedom, process.PeriodSeconds)
                : null,
        };
    }

    // Of a shock of mean 0 and variance 1.
    private readonly struct ShockMoments
    {
        public ShockMoments(PeriodProcess process)
        {
            IsSymmetric = process.Rows.Count == 0;
            (Falls, Fourth) = (0.5, 3);
            if (process.Freedoms is { } freedom)
            {
                Fourth = freedom > 4
                    ? 3 * (freedom - 2) / (freedom - 4)
                    : double.PositiveInfinity;
            }
            else if (!IsSymmetric)
            {
                Falls = RowMoments.Falls(process.Rows);
                Fourth = process.Rows.Sum(z => z * z * z * z) / process.Rows.Count;
            }
        }

        // The part of the variance that is of falls.
        public double Falls { get; }

        public double Fourth { get; }

        public bool IsSymmetric { get; }
    }
}
