using System.Globalization;
using System.Text.Json.Serialization;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>A process estimated from log returns over equal times, with drift 0: the mean of a
/// year of returns is mostly error.</summary>
public sealed record ProcessFit
{
    private const string Price = "mean";

    /// <summary>What was fitted: a name of <see cref="ProcessFitting.Names"/>.</summary>
    public required string Name { get; init; }

    /// <summary>What was estimated.</summary>
    public required IReadOnlyList<FittedParameter> Parameters { get; init; }

    /// <summary>The covariance of the estimates, row by row in the order of
    /// <see cref="Parameters"/>; null where the data give none. Rows of parameters without a
    /// standard error are 0.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Covariance { get; init; }

    /// <summary>The number of returns.</summary>
    public required int Returns { get; init; }

    /// <summary>The log likelihood of the returns; null where it is not known.</summary>
    public double? LogLikelihood { get; init; }

    /// <summary>Akaike's criterion.</summary>
    public double? Aic => 2 * (Parameters.Count - LogLikelihood);

    /// <summary>Schwarz's criterion.</summary>
    public double? Bic => (Parameters.Count * Math.Log(Returns)) - (2 * LogLikelihood);

    /// <summary>
    /// The log likelihood of the last fifth of the returns, each given those before it, for what
    /// the first four fifths made most likely; null where it is not known.
    /// </summary>
    public double? OutOfSampleLogLikelihood { get; init; }

    /// <summary>The probability of a lower return than each one, given those before it: uniform
    /// and independent where the process is true; null where it is not known.</summary>
    [JsonIgnore]
    public IReadOnlyList<double>? Probabilities { get; init; }

    /// <summary>What a user must know before he relies on it, in sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The lines of the process in a scenario, below <c>process:</c>.</summary>
    public IReadOnlyList<string> ProcessLines { get; init; } = [];

    /// <summary>Lines that stand beside <c>assets:</c> in a scenario; none for most.</summary>
    public IReadOnlyList<string> ScenarioLines { get; init; } = [];

    /// <summary>What a scenario would simulate.</summary>
    [JsonIgnore]
    public FittedMarket? Market { get; init; }

    /// <summary>Whether geometric Brownian motion stands in for a fit that must not be used.
    /// </summary>
    public bool IsSubstitute { get; init; }

    /// <summary>The fit as it is told beside the last price: a price among the parameters, which
    /// was told over the last one, is a price.</summary>
    /// <param name="price">The last price.</param>
    public ProcessFit InPricesOf(double price)
    {
        if (Parameters.All(one => one.Name != Price)) return this;
        double Scale(int i) => Parameters[i].Name == Price ? price : 1;
        FittedParameter[] scaled = [.. Parameters.Select((one, i) => new FittedParameter(
            one.Name, one.Value * Scale(i), one.StandardError * Scale(i)))];
        return this with
        {
            Parameters = scaled,
            Covariance = Covariance is { } rows
                ? [.. rows.Select((row, i) => (IReadOnlyList<double>)[.. row.Select(
                    (value, j) => value * Scale(i) * Scale(j))])]
                : null,
            ProcessLines = [.. ProcessLines.Select(line =>
                line.StartsWith($"{Price}: ", StringComparison.Ordinal)
                    ? PriceLine(scaled.First(one => one.Name == Price)) : line)],
        };
    }

    private static string PriceLine(FittedParameter price) => string.Create(
        CultureInfo.InvariantCulture, $"{Price}: {price.Value:G6}  # a price")
        + (price.StandardError is { } error
            ? string.Create(CultureInfo.InvariantCulture, $", s.e. {error:G3}") : "");

    /// <summary>The value of a parameter.</summary>
    public double this[string name] =>
        Parameters.First(parameter => parameter.Name == name).Value;
}
