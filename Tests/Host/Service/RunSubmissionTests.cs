using System.Net;
using System.Text.Json.Nodes;
using GpuRisk.Engine.Devices;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>Runs come out of the service as they come out of the engine, to the bit.</summary>
internal sealed class RunSubmissionTests(StoreKind kind) : ServiceFixture(kind)
{
    private static readonly string[] Fields =
    [
        "id", "state", "scenario", "kernel", "owner", "paths", "pathsDone", "steps", "seed",
        "precision", "priority", "created", "started", "finished", "deadline", "pathsPerSecond",
        "secondsLeft", "queuePosition", "estimates", "fromStore", "digest", "reason", "error",
        "warnings", "sweep", "links",
    ];

    [Test]
    public async Task Submit_Accepted_TellsWhereTheRunIs()
    {
        Answer answer = await Caller.Post(
            "/v1/runs?priority=7&deadlineSeconds=3600", SmallScenarios.Pool(seed: 41));
        JsonNode run = answer.Json;
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Accepted));
            Assert.That(answer.MediaType, Is.EqualTo("application/json"));
            Assert.That(answer.Header("Location"), Is.EqualTo($"/v1/runs/{run["id"]}"));
            Assert.That(answer.Header("Retry-After"), Is.EqualTo("1"));
            Assert.That((string)run["id"]!, Does.Match("^[0-9a-f]{32}$"));
            Assert.That(run.AsObject().Select(field => field.Key), Is.EquivalentTo(Fields));
            Assert.That((string)run["scenario"]!, Is.EqualTo("small"));
            Assert.That((string)run["kernel"]!, Is.EqualTo("impermanent-loss"));
            Assert.That((string)run["owner"]!, Is.EqualTo("local"));
            Assert.That((long)run["paths"]!, Is.EqualTo(500));
            Assert.That((int)run["steps"]!, Is.EqualTo(48));
            Assert.That((int)run["seed"]!, Is.EqualTo(41));
            Assert.That((string)run["precision"]!, Is.EqualTo("float32"));
            Assert.That((int)run["priority"]!, Is.EqualTo(7));
            Assert.That(
                (DateTime)run["deadline"]! - (DateTime)run["created"]!,
                Is.EqualTo(TimeSpan.FromHours(1)));
            Assert.That((bool)run["fromStore"]!, Is.False);
            Assert.That(
                run["links"]!.AsObject().Select(link => $"{link.Key} {link.Value}"),
                Is.EquivalentTo(new[]
                {
                    $"self /v1/runs/{run["id"]}", $"events /v1/runs/{run["id"]}/events",
                    $"result /v1/runs/{run["id"]}/result", $"report /v1/runs/{run["id"]}/report",
                    $"cancel /v1/runs/{run["id"]}/cancel",
                }));
        });
    }

    // Two assets that never part by more than single precision tells from nothing.
    [Test]
    public async Task Submit_WhatFloat32DoesNotResolve_IsFloat64OrRefused()
    {
        const string Close = """
            scenario: close
            kernel: impermanent-loss
            horizon: 2d
            step: 1h
            paths: 100
            assets:
              A: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.8 } }
              B: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.8 } }
            correlations: { A-B: 0.9999999999 }
            pools:
              p: { kind: constant-product, base: A, quote: B, fee: 0.003, value: 1000 }
            positions:
              full: { pool: p, value: 10 }
            """;
        Answer taken = await Caller.Post("/v1/runs", Close);
        Answer refused = await Caller.Post("/v1/runs?precision=float32", Close);
        Assert.Multiple(() =>
        {
            Assert.That(taken.Status, Is.EqualTo(HttpStatusCode.Accepted));
            Assert.That((string)taken.Json["precision"]!, Is.EqualTo("float64"));
            Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(refused.Json.ToJsonString(), Does.Contain("which does not resolve"));
        });
    }

    [TestCase("application/yaml")]
    [TestCase("text/yaml")]
    [TestCase("application/x-yaml")]
    [TestCase("Application/YAML; charset=UTF-8")]
    public async Task Submit_Yaml_HasTheDigestOfTheEngine(string mediaType)
    {
        string yaml = SmallScenarios.Pool();
        Answer answer = await Caller.Post("/v1/runs", yaml, mediaType);
        JsonNode run = await Caller.Finished((string)answer.Json["id"]!);
        Assert.Multiple(() =>
        {
            Assert.That((string?)run["digest"], Is.EqualTo(Truth.Digest(yaml)));
            Assert.That((string)run["state"]!, Is.EqualTo("succeeded"));
            Assert.That((long)run["pathsDone"]!, Is.EqualTo(500));
            Assert.That((double)run["pathsPerSecond"]!, Is.Positive);
            Assert.That(run["secondsLeft"], Is.Null);
            Assert.That(run["queuePosition"], Is.Null);
            Assert.That(run["reason"], Is.Null);
            Assert.That((DateTime)run["created"]!, Is.LessThanOrEqualTo((DateTime)run["started"]!));
            Assert.That(
                (DateTime)run["started"]!, Is.LessThanOrEqualTo((DateTime)run["finished"]!));
        });
    }

    [Test]
    public async Task Submit_Json_IsTheSameRunAsItsYaml()
    {
        int seed = SmallScenarios.NewSeed();
        string yaml = SmallScenarios.Pool(seed);
        Answer json = await Caller.Post(
            "/v1/runs", "﻿" + SmallScenarios.Json(seed).Replace("  ", "\t"),
            "application/json");
        JsonNode run = await Caller.Finished((string)json.Json["id"]!);
        Assert.That((string?)run["digest"], Is.EqualTo(Truth.Digest(yaml)));
    }

    [Test]
    public async Task Submit_QueryAndSettings_GoBeforeTheScenario()
    {
        string yaml = SmallScenarios.Pool();
        JsonNode run = await Caller.Run(
            yaml,
            "paths=1e3&seed=12345678901&precision=float64"
            + "&set=assets.ETH.process.volatility%3D0.5&set=pools.v2.fee%3D0.01");
        string expected = Truth.Digest(
            yaml, 1000, 12_345_678_901, Precision.Float64,
            "assets.ETH.process.volatility=0.5", "pools.v2.fee=0.01");
        Assert.Multiple(() =>
        {
            Assert.That((string?)run["digest"], Is.EqualTo(expected));
            Assert.That((long)run["seed"]!, Is.EqualTo(12_345_678_901));
            Assert.That((string)run["precision"]!, Is.EqualTo("float64"));
        });
    }

    [Test]
    public async Task Submit_SeedsAndPrecisions_DoNotGetEachOthersResults()
    {
        string yaml = SmallScenarios.Pool();
        string?[] digests =
        [
            (string?)(await Caller.Run(yaml))["digest"],
            (string?)(await Caller.Run(yaml, "seed=1"))["digest"],
            (string?)(await Caller.Run(yaml, "precision=float64"))["digest"],
            (string?)(await Caller.Run(yaml, "paths=501"))["digest"],
        ];
        Assert.That(digests, Is.EqualTo(new[]
        {
            Truth.Digest(yaml), Truth.Digest(yaml, seed: 1),
            Truth.Digest(yaml, precision: Precision.Float64), Truth.Digest(yaml, 501),
        }));
    }

    [Test]
    public async Task Submit_IdenticalRun_IsAnsweredFromTheStore()
    {
        string yaml = SmallScenarios.Pool();
        JsonNode first = await Caller.Run(yaml);

        // Neither comments nor priorities make another run of it.
        Answer again = await Caller.Post("/v1/runs?priority=1", "# the same\n" + yaml);
        JsonNode second = again.Json;
        Assert.Multiple(() =>
        {
            Assert.That(again.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(again.Header("Retry-After"), Is.Null);
            Assert.That((bool)second["fromStore"]!, Is.True);
            Assert.That((string)second["state"]!, Is.EqualTo("succeeded"));
            Assert.That((string)second["id"]!, Is.Not.EqualTo((string)first["id"]!));
            Assert.That((string)second["digest"]!, Is.EqualTo((string)first["digest"]!));
            Assert.That(
                second["estimates"]!.ToJsonString(),
                Is.EqualTo(first["estimates"]!.ToJsonString()));
        });
        Answer result = await Caller.Get($"/v1/runs/{second["id"]}/result");
        Answer original = await Caller.Get($"/v1/runs/{first["id"]}/result");
        Assert.That(result.Bytes, Is.EqualTo(original.Bytes));
    }

    [Test]
    public async Task Submit_ManyIdenticalRunsAtOnce_AreAllDone()
    {
        string yaml = SmallScenarios.Pool(paths: 20_000);
        string[] ids = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => Caller.Submit(yaml)));
        JsonNode[] runs = await Task.WhenAll(ids.Select(Caller.Finished));
        Assert.Multiple(() =>
        {
            Assert.That(ids.Distinct().Count(), Is.EqualTo(12));
            Assert.That(
                runs.Select(run => (string?)run["digest"]).Distinct(),
                Is.EqualTo(new[] { Truth.Digest(yaml) }));
            Assert.That(
                runs.Count(run => !(bool)run["fromStore"]!), Is.EqualTo(1),
                "One of them is simulated, the others are not.");
        });
    }

    [Test]
    public async Task Estimates_OfAFinishedRun_AreThoseOfItsResult()
    {
        JsonNode run = await Caller.Run(SmallScenarios.Pool());
        JsonNode result = (await Caller.Get($"/v1/runs/{run["id"]}/result")).Json;
        JsonNode[] estimates = [.. run["estimates"]!.AsArray().Select(estimate => estimate!)];
        Assert.That(estimates, Is.Not.Empty);
        foreach (JsonNode estimate in estimates)
        {
            JsonNode figures = result["metrics"]![(string)estimate["metric"]!]!;
            Assert.That((double)estimate["mean"]!, Is.EqualTo((double)figures["mean"]!));
            Assert.That(
                (double)estimate["standardError"]!, Is.EqualTo((double)figures["standardError"]!));
            Assert.That((string)estimate["unit"]!, Is.EqualTo((string)figures["unit"]!));
        }
    }
}
