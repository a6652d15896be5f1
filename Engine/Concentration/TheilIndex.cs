namespace GpuRisk.Engine.Concentration;

/// <summary>Theil's T of gains, in nats: 0 where all gain alike, the logarithm of the number of
/// wallets where one gains all.</summary>
/// <param name="Within">What inequality inside classes contributes; 0 or more.</param>
/// <param name="Between">What remains were all alike inside each class; 0 or more.</param>
internal readonly record struct TheilIndex(double Within, double Between)
{
    /// <summary>The index, which is the sum of the two.</summary>
    internal double Total => Within + Between;
}
