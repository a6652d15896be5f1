using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Records;

namespace KnockOut;

/// <summary>Where a call's numbers stand in the plan.</summary>
[Row]
internal partial struct KnockOutRow
{
    /// <summary>The asset that it is on.</summary>
    public required int Asset;

    /// <summary>Where its terms stand.</summary>
    public required int Terms;

    /// <summary>Its first outcome.</summary>
    public required int Outcomes;
}

/// <summary>What no path changes.</summary>
/// <typeparam name="R">double in a plan, a lane in a kernel.</typeparam>
[Terms]
internal partial struct KnockOutTerms<R>
{
    /// <summary>Price at the start, USD.</summary>
    public required R Spot;

    /// <summary>Strike, USD.</summary>
    public required R Strike;

    /// <summary>Log of the price at the start over the barrier.</summary>
    public required R Distance;

    /// <summary>-2 over the variance of a step's log return.</summary>
    public required R PerVariance;

    /// <summary>What a dollar at the horizon is worth today.</summary>
    public required R Discount;
}

/// <summary>What a path tells.</summary>
/// <typeparam name="R">A metric in a plan, a lane in a kernel.</typeparam>
[Outcomes]
internal partial struct KnockOutOutcomes<R>
{
    /// <summary>What the call is worth today, USD.</summary>
    public required R Value;

    /// <summary>The probability that the barrier was not touched.</summary>
    public required R Survival;
}

/// <summary>A call that is worth nothing once the price has touched a barrier below it.</summary>
public readonly struct KnockOutModel : IModel
{
    static void IModel.Simulate<R, W, C>(C context) =>
        KnockOutModel<R, W, C>.Simulate(context);
}

/// <summary>The model's code.</summary>
/// <typeparam name="R">A number of each path: one on a GPU, up to 32 in registers.</typeparam>
/// <typeparam name="W">Words as wide, and masks.</typeparam>
/// <typeparam name="C">What a model sees of its paths.</typeparam>
internal static class KnockOutModel<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Simulates the context's paths.</summary>
    public static void Simulate(C context)
    {
        // Prices come first in a plan and say where a model's own row stands.
        KnockOutRow row = KnockOutRow.Read(context, context.Integer(PriceHeader.PlaceOf.Model));
        KnockOutTerms<R> terms = KnockOutTerms<R>.Read(context, row.Terms);
        int steps = context.Integer(PriceHeader.PlaceOf.Steps);
        PriceProcess<R, W, C>.Begin(context);

        R survival = R.Of(1.0);
        R above = terms.Distance;
        for (int first = 0; first < steps; first += R.BlockSteps)
        {
            int count = Math.Min(steps - first, R.BlockSteps);
            PriceProcess<R, W, C>.Advance(context, first, count);
            for (int i = 0; i < count; i++)
            {
                R before = above;
                above = terms.Distance + PriceProcess<R, W, C>.Log(context, row.Asset, i);
                survival *= Survives(before, above, terms.PerVariance);
            }
        }

        R price = terms.Spot * R.Exp(PriceProcess<R, W, C>.LastLog(context, row.Asset));
        R payoff = Bounds<R, W>.Max(price - terms.Strike, R.Of(0.0));
        PriceProcess<R, W, C>.Emit(context);
        new KnockOutOutcomes<R>
        {
            Value = payoff * survival * terms.Discount,
            Survival = survival,
        }.Emit(context, row.Outcomes);
    }

    // A Brownian bridge from a to b above a barrier touches it with probability exp(-2ab/v), so
    // that steps may be as long as they like. From above to below, -2ab is positive and the
    // probability one: the product is zero from then on, whatever follows.
    private static R Survives(R before, R after, R perVariance) =>
        -R.ExpM1(Bounds<R, W>.Min(before * after * perVariance, R.Of(0.0)));
}
