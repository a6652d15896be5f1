using MathNet.Numerics.LinearAlgebra;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>
/// Standard errors of common jumps. The assets' own laws and the correlations were estimated
/// before, and their errors go into those of the common jumps: with scores u of the common jumps,
/// information H and influences e of what was estimated before, the influence of a return is
/// H⁻¹ (u + (∂u/∂η) e) (Newey and McFadden 1994, section 6).
/// </summary>
internal sealed class CommonJumpsErrors
{
    private const double Difference = 1e-3;

    private readonly JointLikelihood _likelihood;
    private readonly double[][] _returns;
    private readonly JointStep _fit;
    private readonly bool[] _isFree;
    private readonly CancellationToken _cancellation;

    public CommonJumpsErrors(
        JointLikelihood likelihood, double[][] returns, JointStep fit,
        CancellationToken cancellation)
    {
        _likelihood = likelihood;
        _returns = returns;
        _fit = fit;
        _cancellation = cancellation;
        _isFree =
        [
            !CommonJumpsSearch.IsAtEdgeOfJumps(fit),
            fit.SizeCorrelation is not null && !CommonJumpsSearch.IsAtEdgeOfSizes(fit),
        ];
    }

    /// <summary>The relative error of the number of common jumps and the error of the correlation
    /// of their sizes; null where one is at an edge or the data give none.</summary>
    public (double? Jumps, double? Sizes) Errors()
    {
        int[] free = [.. Enumerable.Range(0, 2).Where(k => _isFree[k])];
        if (free.Length == 0 || Information(free) is not { } information) return (null, null);
        var scores = new double[free.Length][];
        for (int k = 0; k < free.Length; k++)
        {
            if (Slope(_fit, free[k]) is not { } slope) return (null, null);
            scores[k] = slope;
        }

        foreach ((Func<double, JointStep> moved, double[] influence) in Nuisances())
        {
            for (int k = 0; k < free.Length; k++)
            {
                if (Slope(moved(Difference), free[k])?.Sum() is not { } up
                    || Slope(moved(-Difference), free[k])?.Sum() is not { } down)
                {
                    return (null, null);
                }

                double bend = (up - down) / (2 * Difference);
                for (int i = 0; i < influence.Length; i++) scores[k][i] += bend * influence[i];
            }
        }

        var errors = new double?[2];
        for (int k = 0; k < free.Length; k++)
        {
            errors[free[k]] = BlockErrors.Of([.. Enumerable.Range(0, _likelihood.Count).Select(
                i => Enumerable.Range(0, free.Length).Sum(m => information[k, m] * scores[m][i]))]);
        }

        return (errors[0], errors[1]);
    }

    /// <summary>The step with one of the common parameters moved: the logarithm of the number of
    /// jumps, or the correlation of sizes.</summary>
    private static JointStep Moved(JointStep step, int parameter, double by) => parameter switch
    {
        0 => step with { CommonJumps = step.CommonJumps * Math.Exp(by) },
        1 => step with { SizeCorrelation = step.SizeCorrelation + by },
        _ => throw new ArgumentOutOfRangeException(
            nameof(parameter), parameter, "Unknown parameter."),
    };

    private double[]? Slope(JointStep step, int parameter)
    {
        double[]? up = _likelihood.PerReturn(Moved(step, parameter, Difference));
        double[]? down = _likelihood.PerReturn(Moved(step, parameter, -Difference));
        return up is null || down is null
            ? null
            : [.. up.Zip(down, (a, b) => (a - b) / (2 * Difference))];
    }

    /// <summary>The inverse of the information; null where there is none.</summary>
    private Matrix<double>? Information(int[] free)
    {
        var information = Matrix<double>.Build.Dense(free.Length, free.Length);
        for (int k = 0; k < free.Length; k++)
        {
            for (int m = 0; m < free.Length; m++)
            {
                if (Slope(Moved(_fit, free[m], Difference), free[k])?.Sum() is not { } up
                    || Slope(Moved(_fit, free[m], -Difference), free[k])?.Sum() is not { } down)
                {
                    return null;
                }

                information[k, m] = -(up - down) / (2 * Difference);
            }
        }

        information = (information + information.Transpose()) / 2;
        return information.Evd(Symmetricity.Symmetric).EigenValues.All(value => value.Real > 0)
            ? information.Inverse()
            : null;
    }

    /// <summary>What was estimated before, moved, and the influence of each return on it.</summary>
    private IEnumerable<(Func<double, JointStep> Moved, double[] Influence)> Nuisances()
    {
        for (int asset = 0; asset < _returns.Length; asset++)
        {
            int own = asset;
            MertonStep step = _fit.Assets[own];
            double[][] influences = MertonSearch.Influences(_returns[own], step, _cancellation);
            for (int k = 0; k < influences.Length; k++)
            {
                int parameter = k;
                yield return (
                    by => _fit with
                    {
                        Assets = [.. _fit.Assets.Select((one, i) =>
                            i == own ? MertonSearch.Moved(one, parameter, by) : one)],
                    },
                    influences[k]);
            }
        }

        for (int i = 0; i < _returns.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                (int row, int column) = (i, j);
                yield return (
                    by =>
                    {
                        Matrix<double> moved = _fit.Correlations.Clone();
                        moved[row, column] += by;
                        moved[column, row] += by;
                        return _fit with { Correlations = moved };
                    },
                    PairCorrelation.Contributions(_returns[i], _returns[j]));
            }
        }
    }
}
