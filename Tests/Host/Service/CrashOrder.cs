using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using GpuRisk.Client;

namespace GpuRisk.Tests.Host.Service;

/// <summary>Something that a client wants, whatever happens to the service: it is sent again under
/// the same key until it is answered.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Paths">Paths of each run.</param>
/// <param name="Volatilities">What varies; empty for a single run.</param>
/// <param name="IsCancelled">Whether it is cancelled once it was accepted.</param>
internal sealed record CrashOrder(
    string Key, ulong Seed, long Paths, IReadOnlyList<string> Volatilities, bool IsCancelled)
{
    /// <summary>The key that varies.</summary>
    public const string Varied = "assets.ETH.process.volatility";

    /// <summary>The scenario of all orders.</summary>
    public const string Scenario = """
        scenario: crash
        kernel: impermanent-loss
        horizon: 2d
        step: 1h
        assets:
          ETH:  { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.8 } }
          USDC: { price: 1, process: { kind: constant } }
        pools:
          v2: { kind: constant-product, base: ETH, quote: USDC, fee: 0.003, value: 1e7 }
        positions:
          full: { pool: v2, value: 10000 }
        """;

    /// <summary>The name of the run or sweep that it became; null before it was answered.</summary>
    public string? Id { get; private set; }

    /// <summary>Whether its cancellation was answered.</summary>
    public bool IsCancelAnswered { get; private set; }

    /// <summary>How many runs it is.</summary>
    public int Runs => Math.Max(1, Volatilities.Count);

    private string Resource => Volatilities.Count > 0 ? "/v1/sweeps" : "/v1/runs";

    /// <summary>Sends it. An answer to one that was answered before must be the same.</summary>
    /// <exception cref="HttpRequestException">The service is gone.</exception>
    public async Task Send(HttpClient client)
    {
        string vary = Volatilities.Count > 0
            ? $"&vary={Varied}={string.Join(',', Volatilities)}"
            : "";
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"{Resource}?seed={Seed}&paths={Paths}{vary}");
        request.Headers.Add("Idempotency-Key", Key);
        request.Content = new StringContent(
            Scenario, Encoding.UTF8, new MediaTypeHeaderValue("application/yaml"));
        using HttpResponseMessage answer = await client.SendAsync(request);
        string id = Volatilities.Count > 0
            ? (await Read<SweepStatus>(answer)).Id
            : (await Read<RunStatus>(answer)).Id;
        if (Id is not null && Id != id)
        {
            throw new InvalidOperationException($"{Key} became {Id}, and then {id} too.");
        }

        Id = id;
    }

    /// <summary>Cancels it.</summary>
    /// <exception cref="HttpRequestException">The service is gone.</exception>
    public async Task Cancel(HttpClient client)
    {
        using HttpResponseMessage answer = await client.PostAsync(
            $"{Resource}/{Id}/cancel", content: null);
        _ = await Read<RunStatus>(answer);
        IsCancelAnswered = true;
    }

    private static async Task<T> Read<T>(HttpResponseMessage answer)
        where T : class
    {
        if (answer.StatusCode is not (HttpStatusCode.Accepted or HttpStatusCode.OK))
        {
            throw new InvalidOperationException(
                $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }

        return (await answer.Content.ReadFromJsonAsync(
            (System.Text.Json.Serialization.Metadata.JsonTypeInfo<T>)
                ClientJson.Default.GetTypeInfo(typeof(T))!))!;
    }
}
