namespace GpuRisk.Engine.Results;

/// <summary>The figures that are published of every metric, each with its sampling error, in the
/// order of <c>result.json</c>. This list is all that it takes: results hold, write and read what
/// stands here.</summary>
public sealed class PublishedFigures : IEquatable<PublishedFigures>
{
    private static readonly (string Name, Func<MetricEstimates, Estimate> Of)[] All =
    [
        ("mean", estimates => estimates.Mean),
        ("p01", estimates => estimates.Quantile(0.01)),
        ("p05", estimates => estimates.Quantile(0.05)),
        ("p50", estimates => estimates.Quantile(0.50)),
        ("p95", estimates => estimates.Quantile(0.95)),
        ("p99", estimates => estimates.Quantile(0.99)),
        ("var95", estimates => estimates.ValueAtRisk(0.95)),
        ("var99", estimates => estimates.ValueAtRisk(0.99)),
        ("es95", estimates => estimates.ExpectedShortfall(0.95)),
        ("es99", estimates => estimates.ExpectedShortfall(0.99)),
        ("probabilityOfLoss", estimates => estimates.ProbabilityOfLoss),
        ("standardDeviation", estimates => estimates.StandardDeviation),
        ("skewness", estimates => estimates.Skewness),
        ("kurtosis", estimates => estimates.Kurtosis),
        ("es999", estimates => estimates.ExpectedShortfall(0.999)),
        ("parameterDeviation", estimates => estimates.ParameterDeviation),
        ("parameterShare", estimates => estimates.ParameterShare),
    ];

    private static readonly Dictionary<string, int> Places =
        All.Index().ToDictionary(figure => figure.Item.Name, figure => figure.Index);

    private readonly Estimate[] _figures;

    private PublishedFigures(IEnumerable<Estimate> figures) => _figures = [.. figures];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(figure => figure.Name)];

    /// <summary>A figure with its error; <see cref="Estimate.None"/> where the outcomes do not
    /// determine it, or where the result is older than the figure.</summary>
    /// <exception cref="ArgumentException">There is no figure of this name.</exception>
    public Estimate this[string name] => Places.TryGetValue(name, out int place)
        ? _figures[place]
        : throw new ArgumentException($"There is no figure '{name}'.", nameof(name));

    /// <summary>All of a metric.</summary>
    internal static PublishedFigures Of(MetricEstimates estimates) =>
        new(All.Select(figure => figure.Of(estimates)));

    /// <summary>All, by their names.</summary>
    internal static PublishedFigures Of(Func<string, Estimate> figure) =>
        new(Names.Select(figure));

    /// <inheritdoc/>
    public bool Equals(PublishedFigures? other) =>
        other is not null && _figures.AsSpan().SequenceEqual(other._figures);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PublishedFigures);

    /// <inheritdoc/>
    public override int GetHashCode() => _figures[0].GetHashCode();
}
