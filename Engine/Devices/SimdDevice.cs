using System.Runtime.Intrinsics;
using GpuRisk.Engine.Planning;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Devices;

/// <summary>The processor's vector units: the device that is always there.</summary>
public sealed class SimdDevice : IPathDevice
{
    /// <summary>Takes the processor.</summary>
    /// <param name="threads">Number of threads, at least 1; null for all processors.</param>
    /// <param name="bits">Register width, 128, 256 or 512; null for the widest that the
    /// processor has. Every width gives the same bits.</param>
    public SimdDevice(int? threads = null, int? bits = null)
    {
        Workers = threads ?? Environment.ProcessorCount;
        ArgumentOutOfRangeException.ThrowIfLessThan(Workers, 1, nameof(threads));
        Bits = bits ?? Widest;
        if (Bits is not (128 or 256 or 512))
        {
            throw new ArgumentOutOfRangeException(nameof(bits), bits, "128, 256 or 512.");
        }
    }

    /// <inheritdoc/>
    public string Id => "simd";

    /// <inheritdoc/>
    public string Name => $"{Bits}-bit vectors, {Counted.Of(Workers, "thread")}";

    /// <inheritdoc/>
    public string Detail => "float32, float64";

    /// <summary>Register width.</summary>
    public int Bits { get; }

    /// <inheritdoc/>
    public int Workers { get; }

    /// <inheritdoc/>
    public string? Warning { get; init; }

    /// <inheritdoc/>
    public DeviceStart Start { get; } = new();

    private static int Widest => Vector512.IsHardwareAccelerated
        ? 512
        : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <inheritdoc/>
    public IPathWorker CreateWorker(Plan plan, Precision precision) => (precision, Bits) switch
    {
        (Precision.Float32, 512) => new SimdWorker<Simd512Real32, Simd512Word32>(plan),
        (Precision.Float32, 256) => new SimdWorker<Simd256Real32, Simd256Word32>(plan),
        (Precision.Float32, _) => new SimdWorker<Simd128Real32, Simd128Word32>(plan),
        (Precision.Float64, 512) => new SimdWorker<Simd512Real64, Simd512Word64>(plan),
        (Precision.Float64, 256) => new SimdWorker<Simd256Real64, Simd256Word64>(plan),
        (Precision.Float64, _) => new SimdWorker<Simd128Real64, Simd128Word64>(plan),
        _ => throw new ArgumentOutOfRangeException(
            nameof(precision), precision, "Unknown precision."),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
