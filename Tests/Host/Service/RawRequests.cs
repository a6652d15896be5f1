using System.Text;

namespace GpuRisk.Tests.Host.Service;

/// <summary>Bytes that a broken or hostile client might send instead of a request: sound requests
/// and what is made of them by chance.</summary>
internal sealed class RawRequests(int seed)
{
    private static readonly string[] Methods =
    [
        "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "PATCH", "CONNECT", "get",
        "PRI", "G\0T", "", "GET GET", new('X', 5000),
    ];

    private static readonly string[] Targets =
    [
        "/v1/runs", "/v1/runs/0123456789abcdef0123456789abcdef", "/v1/runs/x/events", "/v1/sweeps",
        "/v1/runs/x/result", "/v1/runs/x/report", "/v1/runs/x/cancel", "/v1/runs/x/comparison",
        "/v1/validate", "/v1/scenarios", "/v1/scenarios/quick-start", "/v1/queue", "/v1/audit",
        "/v1/devices", "/v1/about", "/health/ready", "/metrics", "/openapi/v1.json", "/scalar", "/",
        "/../../etc/passwd", "/v1/scenarios/..%2f..%2fetc%2fpasswd", "/v1/scenarios/%00", "//",
        "/%", "/%zz", "/v1/runs/%ff%fe", "*", "http://elsewhere/", "v1/runs", "/v1/runs/" + "a/",
        "/v1/runs/" + "\u00e9", "/" + new string('a', 20_000), "/v1/runs/..;/", "/v1//runs/./../",
    ];

    private static readonly string[] Queries =
    [
        "", "?", "?=", "?&&&", "?limit=0", "?limit=99999999999999999999", "?limit=1e309", "?after=-1",
        "?paths=NaN", "?paths=1e9&paths=2", "?seed=-1", "?seed=18446744073709551616", "?set=",
        "?set==", "?set=a", "?set=a.b.c.d=[[[[[[", "?set=%00=%00", "?vary=", "?vary=a=1:2:1e9",
        "?vary=paths=1:1e18:1000000000", "?state=", "?state=%f0%28", "?with=%0d%0aX: y", "?x=" + "%",
        "?limit=\u0661", "?deadlineSeconds=1e-320", "?precision=float16", "?a[]=1&a[]=2",
        "?" + string.Join('&', Enumerable.Range(0, 2000).Select(i => $"a{i}=1")),
    ];

    private static readonly string[] Headers =
    [
        "Content-Type: application/yaml", "Content-Type: application/json",
        "Content-Type: text/plain", "Content-Type: ;;;", "Content-Type: application/yaml; charset=x",
        "Content-Length: 5", "Content-Length: -1", "Content-Length: 99999999999999999999",
        "Content-Length: 5, 6", "Transfer-Encoding: chunked", "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: identity", "Content-Encoding: br", "Expect: 100-continue",
        "Expect: more", "Range: bytes=0-0", "Range: bytes=9-1,-,x", "If-None-Match: \"", "Accept: ,",
        "If-None-Match: *", "If-None-Match: W/\"a\", b", "Accept: */*;q=9", "Accept: text/html",
        "Accept: a/b/c", "Last-Event-ID: -1", "Last-Event-ID: 99999999999999999999999",
        "Last-Event-ID: end", "Authorization: Bearer gpurisk_x_y", "Authorization: Basic !!!",
        "Authorization: Bearer", "X-Api-Key: \u00ff\u00fe", "Idempotency-Key:", "Upgrade: h2c",
        "Idempotency-Key: " + new string('k', 300), "Connection: upgrade", "Origin: null",
        "Upgrade: websocket", "Cookie: " + new string('c', 9000), "Host: a", "Host: b:99999",
        "Host:", "X: a\0b", "X\0: a", ": novalue", "novalue", " folded", "X: \r more", "Sec-Fetch-Site: x",
    ];

    private static readonly string[] Bodies =
    [
        "", "a", "{", "{}", "[[[[", "scenario: x", "5\r\nhello\r\n0\r\n\r\n", "zz\r\n", "5\r\nhel",
        "ffffffffffffffff\r\n", "0\r\n\r\n", "-1\r\n\r\n", "\0\0\0\0", "\u00ff\u00fe{", "&a [*a]",
        "a: &a {b: *a}\n", "--- !!python/object\n", "%YAML 9.9\n---\n", "5;ext=\"\r\nhello\r\n0\r\n\r\n",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next one.</summary>
    public byte[] Next()
    {
        var text = new StringBuilder();
        text.Append(OneOf(Methods)).Append(' ').Append(OneOf(Targets)).Append(OneOf(Queries));
        text.Append(_random.Next(20) == 0 ? " HTTP/9.9" : " HTTP/1.1").Append(LineEnd());
        if (_random.Next(10) > 0)
        {
            text.Append("Host: 127.0.0.1").Append(LineEnd());
        }

        for (int i = _random.Next(6); i > 0; i--)
        {
            text.Append(OneOf(Headers)).Append(LineEnd());
        }

        if (_random.Next(4) > 0)
        {
            text.Append(LineEnd());
        }

        byte[] bytes = Encoding.Latin1.GetBytes(text.Append(OneOf(Bodies)).ToString());
        return _random.Next(3) == 0 ? Mutate(bytes) : bytes;
    }

    private byte[] Mutate(byte[] bytes)
    {
        for (int i = _random.Next(1, 8); i > 0; i--)
        {
            bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
        }

        return _random.Next(4) == 0 ? bytes[.._random.Next(bytes.Length)] : bytes;
    }

    private string LineEnd() => _random.Next(40) switch
    {
        0 => "\n",
        1 => "\r",
        2 => "\r\r\n",
        _ => "\r\n",
    };

    private string OneOf(string[] texts) => texts[_random.Next(texts.Length)];
}
