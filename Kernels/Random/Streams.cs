namespace GpuRisk.Kernels.Random;

/// <summary>
/// The fourth word of Philox's counter tells what its numbers are for, so that no two uses ever
/// share a number. Each use has room for 65,536 items (assets, pools, loans, ...).
/// </summary>
public static class Streams
{
    /// <summary>Diffusion of an asset's price.</summary>
    public const uint Diffusion = 0x00000;

    /// <summary>Jumps of an asset alone.</summary>
    public const uint Jumps = 0x10000;

    /// <summary>Jumps that assets have in common.</summary>
    public const uint CommonJumps = 0x20000;

    /// <summary>Noise traders' volume in a pool.</summary>
    public const uint NoiseVolume = 0x30000;

    /// <summary>Crossing of a health factor's barrier between two steps.</summary>
    public const uint BarrierCrossing = 0x40000;

    /// <summary>Deviation of a stablecoin from its peg.</summary>
    public const uint Peg = 0x50000;

    /// <summary>Arrival of reserve impairments.</summary>
    public const uint Impairment = 0x60000;

    /// <summary>Size of reserve impairments.</summary>
    public const uint ImpairmentSize = 0x70000;

    /// <summary>Size of the jumps of a stablecoin's price.</summary>
    public const uint PegJump = 0x110000;

    /// <summary>Price of gas.</summary>
    public const uint Gas = 0x80000;

    /// <summary>Arrival of regulators' interventions.</summary>
    public const uint Regulation = 0x90000;

    /// <summary>Arrival of the day when a farm's owners run away.</summary>
    public const uint Rug = 0xA0000;

    /// <summary>What a diffusion draws beside the normals that are correlated with other assets'.
    /// </summary>
    public const uint Variance = 0xC0000;

    /// <summary>What assets have in common in a period: mixing variables, rows of tables.</summary>
    public const uint Periods = 0xE0000;

    /// <summary>Uniforms for their own sake.</summary>
    public const uint Uniforms = 0xB0000;

    /// <summary>Moves of the chain of regimes.</summary>
    public const uint Regimes = 0xD0000;

    /// <summary>The persistent part of noise traders' volume in a pool.</summary>
    public const uint PersistentVolume = 0xF0000;

    /// <summary>Sizes of jumps that come in classes: added to the stream of the jumps.</summary>
    public const uint Marks = 0x200000;

    /// <summary>What the blocks of a chain do to a pair's pools within a step: base asset and quote
    /// asset tell which.</summary>
    public const uint Blocks = 0x100000;

    /// <summary>What halves of steps draw beside the whole step's numbers: added to the stream of
    /// these.</summary>
    public const uint Halves = 0x400000;

    /// <summary>Scrambles of Sobol points, by replicate in the place of the path.</summary>
    public const uint Scrambles = 0x800000;

    /// <summary>The first of those that models of others may use as they like, up to the largest
    /// number.</summary>
    public const uint Own = 0x1000000;
}
