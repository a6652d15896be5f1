using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Models;

/// <summary>Where the parts of a joint market stand in its plan. Its header follows that of the
/// lending markets.</summary>
[Row]
public partial struct MarketHeader
{
    /// <summary>Where the header of the pools stands.</summary>
    public required int PoolHeader;

    /// <summary>Where the header of the stablecoins stands.</summary>
    public required int CoinHeader;

    /// <summary>The row of the price of gas; -1 without one.</summary>
    public required int Gas;

    /// <summary>The row of regulators' interventions; -1 without them.</summary>
    public required int Regulation;

    /// <summary>Number of farms.</summary>
    public required int Farms;

    /// <summary>Where the farms' rows begin.</summary>
    public required int FarmRows;

    /// <summary>Number of tokens that are sold or handed out.</summary>
    public required int Tokens;

    /// <summary>Where the tokens' rows begin.</summary>
    public required int TokenRows;

    /// <summary>Number of bonds.</summary>
    public required int Bonds;

    /// <summary>Where the bonds' rows begin.</summary>
    public required int BondRows;

    /// <summary>Number of groups of wallets that transact.</summary>
    public required int Transactions;

    /// <summary>Where their rows begin.</summary>
    public required int TransactionRows;

    /// <summary>Number of votes.</summary>
    public required int Votes;

    /// <summary>Where the votes' rows begin.</summary>
    public required int VoteRows;

    /// <summary>Number of assets that follow a stablecoin.</summary>
    public required int Pegs;

    /// <summary>Where their rows begin.</summary>
    public required int PegRows;

    /// <summary>First outcome: the constant one, and then each asset's return.</summary>
    public required int Outcomes;
}

/// <summary>The integers of an asset whose price is that of a stablecoin.</summary>
[Row]
public partial struct PegRow
{
    /// <summary>The asset.</summary>
    public required int Asset;

    /// <summary>The row of the stablecoin.</summary>
    public required int Coin;
}
