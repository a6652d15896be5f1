using GpuRisk.Client;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Runs.Running;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>The devices that the service simulates on, and what they have done.</summary>
internal sealed class DevicePool : IDisposable
{
    private static readonly TimeSpan LoadWindow = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Dictionary<string, Usage> _usage = [];
    private readonly Lazy<Task<IReadOnlyList<DeviceDescription>>> _others =
        new(() => Task.Run(DeviceCatalog.List));

    private DevicePool(IReadOnlyList<IPathDevice> devices, TimeProvider time)
    {
        Devices = devices;
        _time = time;
    }

    /// <summary>The devices.</summary>
    public IReadOnlyList<IPathDevice> Devices { get; }

    /// <summary>Devices that are open.</summary>
    public static DevicePool Of(IReadOnlyList<IPathDevice> devices, TimeProvider time) =>
        new(devices, time);

    /// <summary>Opens devices.</summary>
    /// <exception cref="DeviceException">One of them cannot be used.</exception>
    public static DevicePool Open(ServiceOptions options, TimeProvider time) =>
        new(DeviceNames.Open(options.Device, options.Threads), time);

    /// <summary>Takes note of a chunk.</summary>
    public void Record(RunOutcome outcome)
    {
        lock (_lock)
        {
            foreach (DeviceShare share in outcome.Devices)
            {
                Usage usage = UsageOf(share.Id);
                usage.Paths += share.Paths;
                usage.Rate = share.Paths / Math.Max(outcome.Elapsed.TotalSeconds, 1e-9);
                usage.Problem = outcome.Warnings.FirstOrDefault(
                    warning => warning.Contains($" {share.Id} ", StringComparison.Ordinal));
                usage.AddBusy(share.Paths > 0 ? outcome.Elapsed : TimeSpan.Zero);
            }
        }
    }

    /// <summary>The devices that it simulates on, and how fast they last were.</summary>
    public IReadOnlyList<NodeDevice> Rates()
    {
        lock (_lock)
        {
            return [.. Devices.Select(device => new NodeDevice
            {
                Id = device.Id,
                Name = device.Name,
                PathsPerSecond = UsageOf(device.Id).Rate,
            })];
        }
    }

    /// <summary>All devices of this machine.</summary>
    public async Task<IReadOnlyList<DeviceStatus>> Status()
    {
        IReadOnlyList<DeviceDescription> others = await _others.Value.ConfigureAwait(false);
        lock (_lock)
        {
            return
            [
                .. Devices.Select(Status),
                .. others
                    .Where(other => Devices.All(device => device.Id != other.Id))
                    .Select(other => new DeviceStatus
                    {
                        Id = other.Id,
                        Name = other.Name,
                        Detail = other.Detail,
                        Usable = other.Problem is null,
                        InUse = false,
                        Problem = other.Problem,
                        Paths = 0,
                    }),
            ];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IPathDevice device in Devices)
        {
            device.Dispose();
        }
    }

    private DeviceStatus Status(IPathDevice device)
    {
        Usage usage = UsageOf(device.Id);
        return new DeviceStatus
        {
            Id = device.Id,
            Name = device.Name,
            Detail = device.Detail,
            Usable = true,
            InUse = true,
            Problem = usage.Problem,
            Paths = usage.Paths,
            PathsPerSecond = usage.Rate,
            Busy = usage.Busy,
        };
    }

    private Usage UsageOf(string id)
    {
        if (!_usage.TryGetValue(id, out Usage? usage))
        {
            _usage.Add(id, usage = new Usage(_time));
        }

        return usage;
    }

    private sealed class Usage(TimeProvider time)
    {
        private double _busy;
        private long _at = time.GetTimestamp();

        public long Paths { get; set; }

        public double? Rate { get; set; }

        public string? Problem { get; set; }

        // An average over the past that fades with the window.
        public void AddBusy(TimeSpan worked)
        {
            TimeSpan since = time.GetElapsedTime(_at);
            double kept = Kept;
            double share = worked > TimeSpan.Zero ? Math.Min(1, worked / since) : 0;
            _busy = (_busy * kept) + (share * (1 - kept));
            _at = time.GetTimestamp();
        }

        public double Busy => _busy * Kept;

        private double Kept => Math.Exp(-time.GetElapsedTime(_at) / LoadWindow);
    }
}
