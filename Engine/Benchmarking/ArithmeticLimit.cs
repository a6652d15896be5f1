using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;

namespace GpuRisk.Engine.Benchmarking;

/// <summary>The rate at which devices would do a model's arithmetic and nothing else.</summary>
/// <param name="InstructionsPerPathStep">Instructions of a path-step: of vectors on the processor,
/// of threads on a GPU.</param>
/// <param name="PathStepsPerSecond">The rate.</param>
public sealed record ArithmeticLimit(double InstructionsPerPathStep, double PathStepsPerSecond)
{
    /// <summary>The limit of devices that share the work.</summary>
    /// <param name="devices">The devices.</param>
    /// <param name="entry">The work: its path-step must be the one that was counted.</param>
    /// <param name="precision">The precision.</param>
    /// <param name="time">The clock, for what has to be measured.</param>
    /// <returns>Null where a device's limit is not known or the work's instructions are not
    /// counted.</returns>
    public static ArithmeticLimit? Of(
        IReadOnlyList<IPathDevice> devices, BenchmarkEntry entry, Precision precision,
        TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(devices);
        ArgumentNullException.ThrowIfNull(entry);
        if (!entry.IsCounted || precision != Precision.Float32)
        {
            return null;
        }

        ArithmeticLimit?[] limits = [.. devices.Select(device => Of(
            device, entry.Plan.Model, time))];
        if (Array.Exists(limits, limit => limit is null))
        {
            return null;
        }

        double rate = limits.Sum(limit => limit!.PathStepsPerSecond);
        double instructions = limits.Sum(
            limit => limit!.PathStepsPerSecond * limit.InstructionsPerPathStep);
        return new(instructions / rate, rate);
    }

    private static ArithmeticLimit? Of(IPathDevice device, ModelCode model, TimeProvider time) =>
        device switch
        {
            SimdDevice { Bits: 512 } simd => Of(
                CountedInstructions.OfVectors(model),
                VectorPeak.InstructionsPerSecond(simd.Workers, time)),
            IlgpuDevice gpu => Of(
                CountedInstructions.OfThread(model), gpu.ThreadInstructionsPerSecond),
            _ => null,
        };

    private static ArithmeticLimit? Of(double? perPathStep, double? perSecond) =>
        perPathStep is { } instructions && perSecond is { } rate
            ? new(instructions, rate / instructions)
            : null;
}
