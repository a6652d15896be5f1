using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Stablecoins;

/// <summary>Where a stablecoin stands in a plan.</summary>
/// <param name="Coin">The stablecoin.</param>
/// <param name="Row">Its row.</param>
/// <param name="Outcomes">Its first outcome.</param>
/// <param name="Holders">Its holders, in the order in which they leave.</param>
internal sealed record PlannedCoin(
    Stablecoin Coin, int Row, int Outcomes, IReadOnlyList<PlannedHolder> Holders);

/// <summary>Where a class of holders stands in a plan.</summary>
/// <param name="Holder">The class.</param>
/// <param name="Outcomes">Its first outcome.</param>
internal sealed record PlannedHolder(Holder Holder, int Outcomes);

/// <summary>Where all stablecoins stand in a plan.</summary>
/// <param name="Header">Their header.</param>
/// <param name="Coins">The stablecoins, in their order.</param>
internal sealed record PlannedCoins(int Header, IReadOnlyList<PlannedCoin> Coins);
