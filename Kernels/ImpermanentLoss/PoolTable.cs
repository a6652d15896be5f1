namespace GpuRisk.Kernels.ImpermanentLoss;

/// <summary>Where the numbers of pools and positions stand in an impermanent-loss plan.</summary>
/// <remarks>
/// Pool prices are relative to the start and kept as logs, which near the start hold far smaller
/// differences than the prices themselves do. Liquidity L is in USD: with s = sqrt(P / P0), a
/// position in range is worth L (2 s - s^2 / upper - lower) USD while the quote asset keeps its
/// price.
/// </remarks>
public static class PoolTable
{
    /// <summary>The model's integers.</summary>
    public static class Header
    {
        /// <summary>Number of pools.</summary>
        public const int Pools = 0;

        /// <summary>Where the pools' rows begin.</summary>
        public const int PoolRows = 1;

        /// <summary>Integers in the header.</summary>
        public const int Width = 2;
    }

    /// <summary>A pool's row of integers.</summary>
    public static class Row
    {
        /// <summary>Where the pool's reals begin.</summary>
        public const int Reals = 0;

        /// <summary>The base asset.</summary>
        public const int Base = 1;

        /// <summary>The quote asset.</summary>
        public const int Quote = 2;

        /// <summary>Whether the pool follows the market at no cost (1) or is arbitraged step by
        /// step (0).</summary>
        public const int Continuous = 3;

        /// <summary>0 no noise volume, 1 a constant one, 2 a log-normal one.</summary>
        public const int Noise = 4;

        /// <summary>Where the pool's slots of state begin.</summary>
        public const int State = 5;

        /// <summary>The pool's first metric.</summary>
        public const int Metrics = 6;

        /// <summary>Number of positions in the pool.</summary>
        public const int Positions = 7;

        /// <summary>Where the positions' rows begin.</summary>
        public const int PositionRows = 8;

        /// <summary>Whether the pool's price diffuses within a step (1) or moves straight (0).
        /// </summary>
        public const int Diffuses = 9;

        /// <summary>Integers in a row.</summary>
        public const int Width = 10;
    }

    /// <summary>A pool's reals.</summary>
    public static class Real
    {
        /// <summary>The fee f, as a fraction of what is paid in.</summary>
        public const int Fee = 0;

        /// <summary>1 / (1 - f).</summary>
        public const int InputPerKept = 1;

        /// <summary>-ln(1 - f): half the width of the no-arbitrage band in log price.</summary>
        public const int Band = 2;

        /// <summary>Active liquidity at the start, USD.</summary>
        public const int Liquidity = 3;

        /// <summary>Mean of a step's noise volume at the start, USD.</summary>
        public const int NoiseVolume = 4;

        /// <summary>Standard deviation of the log of a step's noise volume.</summary>
        public const int NoiseDeviation = 5;

        /// <summary>Gas of an arbitrage trade, USD.</summary>
        public const int ArbitrageGas = 6;

        /// <summary>The liquidity providers' share of fees at the start.</summary>
        public const int ProviderShare = 7;

        /// <summary>1 / sqrt(2 v), v the variance of a step's diffusion of the log price; 0 where
        /// it does not diffuse.</summary>
        public const int BridgeScale = 8;

        /// <summary>Reals of a pool.</summary>
        public const int Width = 9;
    }

    /// <summary>A pool's slots of state; sums over steps have a second slot for what rounding left
    /// out.</summary>
    public static class State
    {
        /// <summary>Log of the pool's price over its start.</summary>
        public const int Log = 0;

        /// <summary>Arbitrageurs' profit after fees and gas, USD.</summary>
        public const int ArbitrageProfit = 1;

        /// <summary>Arbitrageurs' volume, USD.</summary>
        public const int ArbitrageVolume = 3;

        /// <summary>Arbitrageurs' trades.</summary>
        public const int ArbitrageTrades = 5;

        /// <summary>Noise traders' volume, USD.</summary>
        public const int NoiseVolume = 6;

        /// <summary>A block's normals of the noise volume.</summary>
        public const int NoiseNormals = 8;

        /// <summary>The liquidity providers' share of fees.</summary>
        public const int ProviderShare = 12;

        /// <summary>Arbitrageurs' volume whose fees are settled, USD.</summary>
        public const int SettledArbitrage = 13;

        /// <summary>Noise traders' volume whose fees are settled, USD.</summary>
        public const int SettledNoise = 14;

        /// <summary>The protocol's fees from arbitrageurs, USD.</summary>
        public const int ProtocolArbitrageFees = 15;

        /// <summary>The protocol's fees from noise traders, USD.</summary>
        public const int ProtocolNoiseFees = 16;

        /// <summary>Arbitrageurs' gas, USD.</summary>
        public const int ArbitrageGas = 17;

        /// <summary>Active liquidity, USD.</summary>
        public const int Liquidity = 19;

        /// <summary>Log of the market's price over its start, without what sales and shocks did
        /// to it.</summary>
        public const int Unshifted = 20;

        /// <summary>Slots of a pool.</summary>
        public const int Width = 21;
    }

    /// <summary>A pool's metrics.</summary>
    public static class Metric
    {
        /// <summary>Arbitrageurs' profit after fees and gas, USD.</summary>
        public const int ArbitrageProfit = 0;

        /// <summary>Arbitrageurs' volume, USD.</summary>
        public const int ArbitrageVolume = 1;

        /// <summary>Arbitrageurs' trades.</summary>
        public const int ArbitrageTrades = 2;

        /// <summary>Noise traders' volume, USD.</summary>
        public const int NoiseVolume = 3;

        /// <summary>Fees to liquidity providers, USD.</summary>
        public const int ProviderFees = 4;

        /// <summary>Fees to the protocol, USD.</summary>
        public const int ProtocolFees = 5;

        /// <summary>The part of them that arbitrageurs paid, USD.</summary>
        public const int ProtocolArbitrageFees = 6;

        /// <summary>Arbitrageurs' gas, USD.</summary>
        public const int ArbitrageGas = 7;

        /// <summary>Metrics of a pool.</summary>
        public const int Width = 8;
    }
}
