using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Prices;

/// <summary>Prices alone. One that is correlated with no other and never jumps stays in registers
/// from the first step to the last.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public readonly struct PricesModel<R, W, C> : IModel<C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <inheritdoc/>
    public static void Simulate(C context)
    {
        PriceProcess<R, W, C>.Begin(context);
        if (context.Integer(PriceTable.Correlated) != 0)
        {
            MoveTogether(context);
        }
        else
        {
            for (int asset = 0; asset < context.Integer(PriceTable.Assets); asset++)
            {
                MoveAlone(context, asset);
            }
        }

        PriceProcess<R, W, C>.Emit(context);
    }

    private static void MoveTogether(C context)
    {
        int steps = context.Integer(PriceTable.Steps);
        for (int first = 0; first < steps; first += Block<R, W, C>.Steps)
        {
            PriceProcess<R, W, C>.Move(
                context, first / Block<R, W, C>.Steps,
                Math.Min(steps - first, Block<R, W, C>.Steps));
        }
    }

    private static void MoveAlone(C context, int asset)
    {
        int steps = context.Integer(PriceTable.Steps);
        int first = 0;
        if (PriceProcess<R, W, C>.DiffusesOnly(context, asset))
        {
            int blocks = steps / Block<R, W, C>.Steps;
            Diffuse(context, asset, blocks);
            first = blocks * Block<R, W, C>.Steps;
        }

        for (; first < steps; first += Block<R, W, C>.Steps)
        {
            PriceProcess<R, W, C>.MoveAlone(
                context, asset, first / Block<R, W, C>.Steps,
                Math.Min(steps - first, Block<R, W, C>.Steps));
        }
    }

    // Whole blocks from the start.
    private static void Diffuse(C context, int asset, int blocks)
    {
        if (!R.IsWide)
        {
            DiffuseInRegisters(context, asset, blocks);
            return;
        }

        int buffer = context.Integer(
            context.Integer(PriceTable.Model) + PricesTable.Header.Buffer);
        for (int first = 0; first < blocks; first += PricesTable.BufferBlocks)
        {
            int count = Math.Min(blocks - first, PricesTable.BufferBlocks);
            NormalBuffer<R, W, C>.Prepare(
                context, Streams.Diffusion + (uint)asset, first, count, buffer);
            Advance(context, asset, buffer, count);
        }
    }

    private static void DiffuseInRegisters(C context, int asset, int blocks)
    {
        int row = PriceProcess<R, W, C>.Row(asset);
        int reals = context.Integer(row + PriceTable.Row.Reals);
        int state = context.Integer(row + PriceTable.Row.State);
        R drift = context.Real(reals + PriceTable.Real.Drift);
        R deviation = context.Real(reals + PriceTable.Real.Deviation);
        R log = R.Of(0.0);
        R minimum = R.Of(0.0);
        Philox<W, C> stream = Block<R, W, C>.Stream(context, Streams.Diffusion + (uint)asset);
        for (int block = 0; block < blocks; block++)
        {
            PhiloxWords<W> words = stream.At((uint)block);
            Normals<R, W>.Four(
                in words, out R first, out R second, out R third, out R fourth);
            PriceProcess<R, W, C>.Step(first, drift, deviation, ref log, ref minimum);
            PriceProcess<R, W, C>.Step(second, drift, deviation, ref log, ref minimum);
            PriceProcess<R, W, C>.Step(third, drift, deviation, ref log, ref minimum);
            PriceProcess<R, W, C>.Step(fourth, drift, deviation, ref log, ref minimum);
        }

        context.Store(state + PriceTable.State.Log, log);
        context.Store(state + PriceTable.State.Minimum, minimum);
    }

    // Not inlined, so that log price and minimum stay in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Advance(C context, int asset, int buffer, int blocks)
    {
        int row = PriceProcess<R, W, C>.Row(asset);
        int reals = context.Integer(row + PriceTable.Row.Reals);
        int state = context.Integer(row + PriceTable.Row.State);
        R drift = context.Real(reals + PriceTable.Real.Drift);
        R deviation = context.Real(reals + PriceTable.Real.Deviation);
        R log = context.Load(state + PriceTable.State.Log);
        R minimum = context.Load(state + PriceTable.State.Minimum);
        for (int block = 0; block < blocks; block++)
        {
            NormalBuffer<R, W, C>.Take(
                context, buffer + (block * Block<R, W, C>.Steps),
                out R first, out R second, out R third, out R fourth);
            PriceProcess<R, W, C>.Step(first, drift, deviation, ref log, ref minimum);
            PriceProcess<R, W, C>.Step(second, drift, deviation, ref log, ref minimum);
            PriceProcess<R, W, C>.Step(third, drift, deviation, ref log, ref minimum);
            PriceProcess<R, W, C>.Step(fourth, drift, deviation, ref log, ref minimum);
        }

        context.Store(state + PriceTable.State.Log, log);
        context.Store(state + PriceTable.State.Minimum, minimum);
    }
}
