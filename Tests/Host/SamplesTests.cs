using Apache.Arrow;
using Apache.Arrow.Ipc;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Cli;
using NUnit.Framework;
using Parquet;
using Parquet.Schema;

namespace GpuRisk.Tests.Host;

/// <summary>What <c>gpurisk run --samples</c> keeps, read back with the formats' libraries.
/// </summary>
internal sealed class SamplesTests : HostFixture
{
    // A conditional metric and one that every path has.
    private const string Time = "book.firstLiquidationDays";
    private const string Loss = "book.borrowerLoss";

    [TestCase("parquet")]
    [TestCase("arrow")]
    public void Samples_GiveTheFiguresOfTheResult(string format)
    {
        Keep("lending.yaml", "kept", "--samples", format, "--paths", "5000");
        RunResult result = ResultOf("kept");
        Columns samples = Read(At($"kept/samples.{format}"));
        Assert.Multiple(() =>
        {
            Assert.That(samples.Paths, Is.EqualTo(Enumerable.Range(0, 5000).Select(i => (long)i)));
            Assert.That(samples.Names, Is.EqualTo(result.Metrics.Keys));
            foreach ((string name, MetricResult figures) in result.Metrics)
            {
                double[] values = [.. samples[name].OfType<double>().Order()];
                Assert.That(values, Has.Length.EqualTo(figures.Present), name);
                if (values.Length == 0)
                {
                    continue;
                }

                // Tallies round to 2^-32 of a typical size; quantiles carry 0.1% of binning.
                double size = Math.Max(Math.Abs(values[0]), Math.Abs(values[^1]));
                Assert.That(values.Average(), Is.EqualTo(figures.Mean).Within(1e-6 * size), name);
                Assert.That(
                    values[(int)Math.Ceiling(0.05 * values.Length) - 1],
                    Is.EqualTo(figures.P05).Within(2e-3 * size), name);
                Assert.That(values[0], Is.EqualTo(figures.Minimum).Within(1e-6 * size), name);
            }
        });
    }

    [Test]
    public void Samples_AbsentOutcome_IsNullAndOnlyConditionalColumnsAllowIt()
    {
        Keep("lending.yaml", "parquet", "--samples");
        Keep("lending.yaml", "arrow", "--samples", "arrow");
        Columns parquet = Read(At("parquet/samples.parquet"));
        Columns arrow = Read(At("arrow/samples.arrow"));
        Assert.Multiple(() =>
        {
            Assert.That(parquet[Time], Has.Some.Null.And.Some.Not.Null);
            Assert.That(parquet[Time], Is.EqualTo(arrow[Time]));
            Assert.That(parquet[Loss], Is.EqualTo(arrow[Loss]));
            Assert.That(parquet.Nullable, Has.Member(Time).And.Not.Member(Loss));
            Assert.That(arrow.Nullable, Is.EqualTo(parquet.Nullable));
            Assert.That(parquet.Notes["seed"], Is.EqualTo("7"));
            Assert.That(parquet.Notes["unit:" + Time], Is.EqualTo("days"));
            Assert.That(arrow.Notes, Is.EqualTo(parquet.Notes));
        });
    }

    [TestCase("parquet")]
    [TestCase("arrow")]
    public void Samples_DoNotDependOnChunksAndThreads(string format)
    {
        string[] options = ["--samples", format, "--paths", "70001"];
        Keep("pool.yaml", "one", [.. options, "--threads", "1"]);
        Keep("pool.yaml", "many", [.. options, "--threads", "5", "--chunk", "77"]);
        Assert.That(
            File.ReadAllBytes(At($"one/samples.{format}")),
            Is.EqualTo(File.ReadAllBytes(At($"many/samples.{format}"))));
    }

    [Test]
    public void Samples_TargetError_AreOfTheLastRoundOnly()
    {
        Keep(
            "pool.yaml", "kept", "--samples", "--paths", "1e6", "--target-error", "ETH.price=0.9");
        Assert.That(Read(At("kept/samples.parquet")).Paths, Has.Length.EqualTo(20_000));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Samples_CancelledRun_AreThoseOfThePathsDone(CancellationToken timeout)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout);
        stop.CancelAfter(300);
        CommandRun run = CommandRun.Of(
            [
                "run", At("pool.yaml"), "--paths", "1e12", "--device", "simd", "--samples",
                "--out", At("kept"),
            ],
            stop.Token);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Cancelled));
            Assert.That(
                Read(At("kept/samples.parquet")).Paths,
                Has.Length.EqualTo(ResultOf("kept").Paths).And.Ordered);
            Assert.That(run.Output.Replace(",", ""), Does.Contain(
                $"samples of {ResultOf("kept").Paths} paths"));
        });
    }

    [Test]
    public void Samples_ReplacedByAResultWithout_AreGone()
    {
        Keep("pool.yaml", "kept", "--samples");
        Keep("pool.yaml", "kept", "--force");
        Assert.That(Directory.EnumerateFiles(At("kept"), "samples*"), Is.Empty);
        Assert.That(File.Exists(At("kept/distribution.parquet")));
    }

    [TestCase("parquet")]
    [TestCase("arrow")]
    [Platform("Linux")]
    public void Samples_DiskFull_FailsWithOneLineAndNoResult(string format)
    {
        Directory.CreateDirectory(At("kept"));
        File.CreateSymbolicLink(At($"kept/samples.{format}.tmp"), "/dev/full");
        CommandRun run = CommandRun.Of(
            "run", At("pool.yaml"), "--paths", "200000", "--device", "simd", "--samples", format,
            "--out", At("kept"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Failed));
            Assert.That(
                run.Error, Does.StartWith("gpurisk: the result cannot be written: No space left"));
            Assert.That(run.Error.Trim(), Does.Not.Contain('\n'));
            Assert.That(Directory.EnumerateFiles(At("kept")), Is.Empty);
        });
    }

    [Test]
    public void Samples_DraftCannotBeMade_Fails()
    {
        Directory.CreateDirectory(At("kept/samples.parquet.tmp"));
        CommandRun run = CommandRun.Of("run", At("pool.yaml"), "--samples", "--out", At("kept"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Failed));
            Assert.That(run.Error, Does.StartWith("gpurisk: the result cannot be written: "));
        });
    }

    [TestCase("--samples=csv", "csv")]
    [TestCase("--samples", "--samples needs --out")]
    public void Samples_BadOption_IsRefused(string option, string told)
    {
        CommandRun run = CommandRun.Of("run", At("pool.yaml"), option);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain(told));
        });
    }

    [Test]
    public void Distribution_AddsUpToTheResult()
    {
        Keep("lending.yaml", "kept", "--paths", "3000");
        RunResult result = ResultOf("kept");
        var rows = DistributionRow.Read(At("kept/distribution.parquet"));
        Assert.Multiple(() =>
        {
            foreach ((string name, MetricResult figures) in result.Metrics)
            {
                DistributionRow[] bins = [.. rows.Where(row => row.Metric == name)];
                double sum = bins.Sum(bin => bin.Count * bin.Mean);
                Assert.That(bins.Sum(bin => bin.Count), Is.EqualTo(figures.Present), name);
                Assert.That(bins.Select(bin => bin.Unit), Has.All.EqualTo(figures.Unit), name);
                Assert.That(bins.Select(bin => bin.Lower), Is.Ordered, name);
                Assert.That(
                    bins.Where(bin => bin.Mean < bin.Lower || bin.Mean > bin.Upper),
                    Is.Empty, name);
                if (figures.Present > 0)
                {
                    Assert.That(
                        sum / figures.Present,
                        Is.EqualTo(figures.Mean).Within(1e-9 * Math.Abs(figures.Mean!.Value)),
                        name);
                    Assert.That(bins[0].Lower, Is.EqualTo(figures.Minimum), name);
                    Assert.That(bins[^1].Upper, Is.EqualTo(figures.Maximum), name);
                }
            }
        });
    }

    private void Keep(string scenario, string folder, params string[] options)
    {
        CommandRun run = CommandRun.Of(
            ["run", At(scenario), "--device", "simd", "--out", At(folder), .. options]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
    }

    private RunResult ResultOf(string folder)
    {
        using FileStream stream = File.OpenRead(At(folder + "/result.json"));
        return ResultJson.Read(stream);
    }

    private static Columns Read(string path) =>
        path.EndsWith(".arrow", StringComparison.Ordinal) ? ReadArrow(path) : ReadParquet(path);

    private static Columns ReadArrow(string path)
    {
        using var reader = new ArrowFileReader(File.OpenRead(path));
        var columns = new Columns();
        while (reader.ReadNextRecordBatch() is { } batch)
        {
            foreach (Apache.Arrow.Field field in batch.Schema.FieldsList)
            {
                IArrowArray array = batch.Column(field.Name);
                columns.Add(
                    field.Name, field.IsNullable,
                    array is Int64Array paths ? paths.Select(p => (double?)p) : (DoubleArray)array);
            }

            columns.Notes = new(batch.Schema.Metadata);
        }

        return columns;
    }

    private static Columns ReadParquet(string path)
    {
        using FileStream stream = File.OpenRead(path);
        ParquetReader reader = ParquetReader.CreateAsync(stream).Result;
        var columns = new Columns { Notes = reader.CustomMetadata };
        for (int i = 0; i < reader.RowGroupCount; i++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(i);
            foreach (DataField field in reader.Schema.DataFields)
            {
                columns.Add(field.Name, field.IsNullable, Values(group, field));
            }
        }

        return columns;
    }

    private static double?[] Values(ParquetRowGroupReader group, DataField field)
    {
        if (field.ClrType == typeof(long))
        {
            var paths = new long[group.RowCount];
            group.ReadAsync(field, paths.AsMemory()).AsTask().Wait();
            return [.. paths.Select(path => (double?)path)];
        }

        if (field.IsNullable)
        {
            var nullable = new double?[group.RowCount];
            group.ReadAsync<double>(field, nullable.AsMemory()).AsTask().Wait();
            return nullable;
        }

        var values = new double[group.RowCount];
        group.ReadAsync(field, values.AsMemory()).AsTask().Wait();
        return [.. values.Select(value => (double?)value)];
    }

    private sealed class Columns
    {
        private readonly OrderedDictionary<string, List<double?>> _values = [];

        public Dictionary<string, string> Notes { get; set; } = [];

        public HashSet<string> Nullable { get; } = [];

        public IEnumerable<string> Names => _values.Keys.Where(name => name != "path");

        public long[] Paths => [.. _values["path"].Select(path => (long)path!)];

        public List<double?> this[string name] => _values[name];

        public void Add(string name, bool isNullable, IEnumerable<double?> values)
        {
            _values.TryAdd(name, []);
            _values[name].AddRange(values);
            if (isNullable)
            {
                Nullable.Add(name);
            }
        }
    }
}
