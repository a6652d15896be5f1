namespace GpuRisk.Kernels.Market;

/// <summary>Where the numbers of bonds stand in a plan.</summary>
public static class BondTable
{
    /// <summary>A bond's row of integers.</summary>
    public static class Row
    {
        /// <summary>Where its reals begin.</summary>
        public const int Reals = 0;

        /// <summary>The row of the token.</summary>
        public const int Token = 1;

        /// <summary>Where its slots of state begin.</summary>
        public const int State = 2;

        /// <summary>Its first metric.</summary>
        public const int Metrics = 3;

        /// <summary>Integers in a row.</summary>
        public const int Width = 4;
    }

    /// <summary>A bond's reals.</summary>
    public static class Real
    {
        /// <summary>A step's payment at the start, USD.</summary>
        public const int Usd = 0;

        /// <summary>Tokens that it buys: payment and price move together.</summary>
        public const int Tokens = 1;

        /// <summary>The part of bought tokens that a step releases.</summary>
        public const int Release = 2;

        /// <summary>1 / (price of the token at the start).</summary>
        public const int InversePrice = 3;

        /// <summary>Reals in all.</summary>
        public const int Width = 4;
    }

    /// <summary>A bond's slots of state.</summary>
    public static class State
    {
        /// <summary>Tokens bought and not yet released.</summary>
        public const int Pending = 0;

        /// <summary>Paid so far, USD.</summary>
        public const int Paid = 1;

        /// <summary>Value of released tokens at the time, USD.</summary>
        public const int Received = 2;

        /// <summary>Lost to its own and others' sales, USD.</summary>
        public const int Slippage = 3;

        /// <summary>Slots in all.</summary>
        public const int Width = 4;
    }

    /// <summary>A bond's metrics.</summary>
    public static class Metric
    {
        /// <summary>Paid by the buyers, USD.</summary>
        public const int Paid = 0;

        /// <summary>Value of the tokens when released, or at the end, USD.</summary>
        public const int Received = 1;

        /// <summary>Lost to its own and others' sales, USD.</summary>
        public const int Slippage = 2;

        /// <summary>Metrics in all.</summary>
        public const int Width = 3;
    }
}
