using GpuRisk.Engine.Devices;
using GpuRisk.Host.Service;
using GpuRisk.Host.Service.Cluster;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Cluster;

/// <summary>Services of one process on one PostgreSQL database.</summary>
internal sealed class Nodes : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<RunningService> _services = [];

    private Nodes(TestStore store) => Store = store;

    public TestStore Store { get; }

    public RunningService this[int i] => _services[i];

    public IEnumerable<RunningService> All => _services;

    /// <summary>Starts some, which work together once this returns.</summary>
    public static async Task<Nodes> Start(
        int count, Func<ServiceOptions, ServiceOptions>? change = null,
        Func<IPathDevice>? device = null)
    {
        var nodes = new Nodes(await TestStore.Create(StoreKind.Postgres));
        for (int i = 0; i < count; i++)
        {
            await nodes.Add(change, device);
        }

        if (count > 1)
        {
            await Until(() => nodes.All.All(node => node.Part<ClusterNode>().Silo is not null));
        }

        return nodes;
    }

    /// <summary>Starts one more.</summary>
    public async Task<RunningService> Add(
        Func<ServiceOptions, ServiceOptions>? change = null, Func<IPathDevice>? device = null)
    {
        var options = new ServiceOptions
        {
            Urls = "http://127.0.0.1:0",
            Store = Store.Address,
            Device = "simd",
            Threads = 1,
            CheckpointSeconds = 0.25,
            TrustLocal = true,
        };
        RunningService service = await RunningService.Start(
            change is null ? options : change(options), device is null ? null : [device()]);
        _services.Add(service);
        return service;
    }

    public static async Task Until(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!isSo())
        {
            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>Checks that none has logged an error.</summary>
    public void ExpectNoErrors() => Assert.That(
        _services.SelectMany(node => node.Log.TakeErrors()), Is.Empty);

    public async ValueTask DisposeAsync()
    {
        foreach (RunningService service in _services)
        {
            await service.DisposeAsync();
        }

        await Store.DisposeAsync();
    }
}
