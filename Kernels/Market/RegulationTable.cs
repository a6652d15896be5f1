namespace GpuRisk.Kernels.Market;

/// <summary>Where the numbers of regulators' interventions stand in a plan.</summary>
public static class RegulationTable
{
    /// <summary>The row of integers.</summary>
    public static class Row
    {
        /// <summary>Where its reals begin.</summary>
        public const int Reals = 0;

        /// <summary>Where its slots of state begin.</summary>
        public const int State = 1;

        /// <summary>Its metric: the number of interventions.</summary>
        public const int Metrics = 2;

        /// <summary>Number of holdings that are frozen.</summary>
        public const int Freezes = 3;

        /// <summary>Where their rows begin.</summary>
        public const int FreezeRows = 4;

        /// <summary>Integers in a row.</summary>
        public const int Width = 5;
    }

    /// <summary>The reals.</summary>
    public static class Real
    {
        /// <summary>Probability of an intervention in a step.</summary>
        public const int Probability = 0;

        /// <summary>What remains of the volume.</summary>
        public const int VolumeKept = 1;

        /// <summary>What remains of a lack of volume after a step.</summary>
        public const int VolumePersistence = 2;

        /// <summary>Falls of the log prices, asset by asset.</summary>
        public const int Falls = 3;

        /// <summary>Reals in all.</summary>
        public const int Width = 11;
    }

    /// <summary>The slots of state.</summary>
    public static class State
    {
        /// <summary>Noise volume over what it would be without interventions.</summary>
        public const int Volume = 0;

        /// <summary>Interventions so far.</summary>
        public const int Count = 1;

        /// <summary>A block's uniforms of arrivals.</summary>
        public const int Uniforms = 2;

        /// <summary>Lasting falls of the log prices so far, asset by asset.</summary>
        public const int Falls = 6;

        /// <summary>Falls of the log prices in this step, asset by asset.</summary>
        public const int Shocks = 14;

        /// <summary>Slots in all.</summary>
        public const int Width = 22;
    }

    /// <summary>A frozen holding's row of integers.</summary>
    public static class FreezeRow
    {
        /// <summary>Reals: the share that an intervention freezes.</summary>
        public const int Reals = 0;

        /// <summary>The asset.</summary>
        public const int Asset = 1;

        /// <summary>Where its slots of state begin: units left, value frozen.</summary>
        public const int State = 2;

        /// <summary>Its metrics: revaluation and value frozen, per USD held at the start.</summary>
        public const int Metrics = 3;

        /// <summary>Integers in a row.</summary>
        public const int Width = 4;
    }
}
