namespace GpuRisk.CudaTests.Driver;

/// <summary>What the emulated card is. Small, so that a few paths are several launches.</summary>
internal sealed record Card
{
    public string Name { get; init; } = "Emulated";

    /// <summary>What the driver says when it is first called.</summary>
    public CudaResult Start { get; init; } = CudaResult.Success;

    public int Count { get; init; } = 1;

    /// <summary>1000 times the major version of CUDA, and ten times the minor.</summary>
    public int DriverVersion { get; init; } = 13000;

    public int Major { get; init; } = 9;

    public int Minor { get; init; }

    /// <summary>As the assembler numbers it.</summary>
    public int Architecture => (10 * Major) + Minor;

    public int Multiprocessors { get; init; } = 2;

    /// <summary>Blocks that fit on a multiprocessor, whatever the kernel.</summary>
    public int BlocksPerMultiprocessor { get; init; } = 1;

    public int ClockKilohertz { get; init; } = 1_980_000;

    public long TotalBytes { get; init; } = 4L << 30;

    /// <summary>Of them, those that nobody else has taken.</summary>
    public long FreeBytes { get; init; } = 4L << 30;

    /// <summary>An attribute by its number. NVIDIA, CUDA Driver API, CUdevice_attribute.</summary>
    public int Attribute(int number) => number switch
    {
        1 => 1024, // threads of a block
        2 => 1024, // and along x
        3 => 1024, // and along y
        4 => 64, // and along z
        5 => int.MaxValue, // blocks along x
        6 => 65535, // blocks along y
        7 => 65535, // blocks along z
        8 => 48 << 10, // shared memory of a block
        9 => 64 << 10, // constant memory
        10 => 32, // threads of a warp
        11 => int.MaxValue, // pitch
        12 => 65536, // registers of a block
        13 => ClockKilohertz,
        16 => Multiprocessors,
        19 => 1, // maps the host's memory
        36 => 2_619_000, // clock of the memory
        37 => 6144, // width of its bus
        38 => 60 << 20, // second-level cache
        39 => 2048, // threads of a multiprocessor
        40 => 3, // copy engines
        75 => Major,
        76 => Minor,
        81 => 228 << 10, // shared memory of a multiprocessor
        82 => 65536, // registers of a multiprocessor
        91 => 1, // takes the host's own pointers for registered memory
        _ => 0,
    };
}
