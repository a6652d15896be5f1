using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Models;

/// <summary>Random numbers and nothing else: the mean of a path's uniforms, four in each block of
/// steps. Its expectation is 1/2 and its variance 1/12 over their number.</summary>
public readonly struct RandomNumbersModel : IModel
{
    static void IModel.Simulate<R, W, C>(C context) =>
        RandomNumbersModel<R, W, C>.Simulate(context);
}

/// <summary>The model's code.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class RandomNumbersModel<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Simulates the context's paths.</summary>
    public static void Simulate(C context)
    {
        RandomNumbersRow row = RandomNumbersRow.Read(
            context, context.Integer(PriceHeader.PlaceOf.Model));
        int blocks = context.Integer(PriceHeader.PlaceOf.Steps) / Block<R, W, C>.Steps;
        Philox<W, C> stream = Block<R, W, C>.Stream(context, Streams.Uniforms);
        R sum = R.Of(0.0);
        for (int block = 0; block < blocks; block++)
        {
            PhiloxWords<W> words = stream.At((uint)block);
            R first = Uniforms<R, W>.Of(words.Word0) + Uniforms<R, W>.Of(words.Word1);
            R second = Uniforms<R, W>.Of(words.Word2) + Uniforms<R, W>.Of(words.Word3);
            sum += first + second;
        }

        context.Emit(row.Mean, sum * context.Real(row.InverseCount));
    }
}
