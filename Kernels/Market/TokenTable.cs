namespace GpuRisk.Kernels.Market;

/// <summary>Where the numbers of tokens, of their allocations, bonds and votes stand in a plan.
/// </summary>
public static class TokenTable
{
    /// <summary>A token's row of integers.</summary>
    public static class Row
    {
        /// <summary>Where its reals begin.</summary>
        public const int Reals = 0;

        /// <summary>The asset.</summary>
        public const int Asset = 1;

        /// <summary>Where its slots of state begin.</summary>
        public const int State = 2;

        /// <summary>Number of allocations.</summary>
        public const int Allocations = 3;

        /// <summary>Where their rows begin.</summary>
        public const int AllocationRows = 4;

        /// <summary>Integers in a row.</summary>
        public const int Width = 5;
    }

    /// <summary>A token's reals.</summary>
    public static class Real
    {
        /// <summary>Price at the start, USD.</summary>
        public const int Price = 0;

        /// <summary>Fall of the log price per USD sold.</summary>
        public const int ImpactPerUsd = 1;

        /// <summary>What remains of an impact after a step.</summary>
        public const int ImpactDecay = 2;

        /// <summary>Reals in all.</summary>
        public const int Width = 3;
    }

    /// <summary>A token's slots of state.</summary>
    public static class State
    {
        /// <summary>Price now, USD.</summary>
        public const int Price = 0;

        /// <summary>What sales did to the log price.</summary>
        public const int Impact = 1;

        /// <summary>Sold in this step, USD.</summary>
        public const int Sold = 2;

        /// <summary>Slots in all.</summary>
        public const int Width = 3;
    }

    /// <summary>An allocation's row of integers.</summary>
    public static class AllocationRow
    {
        /// <summary>Where its reals begin.</summary>
        public const int Reals = 0;

        /// <summary>Steps between two unlocks.</summary>
        public const int Every = 1;

        /// <summary>Reals: tokens of the first unlock, the second, ...</summary>
        public const int Unlocks = 2;

        /// <summary>Where its slots of state begin.</summary>
        public const int State = 3;

        /// <summary>Its first metric.</summary>
        public const int Metrics = 4;

        /// <summary>Integers in a row.</summary>
        public const int Width = 5;
    }

    /// <summary>An allocation's reals.</summary>
    public static class AllocationReal
    {
        /// <summary>Cost of a token, USD.</summary>
        public const int Cost = 0;

        /// <summary>The part of an unlock that is sold at once.</summary>
        public const int SoldShare = 1;

        /// <summary>Reals in all.</summary>
        public const int Width = 2;
    }

    /// <summary>An allocation's slots of state.</summary>
    public static class AllocationState
    {
        /// <summary>Value of unlocked tokens at the time, less their cost, USD.</summary>
        public const int Gain = 0;

        /// <summary>Unlocked tokens kept.</summary>
        public const int Tokens = 1;

        /// <summary>Their value when unlocked, USD.</summary>
        public const int Cost = 2;

        /// <summary>Lost to its own and others' sales, USD.</summary>
        public const int Slippage = 3;

        /// <summary>Slots in all.</summary>
        public const int Width = 4;
    }

    /// <summary>An allocation's metrics.</summary>
    public static class AllocationMetric
    {
        /// <summary>Value of unlocked tokens at the time, less their cost, USD.</summary>
        public const int Gain = 0;

        /// <summary>Gain since then on those kept, USD.</summary>
        public const int Revaluation = 1;

        /// <summary>Lost to its own and others' sales, USD.</summary>
        public const int Slippage = 2;

        /// <summary>Unlocked tokens kept.</summary>
        public const int Tokens = 3;

        /// <summary>Metrics in all.</summary>
        public const int Width = 4;
    }
}
