using System.Text.RegularExpressions;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Cluster;

/// <summary>The programs of docs/cluster.md give the undivided run, with a stand-in for the library
/// that each of them needs, which calls what it is given.</summary>
internal sealed partial class ClusterGuideTests : ClusterFixture
{
    private const string Dask = """
        class Client:
            def __init__(self, address): pass
            def map(self, function, values, retries, pure): return [function(v) for v in values]
            def gather(self, futures): return futures
        """;

    private const string Ray = """
        def init(address): pass
        def get(futures): return futures
        def remote(**options):
            def decorate(function):
                function.remote = function
                return function
            return decorate
        """;

    private static readonly string Guide =
        File.ReadAllText(Path.Combine(Library.Root, "docs", "cluster.md"));

    [TestCase("from dask.distributed import", "dask/distributed.py")]
    [TestCase("import ray", "ray.py")]
    public void Program_GivesTheUndividedRun(string import, string library)
    {
        Need("python3");
        Directory.CreateDirectory(At("stand-in/dask"));
        Write($"stand-in/{library}", library == "ray.py" ? Ray : Dask);
        Directory.CreateDirectory(At("cluster"));
        File.Copy(At("lending.yaml"), At("cluster/scenario.yaml"));
        Directory.CreateDirectory(At("cluster/books"));
        File.Copy(At("books/loans.csv"), At("cluster/books/loans.csv"));
        string text = Programs().Matches(Guide)
            .Select(match => match.Groups[1].Value)
            .Single(program => program.Contains(import, StringComparison.Ordinal));
        Assert.That(text.Split('\n'), Has.Length.AtMost(12));
        (int code, string said) = Run(
            "python3",
            [
                "-c", text.Replace("/cluster/run", At("cluster"), StringComparison.Ordinal)
                    .Replace(", 64", ", 2", StringComparison.Ordinal),
            ],
            ("PYTHONPATH", At("stand-in")));
        Assert.That(code, Is.Zero, said);
        Assert.That(DigestIn("cluster/result"), Is.EqualTo(Whole));
    }

    [GeneratedRegex("```python\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Programs();
}
