using GpuRisk.Engine.Running;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Running;

/// <summary>A worker of a known speed, in simulated time.</summary>
/// <param name="Rate">Paths per second.</param>
/// <param name="Least">The fewest paths that it takes.</param>
/// <param name="StartSeconds">When it is ready.</param>
/// <param name="HangSeconds">When it stops answering.</param>
/// <param name="FixedSeconds">What a chunk takes after the device's work, which may be another
/// worker's by then.</param>
/// <param name="Device">Whose workers wait for each other; null for one of its own.</param>
internal sealed record SimulatedWorker(
    double Rate, int Least = 64, double StartSeconds = 0,
    double HangSeconds = double.PositiveInfinity, double FixedSeconds = 0,
    string? Device = null);

/// <summary>Runs a <see cref="PathAllocator"/> with workers of known speed in simulated time, one
/// event after the other, so that what it does can be told exactly.</summary>
internal sealed class SimulatedDevices
{
    private const int Most = 1 << 30;
    private const double LongestSeconds = 10_000;
    private const double RetrySeconds = 0.005;

    private readonly PriorityQueue<Action, double> _events = new();
    private readonly PathAllocator _allocator;
    private readonly double[] _lastDelivery;
    private readonly Dictionary<string, double> _freeAt = [];
    private double _now;

    public SimulatedDevices(long paths, params SimulatedWorker[] workers)
    {
        Paths = paths;
        _allocator = new PathAllocator(0, paths, () => TimeSpan.FromSeconds(_now));
        _lastDelivery = new double[workers.Length];
        for (int i = 0; i < workers.Length; i++)
        {
            SimulatedWorker worker = workers[i];
            var pace = new WorkerPace(
                worker.Least, Most, fixedSeconds: () => worker.FixedSeconds);
            int index = i;
            _events.Enqueue(
                () =>
                {
                    _allocator.Join(pace);
                    Take(index, worker, pace);
                },
                worker.StartSeconds);
        }

        while (!_allocator.IsFinished && _events.TryDequeue(out Action? next, out double time))
        {
            _now = time;
            Assert.That(_now, Is.LessThan(LongestSeconds), "The run does not end.");
            next();
        }
    }

    public long Paths { get; }

    /// <summary>All chunks that were simulated: whose, when, how long, how many paths.</summary>
    public List<(int Worker, double Start, double Seconds, int Paths)> Chunks { get; } = [];

    /// <summary>Paths that were delivered; each should be there once.</summary>
    public List<(long First, int Count)> Delivered { get; } = [];

    /// <summary>When the last path was delivered.</summary>
    public double End => _lastDelivery.Max();

    /// <summary>Seconds of all devices' work.</summary>
    public double BusySeconds { get; private set; }

    /// <summary>The part of the run for which a worker had nothing left to do at the end.</summary>
    public double IdleShare(int worker) => (End - _lastDelivery[worker]) / End;

    private void Take(int index, SimulatedWorker worker, WorkerPace pace)
    {
        if (_allocator.TryTake(pace) is not { } lease)
        {
            _events.Enqueue(() => Take(index, worker, pace), _now + RetrySeconds);
            return;
        }

        double busy = lease.Count / worker.Rate;
        string device = worker.Device ?? $"{index}";
        double end = Math.Max(_now, _freeAt.GetValueOrDefault(device)) + busy;
        _freeAt[device] = end;
        BusySeconds += busy;
        double seconds = end + worker.FixedSeconds - _now;
        if (_now + seconds >= worker.HangSeconds)
        {
            return;
        }

        Chunks.Add((index, _now, seconds, lease.Count));
        _events.Enqueue(
            () =>
            {
                Deliver(index, lease);
                Take(index, worker, pace);
            },
            _now + seconds);
    }

    private void Deliver(int index, PathLease lease)
    {
        long first = lease.First;
        int count = lease.Count;
        if (_allocator.BeginDelivery(lease, first, count))
        {
            Delivered.Add((first, count));
            _allocator.EndDelivery(lease, count);
            _lastDelivery[index] = _now;
        }
    }
}
