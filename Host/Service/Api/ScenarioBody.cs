using System.Net;
using System.Text;
using System.Text.Json;
using GpuRisk.Client;
using GpuRisk.Host.Service.Store;
using Microsoft.Net.Http.Headers;

namespace GpuRisk.Host.Service.Api;

/// <summary>Reads the scenario that a request's body is.</summary>
internal static class ScenarioBody
{
    /// <summary>The media type of scenarios in YAML.</summary>
    public const string Yaml = "application/yaml";

    /// <summary>The media type of scenarios in JSON.</summary>
    public const string Json = "application/json";

    private const int MostDepth = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private static readonly JsonReaderOptions JsonRules = new() { MaxDepth = MostDepth };

    /// <summary>Reads it.</summary>
    /// <returns>The text, or the answer that says what is wrong.</returns>
    public static async Task<(ScenarioText? Text, IResult? Problem)> Read(
        HttpRequest request, ServiceOptions options)
    {
        string? mediaType = MediaTypeOf(request);
        if (mediaType is null)
        {
            return (null, Problems.Of(
                HttpStatusCode.UnsupportedMediaType,
                $"The Content-Type is '{Shown(request.ContentType)}'; allowed are {Yaml} and "
                + $"{Json}, in UTF-8."));
        }

        (byte[]? bytes, IResult? problem) = await ReadBytes(
            request, options.Limits.BodyBytes).ConfigureAwait(false);
        return bytes is null ? (null, problem) : Decode(bytes, mediaType);
    }

    private static (ScenarioText? Text, IResult? Problem) Decode(
        ReadOnlySpan<byte> bytes, string mediaType)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        if (mediaType == Json && JsonProblem(bytes) is { } error)
        {
            return (null, Problems.Of(
                HttpStatusCode.BadRequest, "The body is not JSON.", [error]));
        }

        try
        {
            return (new ScenarioText(Strict.GetString(bytes), mediaType), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, Problems.Of(
                HttpStatusCode.BadRequest, "The body has bytes that are not UTF-8."));
        }
    }

    private static LocatedError? JsonProblem(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, JsonRules);
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException error)
        {
            return new LocatedError
            {
                File = "scenario",
                Line = (int)(error.LineNumber ?? 0) + 1,
                Column = (int)(error.BytePositionInLine ?? 0) + 1,
                Key = "",
                Message = error.Message.Split(" LineNumber:", 2)[0],
            };
        }
    }

    private static string? MediaTypeOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || (type.Charset.HasValue
                && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        return type.MediaType.Value?.ToLowerInvariant() switch
        {
            "application/yaml" or "application/x-yaml" or "text/yaml" or "text/x-yaml" => Yaml,
            "application/json" => Json,
            _ => null,
        };
    }

    private static string Shown(string? text) =>
        text is null ? "" : text.Length > 60 ? text[..60] + "..." : text;

    private static async Task<(byte[]? Bytes, IResult? Problem)> ReadBytes(
        HttpRequest request, long most)
    {
        BodyRoom.Place place = Place(request);
        using var bytes = new MemoryStream();
        byte[] part = new byte[16 * 1024];
        int count = 0;
        do
        {
            bytes.Write(part, 0, count);
            if (Math.Max(request.ContentLength ?? 0, bytes.Length) > most)
            {
                return (null, Problems.Of(
                    HttpStatusCode.RequestEntityTooLarge,
                    $"The body is longer than {most} bytes, the most allowed."));
            }

            if (place.Grow(count) is var refusal and not BodyRefusal.None)
            {
                return (null, refusal == BodyRefusal.OfOwner
                    ? Problems.Of(
                        HttpStatusCode.TooManyRequests,
                        "As many large scenarios of this owner are being read as may.",
                        retryAfter: Pause)
                    : Problems.Of(
                        HttpStatusCode.ServiceUnavailable,
                        "As many large scenarios are being read as may.", retryAfter: Pause));
            }

            count = await request.Body
                .ReadAsync(part, request.HttpContext.RequestAborted).ConfigureAwait(false);
        }
        while (count > 0);

        return (bytes.ToArray(), null);
    }

    private static BodyRoom.Place Place(HttpRequest request)
    {
        HttpContext context = request.HttpContext;
        BodyRoom.Place place = context.RequestServices.GetRequiredService<BodyRoom>()
            .Enter(Security.Caller.Of(context).Owner);
        context.Response.RegisterForDispose(place);
        return place;
    }
}
