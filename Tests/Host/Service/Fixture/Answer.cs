using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace GpuRisk.Tests.Host.Service;

/// <summary>What the service answered.</summary>
internal sealed record Answer(
    HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders Of, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => JsonNode.Parse(Bytes)!;

    public string? MediaType => Of.ContentType?.MediaType;

    /// <summary>The located errors of a problem.</summary>
    public JsonNode[] Errors => [.. Json["errors"]!.AsArray().Select(error => error!)];

    /// <summary>A header, or null.</summary>
    public string? Header(string name) =>
        Headers.TryGetValues(name, out IEnumerable<string>? values)
        || Of.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;

    public override string ToString() => $"{(int)Status} {MediaType}: {Text}";
}
