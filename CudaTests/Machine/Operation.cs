using System.Numerics;

namespace GpuRisk.CudaTests.Machine;

/// <summary>What an instruction makes of the registers of a warp: 32 places each, of which those
/// of the lanes in a mask take part. Values of 32 bits are the lower halves.</summary>
internal abstract unsafe class Operation
{
    /// <summary>Of instructions that do no arithmetic.</summary>
    public static Operation None { get; } = new Unary(_ => throw new NotSupportedException());

    /// <summary>Sets the target's lanes.</summary>
    public abstract void Run(ulong* target, ulong* a, ulong* b, ulong* c, uint lanes);

    /// <summary>An operation of one operand.</summary>
    public sealed class Unary(Func<ulong, ulong> function) : Operation
    {
        public override void Run(ulong* target, ulong* a, ulong* b, ulong* c, uint lanes)
        {
            for (; lanes != 0; lanes &= lanes - 1)
            {
                int i = BitOperations.TrailingZeroCount(lanes);
                target[i] = function(a[i]);
            }
        }
    }

    /// <summary>An operation of two operands.</summary>
    public sealed class Binary(Func<ulong, ulong, ulong> function) : Operation
    {
        /// <summary>Does it once.</summary>
        public ulong Apply(ulong a, ulong b) => function(a, b);

        public override void Run(ulong* target, ulong* a, ulong* b, ulong* c, uint lanes)
        {
            for (; lanes != 0; lanes &= lanes - 1)
            {
                int i = BitOperations.TrailingZeroCount(lanes);
                target[i] = function(a[i], b[i]);
            }
        }
    }

    /// <summary>An operation of three operands.</summary>
    public sealed class Ternary(Func<ulong, ulong, ulong, ulong> function) : Operation
    {
        public override void Run(ulong* target, ulong* a, ulong* b, ulong* c, uint lanes)
        {
            for (; lanes != 0; lanes &= lanes - 1)
            {
                int i = BitOperations.TrailingZeroCount(lanes);
                target[i] = function(a[i], b[i], c[i]);
            }
        }
    }
}
