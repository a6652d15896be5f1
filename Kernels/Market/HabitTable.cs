namespace GpuRisk.Kernels.Market;

/// <summary>Where the numbers of habits stand in a plan.</summary>
public static class HabitTable
{
    /// <summary>A habit's row of integers.</summary>
    public static class Row
    {
        /// <summary>Where its reals begin.</summary>
        public const int Reals = 0;

        /// <summary>Steps between two transactions.</summary>
        public const int Every = 1;

        /// <summary>Its slot of state: gas paid by one wallet, USD.</summary>
        public const int State = 2;

        /// <summary>Its metric: gas paid by one wallet, USD.</summary>
        public const int Metrics = 3;

        /// <summary>Integers in a row.</summary>
        public const int Width = 4;
    }

    /// <summary>A habit's reals.</summary>
    public static class Real
    {
        /// <summary>Gas of a transaction at the start, USD.</summary>
        public const int Gas = 0;

        /// <summary>The most that a wallet pays for one, USD.</summary>
        public const int Limit = 1;

        /// <summary>Reals in all.</summary>
        public const int Width = 2;
    }
}
