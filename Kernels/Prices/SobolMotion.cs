using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Prices;

/// <summary>
/// Normals of diffusions as the moves of Brownian motions whose nodes are built by a bridge
/// (Caflisch, Morokoff 1995) of Sobol points, so that the first dimensions decide most. Between
/// two nodes, steps are independent normals that are led to the next one.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class SobolMotion<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Builds the nodes.</summary>
    /// <param name="context">The context.</param>
    /// <param name="sobol">Where the <see cref="SobolRow"/> stands.</param>
    public static void Begin(C context, int sobol)
    {
        SobolRow row = SobolRow.Read(context, sobol);
        Philox<W, C> scrambles = SobolPoints<R, W, C>.Scrambles(context);
        for (int i = 0; i < row.Nodes; i++)
        {
            NodeRow node = NodeRow.Read(context, row.NodeRows + (i * NodeRow.Width));
            NodeTerms<R> terms = NodeTerms<R>.Read(context, node.Terms);
            for (int motion = 0; motion < row.Motions; motion++)
            {
                int state = Motion(context, row, motion).State;
                R normal = SobolPoints<R, W, C>.Normal(
                    context, scrambles, row.Directions, (i * row.Motions) + motion);
                R mean = R.Fma(
                    terms.Left, Node(context, state, node.Left),
                    terms.Right * Node(context, state, node.Right));
                context.Store(state + node.Index, R.Fma(terms.Deviation, normal, mean));
            }
        }
    }

    /// <summary>Makes the normals of a block's steps of those that stand in its buffer.</summary>
    /// <param name="context">The context.</param>
    /// <param name="sobol">Where the <see cref="SobolRow"/> stands.</param>
    /// <param name="asset">The asset.</param>
    /// <param name="slot">The slot of the first step's normal.</param>
    /// <param name="first">The block's first step.</param>
    /// <param name="count">Steps of the block within the horizon.</param>
    public static void Lead(C context, int sobol, int asset, int slot, int first, int count)
    {
        SobolRow row = SobolRow.Read(context, sobol);
        for (int motion = 0; motion < row.Motions; motion++)
        {
            MotionRow one = Motion(context, row, motion);
            if (one.Asset == asset)
            {
                Lead(context, row, one.State, slot, first, count);
            }
        }
    }

    private static void Lead(C context, SobolRow row, int state, int slot, int first, int count)
    {
        int node = first / row.Segment;
        int done = first - (node * row.Segment);
        R rest = context.Load(state);
        for (int i = 0; i < count; i++)
        {
            if (done == 0)
            {
                rest = context.Load(state + node + 1) - Node(context, state, node);
            }

            int left = Math.Min(row.Segment, row.Steps - (node * row.Segment)) - done;
            R move = rest * context.Real(row.Shares + (2 * left));
            if (row.Segment > 1)
            {
                move = R.Fma(
                    context.Load(slot + i), context.Real(row.Shares + (2 * left) + 1), move);
            }

            context.Store(slot + i, move);
            rest -= move;
            done++;
            if (done == row.Segment)
            {
                done = 0;
                node++;
            }
        }

        context.Store(state, rest);
    }

    private static R Node(C context, int state, int node) =>
        node == 0 ? R.Of(0.0) : context.Load(state + node);

    private static MotionRow Motion(C context, SobolRow row, int motion) =>
        MotionRow.Read(context, row.MotionRows + (motion * MotionRow.Width));
}
