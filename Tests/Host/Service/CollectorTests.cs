using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>What an OpenTelemetry collector gets by OTLP over gRPC.</summary>
internal sealed class CollectorTests(StoreKind kind) : ServiceFixture(kind)
{
    private const string Trace = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    private const string Metrics =
        "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";

    [Test]
    public async Task Collector_AfterARun_HasItsSpansAndCounts()
    {
        ConcurrentQueue<(string Path, string Text)> received = [];
        await using WebApplication collector = await Collect(received);
        string run;
        await using (TestStore store = await TestStore.Create(Kind))
        {
            // What is left is sent when the service ends.
            await using RunningService service = await Start(
                store, options => options with { Otlp = collector.Urls.First() });
            run = (string)(await service.Anybody.Run(SmallScenarios.Pool(paths: 99)))["id"]!;
        }

        string Sent(string path) => string.Concat(
            received.Where(request => request.Path == path).Select(request => request.Text));
        Assert.Multiple(() =>
        {
            Assert.That(
                Sent(Trace), Does.Contain("POST /v1/runs").And.Contain("chunk").And.Contain(run));
            Assert.That(
                Sent(Metrics), Does.Contain("gpurisk.paths").And.Contain("gpurisk.chunk.duration"));
        });
    }

    // Names stand in messages of Protocol Buffers as they are, so that they need not be read.
    private static async Task<WebApplication> Collect(
        ConcurrentQueue<(string Path, string Text)> received)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            System.Net.IPAddress.Loopback, 0,
            endpoint => endpoint.Protocols = HttpProtocols.Http2));
        WebApplication collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(new byte[5]);
            context.Response.AppendTrailer("grpc-status", "0");
        });
        await collector.StartAsync();
        return collector;
    }
}
