namespace GpuRisk.Scenarios;

/// <summary>
/// How far two assets can be correlated, and which part of that the stated correlation is.
/// Diffusions make at most σ σ' of covariance a year, or less of Student's moves, and jumps that
/// come together, as often as the rarer of the two come, at most λ (m m' + s s'), where s s'
/// counts negative for negative correlations.
/// </summary>
internal static class JumpShares
{
    // Beyond a bound by less than this is on it.
    private const double Tolerance = 1e-9;

    /// <summary>Each pair's part of what is possible, with the correlation's sign; null where a
    /// pair is beyond.</summary>
    public static double[,]? Of(IReadOnlyList<AssetMoments> moments, CorrelationMatrix stated)
    {
        var shares = new double[moments.Count, moments.Count];
        for (int i = 0; i < moments.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double scale = moments[i].Deviation * moments[j].Deviation;
                if (stated[i, j] == 0 || scale == 0) continue;
                int sign = Math.Sign(stated[i, j]);
                double most = DiffusionCovariance.Most(moments[i], moments[j])
                    + Math.Abs(MostOfJumps(moments[i].Own, moments[j].Own, sign));
                double needed = Math.Abs(stated[i, j]) * scale;
                if (!(needed <= most + (Tolerance * scale))) return null;
                shares[i, j] = shares[j, i] = sign * Math.Min(needed / most, 1);
            }
        }

        return shares;
    }

    /// <summary>The correlations that two assets can have.</summary>
    public static (double Lower, double Upper) Bounds(AssetMoments first, AssetMoments second)
    {
        double scale = first.Deviation * second.Deviation;
        if (scale == 0) return (0, 0);
        double diffusion = DiffusionCovariance.Most(first, second);
        double lower = -diffusion + MostOfJumps(first.Own, second.Own, -1);
        double upper = diffusion + MostOfJumps(first.Own, second.Own, 1);
        return (Math.Max(lower / scale, -1), Math.Min(upper / scale, 1));
    }

    /// <summary>The largest covariance of a sign that jumps can make; 0 where none has it.
    /// </summary>
    public static double MostOfJumps(JumpLaw first, JumpLaw second, int sign)
    {
        double product = (first.Mean * second.Mean) + (sign * first.StdDev * second.StdDev);
        double most = Math.Min(first.PerYear, second.PerYear) * product;
        return Math.Sign(most) == sign ? most : 0;
    }
}
