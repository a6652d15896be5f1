using GpuRisk.Host.Service;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>Tests of the service on each of its stores. One service serves all tests of a class;
/// those that need another, or a store of their own, start one.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.Postgres)]
internal abstract class ServiceFixture(StoreKind kind)
{
    private TestStore? _store;
    private RunningService? _service;

    protected StoreKind Kind { get; } = kind;

    protected RunningService Service => _service!;

    protected TestStore Store => _store!;

    /// <summary>Somebody without a key, which none needs as long as a test makes none, for these
    /// services trust their machine.</summary>
    protected ServiceCaller Caller => Service.Anybody;

    [OneTimeSetUp]
    public async Task StartService()
    {
        _store = await TestStore.Create(Kind);
        _service = await Start(_store);
    }

    [TearDown]
    public void ExpectNoErrors() => Assert.That(
        _service?.Log.TakeErrors() ?? [], Is.Empty, "The service has logged errors.");

    [OneTimeTearDown]
    public async Task StopService()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        if (_store is not null)
        {
            await _store.DisposeAsync();
        }
    }

    /// <summary>Changes how the service of this class is set up.</summary>
    protected virtual ServiceOptions Change(ServiceOptions options) => options;

    /// <summary>Starts a service on a store.</summary>
    protected Task<RunningService> Start(
        TestStore store, Func<ServiceOptions, ServiceOptions>? change = null)
    {
        ServiceOptions options = Change(new ServiceOptions
        {
            Urls = "http://127.0.0.1:0",
            Store = store.Address,
            Device = "simd",
            Threads = 2,
            CheckpointSeconds = 0.05,
            TrustLocal = true,
        });
        return RunningService.Start(change is null ? options : change(options));
    }
}
