namespace GpuRisk.Kernels.Market;

/// <summary>Where the numbers of the price of gas stand in a plan.</summary>
public static class GasTable
{
    /// <summary>The row of integers.</summary>
    public static class Row
    {
        /// <summary>Where its reals begin.</summary>
        public const int Reals = 0;

        /// <summary>Where its slots of state begin.</summary>
        public const int State = 1;

        /// <summary>The asset that pays for gas.</summary>
        public const int Asset = 2;

        /// <summary>Its metric: the final price, 10^-9 of the asset.</summary>
        public const int Metrics = 3;

        /// <summary>Integers in a row.</summary>
        public const int Width = 4;
    }

    /// <summary>The reals.</summary>
    public static class Real
    {
        /// <summary>What remains of a deviation of the log price after a step.</summary>
        public const int Persistence = 0;

        /// <summary>Standard deviation of a step's noise of the log price.</summary>
        public const int Deviation = 1;

        /// <summary>What a shock adds to the log price.</summary>
        public const int Stress = 2;

        /// <summary>Price at the start, 10^-9 of the asset.</summary>
        public const int Price = 3;

        /// <summary>Reals in all.</summary>
        public const int Width = 4;
    }

    /// <summary>The slots of state.</summary>
    public static class State
    {
        /// <summary>Log of the price over its start, in the asset.</summary>
        public const int Log = 0;

        /// <summary>The price over its start, in USD.</summary>
        public const int Factor = 1;

        /// <summary>A block's normals.</summary>
        public const int Normals = 2;

        /// <summary>Slots in all.</summary>
        public const int Width = 6;
    }
}
