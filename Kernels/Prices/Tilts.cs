using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Prices;

/// <summary>
/// Importance sampling with a mixture of laws (Owen, Zhou 2000). Which law a path draws by is in
/// its tables; what it draws is summed up by driver, and the sums tell how likely it was under each
/// of them.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Tilts<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    // The exponential of more, or of less, is of no use to anyone and may not be a number.
    private const double MostLog = 80;

    /// <summary>Puts the sums to zero.</summary>
    public static void Begin(C context)
    {
        int at = Row(context);
        if (at < 0)
        {
            return;
        }

        TiltRow tilts = TiltRow.Read(context, at);
        for (int i = 0; i < tilts.Drivers; i++)
        {
            DriverRow driver = Driver(context, tilts, i);
            if (driver.Kind != (int)DriverKind.Arrivals)
            {
                context.Store(driver.Sum, R.Of(0.0));
            }
        }
    }

    /// <summary>Tilts what a stream has drawn for a block of steps.</summary>
    /// <param name="context">The context.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="slot">The slot of the first step's number.</param>
    /// <param name="first">The block's first step.</param>
    /// <param name="count">Steps of the block within the horizon.</param>
    public static void Apply(C context, uint stream, int slot, int first, int count)
    {
        int at = Row(context);
        if (at < 0)
        {
            return;
        }

        TiltRow tilts = TiltRow.Read(context, at);
        for (int i = 0; i < tilts.Drivers; i++)
        {
            DriverRow driver = Driver(context, tilts, i);
            if (driver.Stream == (int)stream)
            {
                int begin = Math.Max(driver.First - first, 0);
                int end = Math.Min(driver.End - first, count);
                if (driver.Kind == (int)DriverKind.Normals)
                {
                    Shift(context, driver, slot + begin, slot + end);
                }
                else
                {
                    Count(context, driver, slot + begin, slot + end);
                }
            }
        }
    }

    private static void Shift(C context, DriverRow driver, int begin, int end)
    {
        R shift = context.Real(driver.Tilt);
        R sum = context.Load(driver.Sum);
        for (int i = begin; i < end; i++)
        {
            R normal = context.Load(i) + shift;
            context.Store(i, normal);
            sum += normal;
        }

        context.Store(driver.Sum, sum);
    }

    private static void Count(C context, DriverRow driver, int begin, int end)
    {
        R probability = context.Real(driver.Tilt);
        R sum = context.Load(driver.Sum);
        for (int i = begin; i < end; i++)
        {
            sum += Bounds<R, W>.Indicator(R.LessOrEqual(context.Load(i), probability));
        }

        context.Store(driver.Sum, sum);
    }

    /// <summary>Writes a path's weight and what it has drawn.</summary>
    public static void Emit(C context)
    {
        int at = Row(context);
        if (at < 0)
        {
            return;
        }

        TiltRow tilts = TiltRow.Read(context, at);
        R all = R.Of(0.0);
        for (int law = 0; law < tilts.Laws; law++)
        {
            int likelihood = tilts.Likelihoods + (law * (1 + tilts.Drivers));
            R log = context.Real(likelihood);
            for (int i = 0; i < tilts.Drivers; i++)
            {
                log = R.Fma(
                    context.Real(likelihood + 1 + i), Sum(context, Driver(context, tilts, i)),
                    log);
            }

            all += R.Exp(Bounds<R, W>.Clamp(log, R.Of(-MostLog), R.Of(MostLog)));
        }

        context.Emit(tilts.Outcomes, R.Of(1.0) / all);
        for (int i = 0; i < tilts.Drivers; i++)
        {
            context.Emit(tilts.Outcomes + 1 + i, Sum(context, Driver(context, tilts, i)));
        }
    }

    // The arrival that comes next, beyond the horizon, is drawn too.
    private static R Sum(C context, DriverRow driver)
    {
        R sum = context.Load(driver.Sum);
        return driver.Kind == (int)DriverKind.Arrivals
            ? R.FromInt32(R.ToBits(sum)) - R.Of(1.0)
            : sum;
    }

    private static int Row(C context)
    {
        int together = context.Integer(PriceHeader.PlaceOf.Together);
        return together > PriceHeader.DrawnTogether ? together : -1;
    }

    private static DriverRow Driver(C context, TiltRow tilts, int driver) =>
        DriverRow.Read(context, tilts.DriverRows + (driver * DriverRow.Width));
}
