namespace GpuRisk.CudaTests.Counts;

/// <summary>A card whose limits the counts give, by its maker's data sheet.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Multiprocessors">Each issues an instruction for 128 threads a clock.</param>
/// <param name="Gigahertz">The highest clock.</param>
/// <param name="BytesPerSecond">Of its memory.</param>
internal sealed record GpuCard(
    string Name, int Multiprocessors, double Gigahertz, double BytesPerSecond)
{
    private const int Lanes = 128;

    public static IReadOnlyList<GpuCard> All { get; } =
    [
        new("H200", 132, 1.98, 4.8e12),
        new("H100 SXM", 132, 1.98, 3.35e12),
        new("RTX 4090", 128, 2.52, 1.008e12),
    ];

    public double ThreadInstructionsPerSecond => Multiprocessors * Lanes * Gigahertz * 1e9;
}
