using MathNet.Numerics.LinearAlgebra;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>Estimates the processes of several assets and what they have in common.</summary>
public static class JointCalibration
{
    /// <summary>What two more parameters must gain, by Akaike's criterion.</summary>
    private const double LeastGain = 2;

    /// <summary>With fewer common jumps in the data, errors that suppose many are rough.
    /// </summary>
    private const double FewJumps = 50;

    /// <summary>Estimates the models.</summary>
    /// <param name="joint">Prices at common times, without a problem in any series.</param>
    /// <param name="models">What to fit; at least one model.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static JointReport Estimate(
        JointSeries joint, CalibrationModels models, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(joint);
        CalibrationReport[] assets = [.. joint.Series.Select((series, i) =>
            PriceCalibration.Estimate(series, models, joint.Names[i], cancellation))];
        List<PairCorrelation> correlations = [.. Pairs(joint)];
        List<string> warnings = [];
        string? preferred = Preferred(assets, warnings);
        CommonJumpsFit? common = null;
        if (preferred == "merton")
        {
            common = Common(joint, assets, cancellation);
            (preferred, string? warning) = Choice(assets, common);
            if (warning is not null) warnings.Add(warning);
            double expected = (common?.PerYear.Value ?? 0)
                * joint.Series[0].Returns.Count * joint.Series[0].IntervalYears;
            if (preferred == JointReport.WithCommonJumps && expected < FewJumps)
            {
                warnings.Add(FormattableString.Invariant(
                    $"Only {expected:G2} common jumps are expected in all the data: ")
                    + "the errors of commonJumps are rough.");
            }
        }

        warnings.AddRange(assets
            .SelectMany(asset => asset.Warnings.Select(text => (asset.Name, Text: text)))
            .GroupBy(warning => warning.Text)
            .Select(same => $"{string.Join(", ", same.Select(one => one.Name))}: {same.Key}"));
        return new JointReport(
            JointReport.SchemaName, assets, joint.Dropped, correlations, common, preferred,
            warnings,
            JointFragment.Of(assets, correlations, common, preferred, warnings));
    }

    private static IEnumerable<PairCorrelation> Pairs(JointSeries joint)
    {
        for (int i = 0; i < joint.Series.Count; i++)
        {
            for (int j = i + 1; j < joint.Series.Count; j++)
            {
                (PriceSeries first, PriceSeries second) = (joint.Series[i], joint.Series[j]);
                yield return new PairCorrelation(
                    joint.Names[i], joint.Names[j],
                    PairCorrelation.Of(first.Returns, second.Returns),
                    BlockErrors.Of(PairCorrelation.Contributions(first.Returns, second.Returns)));
            }
        }
    }

    /// <summary>One model for all: jumps only where every asset has them.</summary>
    private static string? Preferred(CalibrationReport[] assets, List<string> warnings)
    {
        if (assets.All(asset => asset.Preferred == "merton")) return "merton";
        if (assets.Any(asset => asset.Gbm is null
            || !CandidateProcess.MayBeUsed(asset.Gbm)))
        {
            return null;
        }

        if (assets.Any(asset => asset.Preferred == "merton"))
        {
            warnings.Add(
                "Jumps do not suit all of the assets, so that all are given gbm: "
                + string.Join(", ", assets.Where(asset => asset.Preferred != "merton")
                    .Select(asset => asset.Name)) + " without jumps.");
        }

        return "gbm";
    }

    private static CommonJumpsFit? Common(
        JointSeries joint, CalibrationReport[] assets, CancellationToken cancellation)
    {
        double years = joint.Series[0].IntervalYears;
        double[] scales = [.. assets.Select(asset => asset.Sample.Moments.StandardDeviation)];
        double[][] returns = [.. joint.Series.Select((series, i) =>
            series.Returns.Select(value => value / scales[i]).ToArray())];
        MertonStep[] steps = [.. assets.Select((asset, i) =>
            asset.Merton!.Step(years).Over(scales[i]))];
        Matrix<double> sample = Matrix<double>.Build.Dense(
            assets.Length, assets.Length, (i, j) => PairCorrelation.Of(returns[i], returns[j]));
        var start = new JointStep(steps, sample, 0, 0);
        var likelihood = new JointLikelihood(returns, cancellation);
        if (Best(likelihood, start) is not { } best) return null;
        (double? jumps, double? sizes) =
            new CommonJumpsErrors(likelihood, returns, best, cancellation).Errors();
        double scaling = joint.Series[0].Returns.Count * (assets.Length - 1)
            * scales.Sum(Math.Log);
        double own = likelihood.Value(start);
        return new CommonJumpsFit(
            new(best.CommonJumps / years, jumps * best.CommonJumps / years),
            best.SizeCorrelation is { } value ? new(value, sizes) : null,
            likelihood.Value(best) - scaling,
            WithoutJumps(sample, likelihood.Count) - scaling,
            double.IsNegativeInfinity(own) ? null : own - scaling);
    }

    /// <summary>With one correlation of sizes for all pairs, or where pairs are too unlike for
    /// that with the correlation of each.</summary>
    private static JointStep? Best(JointLikelihood likelihood, JointStep start)
    {
        JointStep? alike = new CommonJumpsSearch(likelihood, start, isOfPairs: false).Best();
        if (alike is not null && start.Assets.Count == 2) return alike;
        JointStep? ofPairs = new CommonJumpsSearch(likelihood, start, isOfPairs: true).Best();
        if (alike is null || ofPairs is null) return alike ?? ofPairs;
        return likelihood.Value(alike) - 1 > likelihood.Value(ofPairs) ? alike : ofPairs;
    }

    /// <summary>The log likelihood of normal returns with variances of 1, summed over the pairs.
    /// </summary>
    private static double WithoutJumps(Matrix<double> correlations, int count)
    {
        double sum = 0;
        for (int i = 0; i < correlations.RowCount; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double rest = 1 - (correlations[i, j] * correlations[i, j]);
                sum -= count * (Math.Log(2 * Math.PI) + (0.5 * Math.Log(rest)) + 1);
            }
        }

        return sum;
    }

    private static (string? Preferred, string? Warning) Choice(
        CalibrationReport[] assets, CommonJumpsFit? common)
    {
        bool hasGbm = assets.All(asset => asset.Gbm is not null
            && CandidateProcess.MayBeUsed(asset.Gbm));
        if (common is null)
        {
            return hasGbm
                ? ("gbm", "No common jumps make the correlations possible; use gbm.")
                : (null, "No common jumps make the correlations possible; try --model gbm.");
        }

        if (hasGbm && common.LogLikelihood - LeastGain <= common.LogLikelihoodWithoutJumps)
            return ("gbm", "Jumps in common are no more likely than correlated gbm; use gbm.");
        if (common.LogLikelihoodOfOwnJumps is { } own && common.LogLikelihood - LeastGain <= own)
        {
            return (
                "merton",
                "The data do not call for common jumps: each asset's jumps are its own.");
        }

        return (
            JointReport.WithCommonJumps,
            common.PerYear.StandardError is null
                ? "commonJumps.perYear has no standard error: all jumps of the asset with the "
                    + "fewest are common, or the correlations allow no other number."
                : null);
    }
}
