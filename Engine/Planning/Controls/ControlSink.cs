using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Planning.Controls;

/// <summary>Puts controls behind the outcomes of chunks of paths and hands all on. Not safe for
/// concurrent use.</summary>
/// <param name="controls">The controls.</param>
/// <param name="given">How many outcomes come.</param>
/// <param name="target">Takes them all.</param>
internal sealed class ControlSink(
    IReadOnlyList<PlannedControl> controls, int given, IOutcomeSink target) : IOutcomeSink
{
    private float[] _singles = [];
    private double[] _doubles = [];

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<float> outcomes, int stride, int paths, long firstPath)
    {
        float[] all = Joined(outcomes, stride, ref _singles);
        for (int k = 0; k < controls.Count; k++)
        {
            ReadOnlySpan<float> source = all.AsSpan(controls[k].Source * stride, paths);
            Span<float> column = all.AsSpan((given + k) * stride, paths);
            for (int path = 0; path < paths; path++)
            {
                column[path] = (float)controls[k].Of(source[path]);
            }
        }

        target.Add(all.AsSpan(0, Length(stride)), stride, paths, firstPath);
    }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<double> outcomes, int stride, int paths, long firstPath)
    {
        double[] all = Joined(outcomes, stride, ref _doubles);
        for (int k = 0; k < controls.Count; k++)
        {
            ReadOnlySpan<double> source = all.AsSpan(controls[k].Source * stride, paths);
            Span<double> column = all.AsSpan((given + k) * stride, paths);
            for (int path = 0; path < paths; path++)
            {
                column[path] = controls[k].Of(source[path]);
            }
        }

        target.Add(all.AsSpan(0, Length(stride)), stride, paths, firstPath);
    }

    private int Length(int stride) => (given + controls.Count) * stride;

    private T[] Joined<T>(ReadOnlySpan<T> outcomes, int stride, ref T[] all)
    {
        if (all.Length < Length(stride)) all = new T[Length(stride)];
        outcomes[..Math.Min(outcomes.Length, given * stride)].CopyTo(all);
        return all;
    }
}
