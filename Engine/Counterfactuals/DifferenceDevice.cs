using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Counterfactuals;

/// <summary>
/// A device that simulates the same paths of several plans, and tells of each path the metrics of
/// the first plan and by how much they are above those of every other.
/// </summary>
/// <param name="device">The device that simulates.</param>
/// <param name="plans">The plans.</param>
/// <param name="metrics">For each plan, the places of the chosen metrics.</param>
internal sealed class DifferenceDevice(
    IPathDevice device, IReadOnlyList<Plan> plans, IReadOnlyList<int[]> metrics) : IPathDevice
{
    /// <inheritdoc/>
    public string Id => device.Id;

    /// <inheritdoc/>
    public string Name => device.Name;

    /// <inheritdoc/>
    public string Detail => device.Detail;

    /// <inheritdoc/>
    public int Workers => device.Workers;

    /// <inheritdoc/>
    public string? Warning => device.Warning;

    /// <inheritdoc/>
    public IPathDevice? Standby => device.Standby is { } standby
        ? new DifferenceDevice(standby, plans, metrics) : null;

    /// <inheritdoc/>
    public DeviceStart Start => device.Start;

    /// <inheritdoc/>
    public IPathWorker CreateWorker(Plan plan, Precision precision) => new Worker(
        [.. plans.Select(p => device.CreateWorker(p, precision))], plans, metrics);

    /// <inheritdoc/>
    public void Dispose() => device.Dispose();

    private sealed class Worker : IPathWorker
    {
        // All outcomes of a chunk are held until the last plan is simulated.
        private const int MostCaptured = 1 << 14;

        private readonly IPathWorker[] _workers;
        private readonly CapturedMetrics[] _captured;
        private readonly IOutcomeSink[] _sinks;
        private readonly int _metrics;
        private double[] _outcomes = [];

        public Worker(
            IPathWorker[] workers, IReadOnlyList<Plan> plans, IReadOnlyList<int[]> metrics)
        {
            _workers = workers;
            _metrics = metrics[0].Length;
            _captured = [.. metrics.Select(places => new CapturedMetrics(places))];
            _sinks = [.. plans.Select((plan, i) => plan.SinkTo(_captured[i]))];
        }

        public int LeastPaths => _workers.Max(worker => worker.LeastPaths);

        public int MostPaths => Math.Max(
            LeastPaths, Math.Min(MostCaptured, _workers.Min(worker => worker.MostPaths)));

        public void Simulate(ulong seed, long firstPath, int count, IOutcomeSink sink)
        {
            for (int i = 0; i < _workers.Length; i++)
            {
                _captured[i].Begin(firstPath, count);
                _workers[i].Simulate(seed, firstPath, count, _sinks[i]);
            }

            int length = count * _metrics * _workers.Length;
            if (_outcomes.Length < length)
            {
                _outcomes = new double[length];
            }

            for (int i = 0; i < _workers.Length; i++)
            {
                for (int m = 0; m < _metrics; m++)
                {
                    double[] first = _captured[0][m];
                    double[] other = _captured[i][m];
                    Span<double> row = _outcomes.AsSpan(((i * _metrics) + m) * count, count);
                    for (int p = 0; p < count; p++)
                    {
                        row[p] = i == 0 ? first[p] : first[p] - other[p];
                    }
                }
            }

            sink.Add(_outcomes.AsSpan(0, length), count, count, firstPath);
        }

        public void Dispose()
        {
            foreach (IPathWorker worker in _workers)
            {
                worker.Dispose();
            }
        }
    }
}
