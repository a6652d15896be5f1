namespace GpuRisk.Kernels.Market;

/// <summary>Where the numbers of a farm's covers stand in a plan.</summary>
public static class CoverTable
{
    /// <summary>A cover's row of integers.</summary>
    public static class Row
    {
        /// <summary>Reals: the most that is paid in all, USD.</summary>
        public const int Capital = 0;

        /// <summary>Number of covered stakes.</summary>
        public const int Stakes = 1;

        /// <summary>Where it stands what each stake's slots of state are.</summary>
        public const int StakeStates = 2;

        /// <summary>Reals: what each stake claims of a loss, USD per USD staked and lost.</summary>
        public const int Claims = 3;

        /// <summary>Its metrics, one a stake: the loss per USD staked for which its claim is paid.
        /// </summary>
        public const int Metrics = 4;

        /// <summary>Integers in a row.</summary>
        public const int Width = 5;
    }
}
