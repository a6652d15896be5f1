using System.Text.Json.Nodes;

namespace GpuRisk.Host.Service.Api;

/// <summary>A small scenario for the description of the API.</summary>
internal static class ExampleScenario
{
    /// <summary>The scenario as JSON.</summary>
    public static JsonObject AsJson() => new()
    {
        ["scenario"] = "eth-usdc-lp",
        ["kernel"] = "impermanent-loss",
        ["horizon"] = "30d",
        ["step"] = "1h",
        ["paths"] = 100_000,
        ["seed"] = 1,
        ["assets"] = new JsonObject
        {
            ["ETH"] = new JsonObject
            {
                ["price"] = 1856,
                ["process"] = new JsonObject
                {
                    ["kind"] = "gbm",
                    ["drift"] = 0,
                    ["volatility"] = 0.38,
                },
            },
            ["USDC"] = new JsonObject
            {
                ["price"] = 1,
                ["process"] = new JsonObject { ["kind"] = "constant" },
            },
        },
        ["pools"] = new JsonObject
        {
            ["v2"] = new JsonObject
            {
                ["kind"] = "constant-product",
                ["base"] = "ETH",
                ["quote"] = "USDC",
                ["fee"] = 0.003,
                ["value"] = 50_000_000,
            },
        },
        ["positions"] = new JsonObject
        {
            ["full"] = new JsonObject { ["pool"] = "v2", ["value"] = 10_000 },
        },
    };
}
