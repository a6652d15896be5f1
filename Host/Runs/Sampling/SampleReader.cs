using Apache.Arrow;
using Apache.Arrow.Ipc;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Scenarios;
using Parquet;
using Parquet.Schema;

namespace GpuRisk.Host.Runs.Sampling;

/// <summary>Reads files of samples, a part of them at a time.</summary>
internal static class SampleReader
{
    /// <summary>The samples of a run, or null where it kept none.</summary>
    public static string? Find(KeptRun run) => SampleRecorder.Names
        .Where(run.Manifest.Files.Contains)
        .Select(name => Path.Combine(run.Folder, name))
        .FirstOrDefault(File.Exists);

    /// <summary>Reads the columns of some metrics.</summary>
    /// <param name="path">The file.</param>
    /// <param name="metrics">The names of the metrics.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or has no such column.
    /// </exception>
    public static IEnumerable<SampleRows> Read(string path, IReadOnlyList<string> metrics)
    {
        IEnumerable<SampleRows> parts = Path.GetExtension(path) == ".arrow"
            ? ReadArrow(path, metrics)
            : ReadParquet(path, metrics);
        using IEnumerator<SampleRows> part = parts.GetEnumerator();
        while (MoveNext(part, path))
        {
            yield return part.Current;
        }
    }

    private static bool MoveNext(IEnumerator<SampleRows> part, string path)
    {
        try
        {
            return part.MoveNext();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // What the libraries throw on a damaged file may be of any type.
            throw new InvalidDataException($"{path}: the samples cannot be read: {error.Message}");
        }
    }

    private static IEnumerable<SampleRows> ReadParquet(string path, IReadOnlyList<string> metrics)
    {
        using FileStream stream = RegularFile.OpenRead(path);
        ParquetReader reader = ParquetReader.CreateAsync(stream).GetAwaiter().GetResult();
        try
        {
            DataField[] all = reader.Schema.DataFields;
            DataField Field(string name) => all.Single(field => field.Name == name);
            DataField[] fields = [.. metrics.Select(Field)];
            for (int i = 0; i < reader.RowGroupCount; i++)
            {
                using ParquetRowGroupReader group = reader.OpenRowGroupReader(i);
                int rows = checked((int)group.RowCount);
                var paths = new long[rows];
                Wait(group.ReadAsync(Field(SampleColumns.Path), paths.AsMemory()));
                yield return new SampleRows(
                    paths, [.. fields.Select(field => Column(group, field, rows))]);
            }
        }
        finally
        {
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static double[] Column(ParquetRowGroupReader group, DataField field, int rows)
    {
        var values = new double[rows];
        if (!field.IsNullable)
        {
            Wait(group.ReadAsync(field, values.AsMemory()));
            return values;
        }

        var nullable = new double?[rows];
        Wait(group.ReadAsync<double>(field, nullable.AsMemory()));
        return [.. nullable.Select(value => value ?? double.NaN)];
    }

    private static void Wait(ValueTask task) => task.AsTask().GetAwaiter().GetResult();

    private static IEnumerable<SampleRows> ReadArrow(string path, IReadOnlyList<string> metrics)
    {
        using FileStream stream = RegularFile.OpenRead(path);
        using var reader = new ArrowFileReader(stream);
        while (reader.ReadNextRecordBatch() is { } batch)
        {
            using (batch)
            {
                var paths = (Int64Array)batch.Column(SampleColumns.Path);
                yield return new SampleRows(
                    paths.Values.ToArray(),
                    [.. metrics.Select(name => Column((DoubleArray)batch.Column(name)))]);
            }
        }
    }

    private static double[] Column(DoubleArray column)
    {
        double[] values = column.Values.ToArray();
        for (int i = 0; column.NullCount > 0 && i < values.Length; i++)
        {
            if (column.IsNull(i))
            {
                values[i] = double.NaN;
            }
        }

        return values;
    }
}
