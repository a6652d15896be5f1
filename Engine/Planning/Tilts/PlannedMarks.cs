using GpuRisk.Kernels.Prices;
using MathNet.Numerics.Distributions;

namespace GpuRisk.Engine.Planning.Tilts;

/// <summary>Jumps in classes by size, each of which comes by a Poisson process of its own.
/// </summary>
/// <param name="Gap">The real that is the mean gap between jumps of any class, in steps.</param>
/// <param name="Terms">The real where the terms of the classes begin.</param>
internal sealed record PlannedMarks(int Gap, int Terms)
{
    // Of the first normal of a size: what is so rare that it comes first, and is met by the
    // smallest uniforms.
    private static readonly double[] Edges = [double.PositiveInfinity, 5, 4, 3.5, 3, 2.5, 2, 1, 0];

    private static readonly MarkClass[] Classes = [.. Edges.Zip(Edges.Skip(1)).SelectMany(
        between => (MarkClass[])
        [
            new(between.First, between.Second, 1), new(between.First, between.Second, -1),
        ])];

    /// <summary>Plans the classes of jumps and tells where their row stands.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="name">What the jumps are called.</param>
    /// <param name="stream">The stream of the jumps.</param>
    /// <param name="gap">The real that is the mean gap between jumps.</param>
    /// <param name="arrivals">Jumps over the horizon on average.</param>
    public static int Add(PlanBuilder tables, string name, uint stream, int gap, double arrivals)
    {
        int counts = tables.ReserveSlots(Classes.Length);
        int terms = tables.AddReals(new double[Classes.Length * MarkTerms.Width]);
        tables.Marks.Add(new(gap, terms));
        tables.Drivers.AddRange(Classes.Select((one, i) => new PlannedDriver(
            $"{name} {one.Name}", DriverKind.Marks, stream)
        {
            Rate = arrivals * one.Width,
            Drawn = counts + i,
            Class = i,
            Marks = terms,
        }));
        return tables.AddRow(
            new MarkRow { Classes = Classes.Length, Terms = terms, Counts = counts });
    }

    /// <summary>Writes what the kernel draws by.</summary>
    /// <param name="reals">The table.</param>
    /// <param name="arrivals">Jumps of each class over the horizon on average.</param>
    /// <param name="steps">Steps of the horizon.</param>
    public void Write(Span<double> reals, IReadOnlyList<double> arrivals, int steps)
    {
        double all = arrivals.Sum();
        double before = 0;
        reals[Gap] = steps / all;
        for (int i = 0; i < Classes.Length; i++)
        {
            new MarkTerms<double>
            {
                Before = before,
                Beyond = Classes[i].Beyond,
                Chance = Classes[i].Width,
                Side = Classes[i].Side,
            }.CopyTo(reals.Slice(Terms + (i * MarkTerms.Width), MarkTerms.Width));
            before += arrivals[i] / all;
        }
    }

    private readonly record struct MarkClass(double Far, double Near, int Side)
    {
        public double Beyond => Normal.CDF(0, 1, -Far);

        public double Width => Normal.CDF(0, 1, -Near) - Beyond;

        // Of a size, up or down: the side of the normal, whatever sign the loading has.
        public string Name => (Side > 0, double.IsInfinity(Far)) switch
        {
            (true, true) => $"below -{Near} s.d.",
            (true, false) => $"-{Far} to -{Near} s.d.",
            (false, true) => $"above {Near} s.d.",
            (false, false) => $"{Near} to {Far} s.d.",
        };
    }
}
