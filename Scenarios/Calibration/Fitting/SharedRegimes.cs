using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Regimes of several assets as a scenario states them.</summary>
/// <param name="ScenarioLines">The lines of <c>regimes:</c>, with correlations in each.</param>
/// <param name="ProcessLines">The lines below <c>process:</c>, of each asset.</param>
internal sealed record SharedRegimes(
    IReadOnlyList<string> ScenarioLines, IReadOnlyList<IReadOnlyList<string>> ProcessLines)
{
    /// <summary>What was estimated, by its keys.</summary>
    public required IReadOnlyList<FittedParameter> Parameters { get; init; }

    /// <summary>The covariance of the estimates; null where the returns do not tell it.</summary>
    public required IReadOnlyList<IReadOnlyList<double>>? Covariance { get; init; }

    /// <summary>Fits regimes to returns of several assets.</summary>
    /// <param name="names">The assets' names.</param>
    /// <param name="returns">Their returns, by time.</param>
    /// <param name="states">The number of states, 2 or 3.</param>
    /// <param name="years">The time of a return.</param>
    public static SharedRegimes Of(
        IReadOnlyList<string> names, IReadOnlyList<double[]> returns, int states, double years)
    {
        var fit = new JointRegimes(returns, states);
        (FittedParameter[] parameters, Matrix<double>? covariance) = JointRegimeErrors.Of(
            fit, RegimeFitter.NamesOf(states), names, years);
        return new SharedRegimes(
            RegimeFitter.Lines(
                states, fit.Chain, fit.Start, years,
                i => Correlations(names, fit.Covariances[i])),
            [.. names.Select((_, asset) => RegimeFitter.PriceLines(
                states, i => Math.Sqrt(fit.Covariances[i][asset, asset] / years)))])
        {
            Parameters = parameters,
            Covariance = covariance is null
                ? null : [.. covariance.ToRowArrays().Select(row => (IReadOnlyList<double>)row)],
        };
    }

    private static string Correlations(IReadOnlyList<string> names, Matrix<double> covariance)
    {
        List<string> pairs = [];
        for (int i = 0; i < names.Count; i++)
        {
            for (int j = i + 1; j < names.Count; j++)
            {
                double value = covariance[i, j]
                    / Math.Sqrt(covariance[i, i] * covariance[j, j]);
                pairs.Add(string.Create(
                    CultureInfo.InvariantCulture, $"{names[i]}-{names[j]}: {value:G6}"));
            }
        }

        return $", correlations: {{ {string.Join(", ", pairs)} }}";
    }
}
