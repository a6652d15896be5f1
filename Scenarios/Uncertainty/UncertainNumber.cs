namespace GpuRisk.Scenarios;

/// <summary>A number of a scenario that is drawn.</summary>
/// <param name="Key">Where it stands, as a dotted path.</param>
/// <param name="Law">What is known of it; of a duration in seconds.</param>
public sealed record UncertainNumber(string Key, NumberLaw Law);

/// <summary>Two numbers that are not drawn independently.</summary>
/// <param name="First">The key of the one.</param>
/// <param name="Second">The key of the other.</param>
/// <param name="Correlation">The correlation of their normal scores, -1 to 1 (Gaussian copula).
/// </param>
public sealed record UncertainPair(string First, string Second, double Correlation);
