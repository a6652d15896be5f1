using System.Runtime.CompilerServices;
using ILGPU;

namespace GpuRisk.Kernels.Tallies;

/// <summary>The entry point that computes derived outcomes on an ILGPU device, between simulation
/// and tally.</summary>
public static class DerivedKernel
{
    /// <summary>Writes the derived outcomes of a block of paths, one thread for each path.
    /// </summary>
    public static void Write<R, TOutcome>(DerivedBuffers<R> buffers, OutcomeBlock block)
        where R : unmanaged
        where TOutcome : struct, IOutcome<R>
    {
        int path = (Grid.IdxX * Group.DimX) + Group.IdxX;
        if (path < block.Count)
        {
            var source = new Source<R, TOutcome>(buffers, block.Stride, path);
            for (int k = 0; k < buffers.Starts.Length; k++)
            {
                buffers.Outcomes[((long)(buffers.Given + k) * block.Stride) + path] =
                    TOutcome.Narrow(Derived.Of(source, buffers.Starts[k]));
            }
        }
    }

    private readonly struct Source<R, TOutcome>(DerivedBuffers<R> buffers, int stride, int path)
        : IDerivedSource
        where R : unmanaged
        where TOutcome : struct, IOutcome<R>
    {
        private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

        [MethodImpl(Inline)]
        public int Integer(int index) => buffers.Integers[index];

        [MethodImpl(Inline)]
        public double Real(int index) => buffers.Reals[index].Value;

        [MethodImpl(Inline)]
        public double Outcome(int metric) =>
            TOutcome.Widen(buffers.Outcomes[((long)metric * stride) + path]);

        [MethodImpl(Inline)]
        public double Rounded(double value) => TOutcome.Widen(TOutcome.Narrow(value));
    }
}
