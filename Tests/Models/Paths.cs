using System.Runtime.InteropServices;
using GpuRisk.Engine.Planning;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Tests.Models;

/// <summary>
/// Every path's outcomes, from the kernels directly: no tally, no sketch, so that joint events
/// and payoffs can be taken. Double precision.
/// </summary>
internal sealed unsafe class Paths
{
    private const int Chunk = 4096;

    private readonly Dictionary<string, double[]> _outcomes;

    private Paths(Plan plan, int count, double[][] values)
    {
        Count = count;
        _outcomes = [];
        for (int i = 0; i < plan.Outcomes.Count; i++)
        {
            _outcomes.Add(plan.Outcomes[i].Name, values[i]);
        }
    }

    public int Count { get; }

    /// <summary>The names of all outcomes.</summary>
    public IEnumerable<string> Metrics => _outcomes.Keys;

    public double[] this[string metric] => _outcomes[metric];

    /// <summary>The first path's outcome, unrounded.</summary>
    public double First(string metric) => _outcomes[metric][0];

    /// <summary>The mean of something of each path.</summary>
    public Estimated Mean(string name, Func<int, double> value) =>
        Estimated.Of(name, [.. Enumerable.Range(0, Count).Select(value)]);

    /// <summary>The share of paths of which something holds.</summary>
    public Estimated Share(string name, Func<int, bool> holds) =>
        Estimated.Share(name, Enumerable.Range(0, Count).Count(holds), Count);

    /// <summary>The outcomes of a scenario's metrics.</summary>
    public static Paths Of(string yaml, int count, ulong seed) =>
        Of(Simulation.Plan(yaml), count, seed);

    /// <inheritdoc cref="Of(string, int, ulong)"/>
    public static Paths Of(Plan plan, int count, ulong seed) =>
        new(plan, count, Outcomes(plan, count, seed));

    /// <summary>All outcomes of a plan: of each, path by path.</summary>
    public static double[][] Outcomes(Plan plan, int count, ulong seed)
    {
        delegate*<SimdContext<Simd512Real64, Simd512Word64>, void> simulate =
            plan.Model.SimdEntry<Simd512Real64, Simd512Word64>();
        return Simulate(plan, simulate, count, seed, plan.Outcomes.Count);
    }

    /// <summary>The log price of the first asset after each step, step by step.</summary>
    public static double[][] LogPrices(string yaml, int count, ulong seed) =>
        LogPrices(Simulation.Plan(yaml), count, seed);

    /// <inheritdoc cref="LogPrices(string, int, ulong)"/>
    public static double[][] LogPrices(Plan plan, int count, ulong seed) =>
        Simulate(plan, &TraceLogs, count, seed, plan.Steps);

    /// <summary>Its variances of the steps, where they change.</summary>
    public static double[][] StepVariances(string yaml, int count, ulong seed)
    {
        Plan plan = Simulation.Plan(yaml);
        return Simulate(plan, &TraceVariances, count, seed, plan.Steps);
    }

    private static void TraceLogs(SimdContext<Simd512Real64, Simd512Word64> context) =>
        Trace(context, PriceProcess<
            Simd512Real64, Simd512Word64,
            SimdContext<Simd512Real64, Simd512Word64>>.Logs(context, 0));

    private static void TraceVariances(SimdContext<Simd512Real64, Simd512Word64> context) =>
        Trace(context, Buffers<
            Simd512Real64, Simd512Word64, SimdContext<Simd512Real64, Simd512Word64>>.Slot(
                context, PriceProcess<
                    Simd512Real64, Simd512Word64,
                    SimdContext<Simd512Real64, Simd512Word64>>.Asset(context, 0).Variances));

    private static void Trace(SimdContext<Simd512Real64, Simd512Word64> context, int slot)
    {
        int block = Simd512Real64.BlockSteps;
        int steps = context.Integer(PriceHeader.PlaceOf.Steps);
        PriceProcess<
            Simd512Real64, Simd512Word64,
            SimdContext<Simd512Real64, Simd512Word64>>.Begin(context);
        for (int first = 0; first < steps; first += block)
        {
            int length = Math.Min(steps - first, block);
            PriceProcess<
                Simd512Real64, Simd512Word64,
                SimdContext<Simd512Real64, Simd512Word64>>.Advance(
                    context, first, length);
            for (int i = 0; i < length; i++)
            {
                context.Emit(first + i, context.Load(slot + i));
            }
        }
    }

    private static double[][] Simulate(
        Plan plan, delegate*<SimdContext<Simd512Real64, Simd512Word64>, void> simulate,
        int count, ulong seed, int outcomes)
    {
        var values = new double[outcomes][];
        for (int i = 0; i < outcomes; i++)
        {
            values[i] = new double[count];
        }

        int chunks = (count + Chunk - 1) / Chunk;
        nint function = (nint)simulate;
        Parallel.For(
            0, chunks, new ParallelOptions { MaxDegreeOfParallelism = Simulation.Threads },
            chunk => SimulateChunk(plan, function, chunk * Chunk, seed, values));
        return values;
    }

    private static void SimulateChunk(
        Plan plan, nint function, int first, ulong seed, double[][] values)
    {
        var simulate = (delegate*<SimdContext<Simd512Real64, Simd512Word64>, void>)function;
        int width = Simd512Real64.Count;
        int groups = (Math.Min(Chunk, values[0].Length - first) + width - 1) / width;
        double[] reals = [.. plan.Reals];
        int[] integers = [.. plan.Integers];
        var state = (Simd512Real64*)NativeMemory.AlignedAlloc(
            (nuint)(Math.Max(plan.StateSlots(Simd512Real64.BlockSteps), 1) * sizeof(Simd512Real64)), 64);
        var written = (Simd512Real64*)NativeMemory.AlignedAlloc(
            (nuint)(values.Length * groups * sizeof(Simd512Real64)), 64);
        fixed (double* realTable = reals)
        fixed (int* integerTable = integers)
        {
            var frame = new SimdFrame
            {
                Reals = realTable,
                Integers = integerTable,
                State = state,
                OutcomeStride = groups,
            };
            frame.SetSeed(seed);
            for (int group = 0; group < groups; group++)
            {
                frame.Outcomes = written + group;
                frame.FirstPath = (ulong)(first + (group * width));
                simulate(new(&frame));
            }
        }

        int kept = Math.Min(Chunk, values[0].Length - first);
        for (int i = 0; i < values.Length; i++)
        {
            new ReadOnlySpan<double>(written + (i * groups), kept)
                .CopyTo(values[i].AsSpan(first));
        }

        NativeMemory.AlignedFree(state);
        NativeMemory.AlignedFree(written);
    }
}
