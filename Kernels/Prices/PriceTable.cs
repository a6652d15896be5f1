namespace GpuRisk.Kernels.Prices;

/// <summary>
/// Where the numbers of prices stand in a plan. Every plan's integer table begins with these;
/// each asset has one row of integers and one of reals.
/// </summary>
public static class PriceTable
{
    /// <summary>Integer: number of time steps.</summary>
    public const int Steps = 0;

    /// <summary>Integer: number of assets.</summary>
    public const int Assets = 1;

    /// <summary>Integer: whether any two assets are correlated or jump together (1) or none (0).
    /// </summary>
    public const int Correlated = 2;

    /// <summary>Integer: where the model's own integers begin.</summary>
    public const int Model = 3;

    /// <summary>Integer: slots of what sales and shocks add to the assets' log prices, one an
    /// asset; -1 where nothing does.</summary>
    public const int Offsets = 4;

    /// <summary>Integer: slot of the price of gas over its start; -1 where it is constant.
    /// </summary>
    public const int Gas = 5;

    /// <summary>Integer: slot of the noise volume over what it would be without shocks; -1 where
    /// there are none.</summary>
    public const int Volume = 6;

    /// <summary>Integer: slots of what a shock adds to log prices in this very step, one an asset;
    /// -1 where there are no shocks.</summary>
    public const int Shocks = 7;

    /// <summary>Integer: number of layers of common jumps.</summary>
    public const int Layers = 8;

    /// <summary>Integer: where the rows of layers begin.</summary>
    public const int LayerRows = 9;

    /// <summary>Integer: where the slots begin in which one layer after the other is drawn.
    /// </summary>
    public const int LayerState = 10;

    /// <summary>Integer: the first asset's row.</summary>
    public const int FirstRow = 11;

    /// <summary>The most assets that a plan can hold.</summary>
    public const int MaximumAssets = 8;

    /// <summary>An asset's row of integers.</summary>
    public static class Row
    {
        /// <summary>Where the asset's reals begin.</summary>
        public const int Reals = 0;

        /// <summary>Whether the price diffuses (1) or is constant (0).</summary>
        public const int Diffuses = 1;

        /// <summary>Entries of the distribution of the number of jumps that no other asset
        /// shares; 0 without such jumps.</summary>
        public const int JumpTerms = 2;

        /// <summary>Reals: P(N &gt;= 1), P(N &gt;= 2), ... of a step's number of them N.</summary>
        public const int JumpSurvival = 3;

        /// <summary>Where the asset's slots of state begin.</summary>
        public const int State = 4;

        /// <summary>The asset's first metric.</summary>
        public const int Metrics = 5;

        /// <summary>Where the slots of the log prices at the ends of a block's steps begin.
        /// </summary>
        public const int Logs = 6;

        /// <summary>Whether the price follows something else (1) or moves by itself (0).</summary>
        public const int Follows = 7;

        /// <summary>Whether the price jumps (1), alone or with others, or never does (0).
        /// </summary>
        public const int Jumps = 8;

        /// <summary>Integers in a row.</summary>
        public const int Width = 9;
    }

    /// <summary>A layer's row of integers: jumps of several assets at the same moments.</summary>
    public static class LayerRow
    {
        /// <summary>Entries of the distribution of the number of jumps, at least 1.</summary>
        public const int Terms = 0;

        /// <summary>Reals: P(N &gt;= 1), P(N &gt;= 2), ... of a step's number of jumps N.</summary>
        public const int Survival = 1;

        /// <summary>Number of normals that the sizes are made of.</summary>
        public const int Factors = 2;

        /// <summary>Number of assets that take part.</summary>
        public const int Members = 3;

        /// <summary>Where the rows of members begin.</summary>
        public const int MemberRows = 4;

        /// <summary>Integers in a row.</summary>
        public const int Width = 5;
    }

    /// <summary>The row of an asset that takes part in a layer.</summary>
    public static class MemberRow
    {
        /// <summary>Where the asset's slots of state begin.</summary>
        public const int State = 0;

        /// <summary>Reals: the mean of a jump of the log price, and then what each factor adds.
        /// </summary>
        public const int Reals = 1;

        /// <summary>Integers in a row.</summary>
        public const int Width = 2;
    }

    /// <summary>Slots in which a layer is drawn.</summary>
    public static class LayerSlots
    {
        /// <summary>A block's numbers of jumps.</summary>
        public const int Counts = 0;

        /// <summary>A block's normals of each factor.</summary>
        public const int Factors = 4;

        /// <summary>Slots of a layer of so many factors.</summary>
        public static int Width(int factors) => Factors + (4 * factors);
    }

    /// <summary>An asset's reals.</summary>
    public static class Real
    {
        /// <summary>Price at the start, USD.</summary>
        public const int Price = 0;

        /// <summary>Mean of a step's diffusion of the log price.</summary>
        public const int Drift = 1;

        /// <summary>Standard deviation of a step's diffusion of the log price.</summary>
        public const int Deviation = 2;

        /// <summary>Mean of a jump that no other asset shares, of the log price.</summary>
        public const int JumpMean = 3;

        /// <summary>Standard deviation of such a jump.</summary>
        public const int JumpDeviation = 4;

        /// <summary>Expected log return over the horizon, jumps included.</summary>
        public const int ExpectedLogReturn = 5;

        /// <summary>The asset's row of the Cholesky factor of the correlations.</summary>
        public const int Cholesky = 6;

        /// <summary>Reals of an asset.</summary>
        public const int Width = Cholesky + MaximumAssets;
    }

    /// <summary>An asset's slots of state.</summary>
    public static class State
    {
        /// <summary>Log of the price over its start at the end of the last block.</summary>
        public const int Log = 0;

        /// <summary>Lowest log price at any step.</summary>
        public const int Minimum = 1;

        /// <summary>Jumps so far.</summary>
        public const int Jumps = 2;

        /// <summary>A block's normals, and then its log prices before jumps.</summary>
        public const int Diffused = 3;

        /// <summary>A block's jumps.</summary>
        public const int JumpSizes = 7;

        /// <summary>How many jumps make each of them up.</summary>
        public const int JumpCounts = 11;

        /// <summary>A block's normals of jump sizes, and then its log prices after jumps.</summary>
        public const int Jumped = 15;

        /// <summary>Sum of all jumps so far of a price that does not diffuse.</summary>
        public const int JumpSum = 19;

        /// <summary>Slots of an asset.</summary>
        public const int Width = 20;
    }

    /// <summary>An asset's metrics; those after <see cref="Jumps"/> are its squared log return
    /// and its products with the assets after it.</summary>
    public static class Metric
    {
        /// <summary>Final price, USD.</summary>
        public const int Price = 0;

        /// <summary>Lowest price at any step, USD.</summary>
        public const int Minimum = 1;

        /// <summary>Log return over the horizon less its expectation.</summary>
        public const int LogReturn = 2;

        /// <summary>Number of jumps.</summary>
        public const int Jumps = 3;

        /// <summary>Square of the log return, and then products with later assets'.</summary>
        public const int Products = 4;
    }
}
