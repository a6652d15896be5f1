using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>Sends requests to a service as its users do.</summary>
/// <param name="Http">Leads to the service.</param>
/// <param name="Key">The API key or token, or null for none.</param>
internal sealed record ServiceCaller(HttpClient Http, string? Key)
{
    public const string Yaml = "application/yaml";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    public Task<Answer> Get(string path, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Get, path, null, headers);

    public Task<Answer> Post(
        string path, string content = "", string? mediaType = Yaml,
        params (string Name, string Value)[] headers)
    {
        var body = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        if (mediaType is not null)
        {
            body.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        }

        return Send(HttpMethod.Post, path, body, headers);
    }

    public async Task<Answer> Send(
        HttpMethod method, string path, HttpContent? content,
        params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = Request(method, path, headers);
        request.Content = content;
        using HttpResponseMessage response = await Http.SendAsync(request);
        return new Answer(
            response.StatusCode, response.Headers, response.Content.Headers,
            await response.Content.ReadAsByteArrayAsync());
    }

    public HttpRequestMessage Request(
        HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (Key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        }

        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    /// <summary>Submits a run that must be accepted; returns its name.</summary>
    public async Task<string> Submit(string yaml, string query = "")
    {
        Answer answer = await Post($"/v1/runs?{query}", yaml);
        Assert.That(
            answer.Status, Is.EqualTo(HttpStatusCode.Accepted).Or.EqualTo(HttpStatusCode.OK),
            answer.ToString());
        return (string)answer.Json["id"]!;
    }

    public async Task<JsonNode> Status(string id)
    {
        Answer answer = await Get($"/v1/runs/{id}");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.ToString());
        return answer.Json;
    }

    /// <summary>A run's status once it is as a test waits for.</summary>
    public Task<JsonNode> Until(string id, Func<JsonNode, bool> isSo) =>
        Until(() => Status(id), isSo);

    /// <summary>A run's status once it has ended.</summary>
    public Task<JsonNode> Finished(string id) => Until(id, HasEnded);

    /// <summary>Submits a run, and waits for its end.</summary>
    public async Task<JsonNode> Run(string yaml, string query = "") =>
        await Finished(await Submit(yaml, query));

    public static bool HasEnded(JsonNode status) =>
        (string)status["state"]! is "succeeded" or "failed" or "cancelled";

    /// <summary>What is asked for again and again, once it is as a test waits for.</summary>
    public static async Task<T> Until<T>(Func<Task<T>> ask, Func<T, bool> isSo)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            T answer = await ask();
            if (isSo(answer))
            {
                return answer;
            }

            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                Assert.Fail($"Waited in vain; the last answer was {answer}");
            }

            await Task.Delay(Pause);
        }
    }
}
