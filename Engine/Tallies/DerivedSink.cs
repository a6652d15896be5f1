using GpuRisk.Kernels.Tallies;

namespace GpuRisk.Engine.Tallies;

/// <summary>Puts derived outcomes behind those of chunks of paths and hands all on. Not safe for
/// concurrent use.</summary>
/// <param name="derived">The derived outcomes.</param>
/// <param name="given">How many outcomes come.</param>
/// <param name="target">Takes them all.</param>
internal sealed class DerivedSink(DerivedOutcomes derived, int given, IOutcomeSink target)
    : IOutcomeSink
{
    private float[] _singles = [];
    private double[] _doubles = [];

    /// <inheritdoc/>
    public bool TakesTallies => target.TakesTallies;

    /// <inheritdoc/>
    /// <remarks>A device that tallies derives too.</remarks>
    public void Add(RunTally tally, long firstPath) => target.Add(tally, firstPath);

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<float> outcomes, int stride, int paths, long firstPath)
    {
        float[] all = Joined(outcomes, stride, ref _singles);
        for (int k = 0; k < derived.Count; k++)
        {
            Span<float> column = all.AsSpan((given + k) * stride, paths);
            for (int path = 0; path < paths; path++)
            {
                column[path] = (float)Derived.Of(
                    new Singles(derived, all, stride, path), derived.Starts[k]);
            }
        }

        target.Add(all.AsSpan(0, Length(stride)), stride, paths, firstPath);
    }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<double> outcomes, int stride, int paths, long firstPath)
    {
        double[] all = Joined(outcomes, stride, ref _doubles);
        for (int k = 0; k < derived.Count; k++)
        {
            Span<double> column = all.AsSpan((given + k) * stride, paths);
            for (int path = 0; path < paths; path++)
            {
                column[path] = Derived.Of(
                    new Doubles(derived, all, stride, path), derived.Starts[k]);
            }
        }

        target.Add(all.AsSpan(0, Length(stride)), stride, paths, firstPath);
    }

    private int Length(int stride) => (given + derived.Count) * stride;

    private T[] Joined<T>(ReadOnlySpan<T> outcomes, int stride, ref T[] all)
    {
        if (all.Length < Length(stride)) all = new T[Length(stride)];
        outcomes[..Math.Min(outcomes.Length, given * stride)].CopyTo(all);
        return all;
    }

    private readonly struct Singles(
        DerivedOutcomes derived, float[] outcomes, int stride, int path) : IDerivedSource
    {
        public int Integer(int index) => derived.Integers[index];

        public double Real(int index) => derived.Reals[index];

        public double Outcome(int metric) => outcomes[(metric * stride) + path];

        public double Rounded(double value) => (float)value;
    }

    private readonly struct Doubles(
        DerivedOutcomes derived, double[] outcomes, int stride, int path) : IDerivedSource
    {
        public int Integer(int index) => derived.Integers[index];

        public double Real(int index) => derived.Reals[index];

        public double Outcome(int metric) => outcomes[(metric * stride) + path];

        public double Rounded(double value) => value;
    }
}
