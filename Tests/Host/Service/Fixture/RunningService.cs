using GpuRisk.Engine.Devices;
using GpuRisk.Host.Service;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Host.Service.Security;
using GpuRisk.Host.Service.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace GpuRisk.Tests.Host.Service;

/// <summary>The service itself, put together as <c>gpurisk serve</c> does, on a free port.
/// </summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly SqlDatabase _database;
    private readonly DevicePool _devices;
    private readonly WebApplication _app;
    private bool _isStopped;

    private RunningService(
        ServiceOptions options, AdjustableTime time, IReadOnlyList<IPathDevice>? devices)
    {
        Time = time;
        Options = options;
        _database = StoreOpening.Open(options.Store);
        Name = $"test-{Guid.NewGuid():N}";
        _database.Announce(Name);
        _devices = devices is null
            ? DevicePool.Open(options, time)
            : DevicePool.Of(devices, time);
        Keys = new ApiKeys(_database, time);
        _app = ServiceHost.Build(
            options, _database, Name, _devices, time, Log.Logger,
            LocalKeyFile.Open(options, _database, Keys, time.GetUtcNow()));
    }

    public ServiceOptions Options { get; }

    public AdjustableTime Time { get; }

    public LogCapture Log { get; } = new();

    /// <summary>Its name in the store.</summary>
    public string Name { get; }

    /// <summary>The keys of its store, as <c>gpurisk keys</c> has them.</summary>
    public ApiKeys Keys { get; }

    public HttpClient Http { get; private set; } = null!;

    /// <summary>Somebody without a key.</summary>
    public ServiceCaller Anybody => new(Http, null);

    public static async Task<RunningService> Start(
        ServiceOptions options, IReadOnlyList<IPathDevice>? devices = null)
    {
        var service = new RunningService(options, new AdjustableTime(), devices);
        await service._app.StartAsync();
        string address = service._app.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.First();
        service.Http = new HttpClient
        {
            BaseAddress = new Uri(address),
            Timeout = TimeSpan.FromSeconds(60),
        };
        return service;
    }

    /// <summary>Somebody with a new key.</summary>
    public ServiceCaller With(string owner, params string[] scopes) =>
        With(owner, default(Quota), scopes);

    /// <summary>Somebody with a new key that allows less than the service.</summary>
    public ServiceCaller With(string owner, Quota quota, params string[] scopes)
    {
        (ApiKey key, string text) = ApiKey.Create(owner, scopes, quota, Time.GetUtcNow());
        Keys.Add(key);
        Forget();
        return new ServiceCaller(Http, text);
    }

    /// <summary>Puts the clock forward until what the service has read of keys is old.</summary>
    public void Forget() => Time.Advance(TimeSpan.FromSeconds(3));

    /// <summary>A part of the service.</summary>
    public T Part<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async Task Stop()
    {
        if (!_isStopped)
        {
            _isStopped = true;
            await _app.StopAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await _app.DisposeAsync();
        _devices.Dispose();
        await _database.DisposeAsync();
        Http.Dispose();
    }
}
