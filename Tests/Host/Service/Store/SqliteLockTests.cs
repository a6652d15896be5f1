using GpuRisk.Host.Cli;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Store;

/// <summary>A SQLite file is one service's.</summary>
internal sealed class SqliteLockTests
{
    [Test]
    [CancelAfter(60_000)]
    public async Task Serve_OnAFileInUse_IsRefused(CancellationToken timeout)
    {
        await using TestStore store = await TestStore.Create(StoreKind.Sqlite);
        await using (new StoreHost(store))
        {
            CommandRun second = CommandRun.Of(
                ["serve", "--store", store.Address, "--urls", "http://127.0.0.1:0"], timeout);
            Assert.Multiple(() =>
            {
                Assert.That(second.Code, Is.EqualTo(ExitCode.Failed));
                Assert.That(second.Error, Does.Contain("in use by another gpurisk serve"));
                Assert.That(second.Error.Trim(), Does.Not.Contain('\n'));
            });
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout);
        stop.CancelAfter(1500);
        CommandRun third = CommandRun.Of(
            [
                "serve", "--store", store.Address, "--urls", "http://127.0.0.1:0", "--device",
                "simd", "--threads", "1",
            ],
            stop.Token);
        Assert.Multiple(() =>
        {
            Assert.That(third.Code, Is.EqualTo(ExitCode.Done), third.Error);
            Assert.That(third.Output, Does.Match(@"listens on http://127\.0\.0\.1:\d+"));
            Assert.That(third.Output, Does.Contain("devices: simd; store: SQLite"));
        });
    }
}
