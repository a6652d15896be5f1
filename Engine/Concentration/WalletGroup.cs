namespace GpuRisk.Engine.Concentration;

/// <summary>Wallets that are alike.</summary>
/// <param name="Wallets">Their number; 1 or more.</param>
/// <param name="MeanUsd">What each owns at the start, in USD; above 0.</param>
internal readonly record struct WalletGroup(long Wallets, double MeanUsd);
