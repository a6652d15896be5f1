using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Tallies;

/// <summary>How an outcome becomes the float64 number that is tallied.</summary>
/// <typeparam name="R">A scalar lane.</typeparam>
public interface IOutcome<R>
    where R : unmanaged
{
    /// <summary>The same number in float64; exact.</summary>
    static abstract double Widen(R outcome);

    /// <summary>The nearest outcome.</summary>
    static abstract R Narrow(double value);
}

/// <summary>Outcomes of a simulation in float32.</summary>
public readonly struct Outcome32 : IOutcome<Real32>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Widen(Real32 outcome) => outcome.Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Real32 Narrow(double value) => new((float)value);
}

/// <summary>Outcomes of a simulation in float64.</summary>
public readonly struct Outcome64 : IOutcome<Real64>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Widen(Real64 outcome) => outcome.Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Real64 Narrow(double value) => new(value);
}
