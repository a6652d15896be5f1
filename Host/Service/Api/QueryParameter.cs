using Microsoft.OpenApi;

namespace GpuRisk.Host.Service.Api;

/// <summary>A parameter of a query, for the description of the API.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it is.</param>
/// <param name="Text">What it means, and what is allowed.</param>
/// <param name="IsList">Whether it may be given several times.</param>
internal sealed record QueryParameter(
    string Name, JsonSchemaType Type, string Text, bool IsList = false)
{
    private static readonly QueryParameter Setting = new(
        "set", JsonSchemaType.String,
        "A setting that goes before the scenario, as in assets.ETH.process.volatility=0.9.", true);

    private static readonly QueryParameter[] OfOrders =
    [
        new("paths", JsonSchemaType.Integer, "Paths, instead of the scenario's."),
        new("seed", JsonSchemaType.Integer, "The seed, instead of the scenario's."),
        new("precision", JsonSchemaType.String, "float32 (usual) or float64."),
        new("priority", JsonSchemaType.Integer, "0 to 9 (5): what goes first among your runs."),
        new("deadlineSeconds", JsonSchemaType.Number,
            "Within which time it must be done, or else is cancelled."),
        Setting,
    ];

    private static readonly Dictionary<string, QueryParameter[]> All = new()
    {
        ["POST v1/runs"] = OfOrders,
        ["POST v1/sweeps"] =
        [
            new("vary", JsonSchemaType.String, "KEY=a,b,c or KEY=low:high:count.", true),
            new("metric", JsonSchemaType.String,
                "A metric to tell of; those that the kernel is about where none is named.", true),
            .. OfOrders,
        ],
        ["GET v1/runs"] =
        [
            new("state", JsonSchemaType.String,
                "queued, running, succeeded, failed or cancelled."),
            new("scenario", JsonSchemaType.String, "The scenario's name."),
            new("sweep", JsonSchemaType.String, "The sweep's name."),
            new("limit", JsonSchemaType.Integer, "1 to 200 (50)."),
            new("after", JsonSchemaType.String, "What the page before said is next."),
        ],
        ["GET v1/runs/{id}/comparison"] =
            [new("with", JsonSchemaType.String, "The other run.")],
        ["POST v1/validate"] = [Setting],
        ["GET v1/audit"] = [new("limit", JsonSchemaType.Integer, "1 to 1000 (100).")],
    };

    /// <summary>The parameters of an endpoint.</summary>
    public static IReadOnlyList<QueryParameter> Of(string method, string path) =>
        All.GetValueOrDefault($"{method} {path}") ?? [];

    /// <summary>The parameter's description.</summary>
    public OpenApiParameter Describe() => new()
    {
        Name = Name,
        In = ParameterLocation.Query,
        Description = Text,
        Schema = IsList
            ? new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema { Type = Type },
            }
            : new OpenApiSchema { Type = Type },
    };
}
