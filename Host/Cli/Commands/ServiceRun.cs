using System.Net;
using GpuRisk.Engine.Devices;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Host.Service;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Host.Service.Security;
using GpuRisk.Host.Service.Store;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Serilog.Core;
using Serilog.Events;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk serve</c>: what it does.</summary>
internal sealed class ServiceRun(CommandContext context, CancellationToken cancellation)
{
    // A request waits for the store on its thread; where threads are short, the pool adds one or
    // two a second.
    private const int LeastThreads = 32;

    private readonly Terminal _terminal = context.Terminal;

    /// <summary>Serves until it is stopped; returns the exit code.</summary>
    public int Execute(
        string? file, IEnumerable<KeyValuePair<string, string?>> settings, bool logsJson)
    {
        ServiceOptions? options = ServiceConfiguration.Read(file, settings, out Failure? failure);
        if (options is null || Problem(options) is { } problem && (failure = problem) is not null)
        {
            return failure!.Tell(_terminal);
        }

        if (ListeningAddresses.Problem(options.Urls) is { } taken)
        {
            return Failure.OfWork(taken).Tell(_terminal);
        }

        try
        {
            return Serve(options, logsJson).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is StoreException or DeviceException)
        {
            return Failure.OfWork(error.Message).Tell(_terminal);
        }
        catch (IOException error)
        {
            return Failure.OfWork($"cannot listen on {options.Urls}: {error.Message}")
                .Tell(_terminal);
        }
    }

    private static Failure? Problem(ServiceOptions options)
    {
        if (DeviceNames.Problem(options.Device) is { } unknown)
        {
            return Failure.Located($"Device: {unknown}");
        }

        return options.Files is { } folder && !Directory.Exists(folder)
            ? Failure.Located($"Files: found '{folder}'; allowed is a folder")
            : null;
    }

    private async Task<int> Serve(ServiceOptions options, bool logsJson)
    {
        using IDisposable? work = context.Work();
        ThreadPool.GetMinThreads(out int workers, out int completions);
        ThreadPool.SetMinThreads(Math.Max(workers, LeastThreads), completions);
        // A start that fails is told in one line, unless traces are asked for.
        var starting = new LoggingLevelSwitch(
            context.Log.IsVerbose ? LogEventLevel.Warning : LevelAlias.Off);
        await using var logging = ServiceLog.Create(logsJson, starting);
        await using SqlDatabase database = StoreOpening.Open(options.Store);
        var keys = new ApiKeys(database, context.Time);
        if (Unprotected(options, keys) is { } address)
        {
            return Failure.OfInput(
                $"{address} can be reached from other machines, and no API key is valid: "
                + "make one with gpurisk keys add, configure tokens, or listen on 127.0.0.1.")
                .Tell(_terminal);
        }

        string host = $"{Environment.MachineName}-{Guid.NewGuid():N}";
        database.Announce(host);
        using DevicePool devices = DevicePool.Open(options, context.Time);
        var local = LocalKeyFile.Open(options, database, keys, context.Time.GetUtcNow());
        WebApplication app = ServiceHost.Build(
            options, database, host, devices, context.Time, logging, local);
        await using (app.ConfigureAwait(false))
        {
            await app.StartAsync(cancellation).ConfigureAwait(false);
            starting.MinimumLevel = LogEventLevel.Warning;
            string[] addresses = [.. app.Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()?.Addresses ?? []];
            local.Publish(addresses);
            _terminal.Output.WriteLine(
                $"gpurisk {BuildVersion.Version} listens on {string.Join(", ", addresses)}");
            Tell(local, addresses[0], app.Services.GetRequiredService<LoginLink>());
            Tell(database, devices);
            await Stopped(app).ConfigureAwait(false);
            local.Withdraw();
            await app.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return ExitCode.Done;
    }

    private static string? Unprotected(ServiceOptions options, ApiKeys keys) =>
        options.Jwt is not null || keys.AreAnyValid
            ? null
            : options.Urls.Split(';').FirstOrDefault(address => !IsLoopback(address));

    private static bool IsLoopback(string address)
    {
        var binding = BindingAddress.Parse(address);
        return string.Equals(binding.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(binding.Host.Trim('[', ']'), out IPAddress? ip)
                && IPAddress.IsLoopback(ip));
    }

    private void Tell(SqlDatabase database, DevicePool devices)
    {
        _terminal.Output.WriteLine(
            $"devices: {string.Join(", ", devices.Devices.Select(device => device.Id))}; "
            + $"store: {database.Description}; Ctrl-C stops it");
        _terminal.Output.Flush();
    }

    private void Tell(LocalKeyFile local, string address, LoginLink link)
    {
        if (local.IsNew)
        {
            _terminal.Output.WriteLine(
                $"key (told once): {local.Text}"
                + (local.Path is { } path ? $"\nkept in {path}, for this user alone" : ""));
        }

        if (link.Fragment is { } fragment)
        {
            _terminal.Output.WriteLine($"dashboard (once): {address}/{fragment}");
        }
    }

    private async Task Stopped(WebApplication app)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            cancellation, app.Lifetime.ApplicationStopping);
        await Task.Delay(Timeout.Infinite, stop.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
