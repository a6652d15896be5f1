using System.Globalization;
using Dapper;
using Npgsql;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Cluster;

/// <summary>Runs that are accepted by a cluster in trouble are each done once, and right.</summary>
[TestFixture]
[Category("Slow")]
internal sealed class TroubleTests
{
    /// <summary>The variable of the environment that says for how many seconds to go on.</summary>
    private const string Variable = "GPURISK_CLUSTER_SECONDS";
    private const double UsualSeconds = 60;

    private static double Seconds => double.TryParse(
        Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture,
        out double seconds) ? seconds : UsualSeconds;

    [Test]
    public async Task Runs_WhileNodesDieStopAndRestartAndTheStoreGoesAway_AreEachDoneOnce()
    {
        if (!CrashStore.Kinds.Contains("postgres"))
        {
            Assert.Ignore("No PostgreSQL server.");
        }

        using var store = new CrashStore("postgres");
        using var cluster = new TroubledCluster(store.Name, seed: 1);
        await cluster.Start();
        var accepted = new Dictionary<string, string>();
        using var over = new CancellationTokenSource(TimeSpan.FromSeconds(Seconds));
        Task submits = Submit(cluster, accepted, over.Token);
        Task away = GoAway(cluster, store.Name, over.Token);
        while (!over.IsCancellationRequested)
        {
            await cluster.Trouble(TimeSpan.FromSeconds(Seconds / 10));
            await Task.Delay(TimeSpan.FromSeconds(2));
        }

        await Task.WhenAll(submits, away);
        cluster.Tell($"{accepted.Count} runs were accepted");
        try
        {
            await Finished(store);
            Check(store, accepted);
        }
        finally
        {
            await TestContext.Out.WriteLineAsync(cluster.Story);
        }
    }

    // One run in eight is large enough that several nodes work on it.
    private static async Task Submit(
        TroubledCluster cluster, Dictionary<string, string> accepted, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            string yaml = SmallScenarios.LongPool(
                paths: accepted.Count % 8 == 3 ? 400_000 : 5_000);
            string id = await cluster.Submit(yaml, $"run {accepted.Count}");
            accepted.Add(id, yaml);
            await Task.Delay(TimeSpan.FromSeconds(Seconds / 300), CancellationToken.None);
        }
    }

    // No connection is taken, and those that are there are cut.
    private static async Task GoAway(
        TroubledCluster cluster, string store, CancellationToken over)
    {
        var address = new NpgsqlConnectionStringBuilder(store);
        string name = address.Database!;
        address.Database = "postgres";
        for (int i = 0; i < 2; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(Seconds / 3), CancellationToken.None);
            if (over.IsCancellationRequested)
            {
                return;
            }

            cluster.Tell("the store is away");
            await using var connection = new NpgsqlConnection(address.ToString());
            await connection.ExecuteAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
            await connection.ExecuteAsync(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = @name",
                new { name });
            await Task.Delay(TimeSpan.FromSeconds(Seconds / 20), CancellationToken.None);
            await connection.ExecuteAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS true");
            cluster.Tell("the store is back");
        }
    }

    private static async Task Finished(CrashStore store)
    {
        for (int i = 0; i < 240; i++)
        {
            if (store.Read<long>(
                "SELECT COUNT(*) FROM runs WHERE state IN ('queued', 'running')")[0] == 0)
            {
                return;
            }

            await Task.Delay(500);
        }

        Assert.Fail("Runs do not end: " + string.Join("; ", store.Read<string>(
            "SELECT CAST(r AS TEXT) FROM runs r WHERE state IN ('queued', 'running')")));
    }

    private static void Check(CrashStore store, Dictionary<string, string> accepted)
    {
        IReadOnlyList<(string Id, string State, string Digest, string Ranges, long Paths)> runs =
            store.Read<(string, string, string, string, long)>(
                "SELECT id, state, digest, ranges, paths FROM runs");
        IReadOnlyList<(string Run, long Paths)> chunks = store.Read<(string, long)>(
            "SELECT run, CAST(SUM(paths) AS BIGINT) FROM chunks GROUP BY run");
        Dictionary<string, long> sums = chunks.ToDictionary(of => of.Run, of => of.Paths);
        Assert.Multiple(() =>
        {
            Assert.That(
                runs.Select(run => run.Id), Is.EquivalentTo(accepted.Keys),
                "No run is lost or doubled.");
            Assert.That(runs.Select(run => run.State), Is.All.EqualTo("succeeded"));
            Assert.That(
                runs.Select(run => sums[run.Id]), Is.EqualTo(runs.Select(run => run.Paths)),
                "No path is lost or counted twice.");
            Assert.That(
                runs.Select(run => run.Digest),
                Is.EqualTo(runs.Select(run => Truth.Digest(accepted[run.Id]))));
        });
    }
}
