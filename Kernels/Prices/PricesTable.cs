namespace GpuRisk.Kernels.Prices;

/// <summary>Where the numbers of a plan of prices alone stand.</summary>
public static class PricesTable
{
    /// <summary>Blocks of steps whose normals are drawn at once: 4 KiB of 512-bit registers, which
    /// stay in the first-level cache.</summary>
    public const int BufferBlocks = 16;

    /// <summary>Slots of the buffer.</summary>
    public const int BufferSlots = 4 * BufferBlocks;

    /// <summary>The model's integers.</summary>
    public static class Header
    {
        /// <summary>Where the slots of the buffer of normals begin.</summary>
        public const int Buffer = 0;

        /// <summary>Integers in the header.</summary>
        public const int Width = 1;
    }
}
