using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Lending;

/// <summary>The integers of lending in a plan.</summary>
[Row]
public partial struct LendingHeader
{
    /// <summary>The most collateral or debt assets of one loan.</summary>
    public const int MaximumAssets = 8;

    /// <summary>Number of markets.</summary>
    public required int Markets;

    /// <summary>Where the markets' rows begin.</summary>
    public required int MarketRows;

    /// <summary>Number of portfolios of loans.</summary>
    public required int Portfolios;

    /// <summary>Where the portfolios' rows begin.</summary>
    public required int PortfolioRows;

    /// <summary>Number of bands of loans that something secures.</summary>
    public required int Bands;

    /// <summary>Where their rows begin, in the order in which they are looked at.</summary>
    public required int BandRows;

    /// <summary>Number of lists of loans.</summary>
    public required int Lists;

    /// <summary>Where their rows begin.</summary>
    public required int ListRows;

    /// <summary>Whether any band has loans with several collateral or debt assets (1), and is to
    /// be looked at in every step, or none (0).</summary>
    public required int Mixed;

    /// <summary>Whether interest is counted (1) or not (0).</summary>
    public required int CountsInterest;

    /// <summary>Number of pairs of a collateral and a debt asset.</summary>
    public required int Pairs;

    /// <summary>Where their rows begin.</summary>
    public required int PairRows;

    /// <summary>Number of random numbers that tell of crossings.</summary>
    public required int Crossings;

    /// <summary>Where their rows begin.</summary>
    public required int CrossingRows;

    /// <summary>Number of groups that loans are reported in.</summary>
    public required int Groups;

    /// <summary>Where the groups' rows begin.</summary>
    public required int GroupRows;

    /// <summary>Reals: covariance of a step's diffusion of log prices, a row of
    /// <see cref="Prices.PriceHeader.MaximumAssets"/> for each asset.</summary>
    public required int Covariance;

    /// <summary>Slots of a loan's weights while its variance is taken.</summary>
    public required int Weights;
}
