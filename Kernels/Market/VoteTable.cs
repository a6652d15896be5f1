namespace GpuRisk.Kernels.Market;

/// <summary>Where the numbers of votes on fees stand in a plan.</summary>
public static class VoteTable
{
    /// <summary>A vote's row of integers.</summary>
    public static class Row
    {
        /// <summary>Where its reals begin.</summary>
        public const int Reals = 0;

        /// <summary>Steps between two votes.</summary>
        public const int Every = 1;

        /// <summary>The row of the pool.</summary>
        public const int Pool = 2;

        /// <summary>Its slot of state: votes that passed.</summary>
        public const int State = 3;

        /// <summary>Its metric: votes that passed.</summary>
        public const int Metrics = 4;

        /// <summary>Number of allocations that vote.</summary>
        public const int Voters = 5;

        /// <summary>Where the voters' rows begin: slot of tokens, real with the weight, for (1) or
        /// against (0).</summary>
        public const int VoterRows = 6;

        /// <summary>Integers in a row.</summary>
        public const int Width = 7;
    }

    /// <summary>A vote's reals.</summary>
    public static class Real
    {
        /// <summary>Tokens for the protocol that were free at the start.</summary>
        public const int For = 0;

        /// <summary>Tokens against it.</summary>
        public const int Against = 1;

        /// <summary>The providers' share of fees after a vote that passes.</summary>
        public const int ShareFor = 2;

        /// <summary>Their share after one that does not.</summary>
        public const int ShareAgainst = 3;

        /// <summary>Reals in all.</summary>
        public const int Width = 4;
    }
}
