namespace GpuRisk.Engine.Results;

/// <summary>A book that is gathered into fewer buckets than it has wallets, and what that changes.
/// </summary>
/// <param name="Book">The loan's name.</param>
/// <param name="Wallets">Its wallets.</param>
/// <param name="Buckets">The buckets that stand for them.</param>
/// <param name="Paths">Paths on which the change was measured; 0 where it would have taken too
/// long.</param>
/// <param name="Seed">The seed of those paths.</param>
/// <param name="Biases">What was measured; empty without paths.</param>
public sealed record BookBuckets(
    string Book, int Wallets, int Buckets, int Paths, ulong Seed,
    IReadOnlyList<BucketBias> Biases);

/// <summary>What gathering a book changes of a metric's mean, in its unit.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="WithBuckets">The mean with buckets.</param>
/// <param name="WithWallets">The mean on the same paths with each wallet for itself.</param>
/// <param name="Bias">With buckets less with wallets.</param>
/// <param name="StandardError">Of the bias.</param>
public sealed record BucketBias(
    string Metric, double WithBuckets, double WithWallets, double Bias, double StandardError);
