using GpuRisk.Engine.Devices;

namespace GpuRisk.Engine.Benchmarking;

/// <summary>How a suite is measured.</summary>
/// <param name="Repetitions">Measured repetitions; at least 1.</param>
/// <param name="Seconds">How long a repetition takes, about.</param>
/// <param name="Precision">The precision of the simulation.</param>
public sealed record BenchmarkOptions(
    int Repetitions = 7, double Seconds = 0.5, Precision Precision = Precision.Float32);
