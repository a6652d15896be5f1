using System.Runtime.InteropServices;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Lanes;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace GpuRisk.Benchmarks.HostWork;

/// <summary>What the host does where the device tallies: brings a chunk's counts to the run's
/// tally. The device is ILGPU's CPU accelerator.</summary>
internal static class MergedTally
{
    private const int Paths = 1 << 14;
    private const int Repetitions = 7;

    /// <summary>Processor time of merging a chunk, whatever its paths, seconds.</summary>
    public static double Seconds(Plan plan)
    {
        var outcomes = SimulatedOutcomes.Of(plan, Paths);
        var device = new CPUDevice(2, 1, Environment.ProcessorCount);
        using Context context = Context.Create(builder => builder
            .CPU(device).EnableRounded().Optimize(OptimizationLevel.O2));
        using CPUAccelerator accelerator =
            device.CreateCPUAccelerator(context, CPUAcceleratorMode.Parallel);
        var kernels = TallyKernels<Real32>.Load(accelerator, new DeviceStart());
        var shape = new LaunchShape(64 * Environment.ProcessorCount, 1, long.MaxValue);
        using var tally = new DeviceTally<Real32>(accelerator, kernels, shape, plan.Metrics);
        using AcceleratorStream stream = accelerator.CreateStream();
        using MemoryBuffer1D<Real32, Stride1D.Dense> buffer = accelerator.Allocate1D(
            MemoryMarshal.Cast<float, Real32>(outcomes.Values).ToArray());

        var run = new RunTally(plan.Metrics);
        var seconds = new List<double>();
        for (int repetition = 0; repetition <= Repetitions; repetition++)
        {
            tally.Clear(stream);
            tally.Add(stream, buffer.View.AsContiguous(), Paths, Paths, 0);
            stream.Synchronize();
            TimeSpan before = Environment.CpuUsage.TotalTime;
            var chunk = new RunTally(plan.Metrics);
            tally.MergeInto(stream, chunk);
            run.Merge(chunk);
            if (repetition > 0)
            {
                seconds.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
            }
        }

        return seconds.Median();
    }
}
