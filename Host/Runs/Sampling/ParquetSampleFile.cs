using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Sampling;
using GpuRisk.Engine.Tallies;
using Parquet;
using Parquet.Schema;

namespace GpuRisk.Host.Runs.Sampling;

/// <summary>Samples as Parquet, a row group for each block.</summary>
internal sealed class ParquetSampleFile : ISampleFile
{
    private readonly ParquetWriter _writer;
    private readonly DataField[] _fields;
    private readonly bool[] _conditional;
    private double?[] _nullable = [];

    public ParquetSampleFile(Plan plan, RunOptions options, Stream stream)
    {
        IReadOnlyList<Metric> metrics = SampleColumns.Published(plan);
        _conditional = [.. metrics.Select(metric => metric.Conditional)];
        DataField[] fields =
        [
            new DataField<long>(SampleColumns.Path),
            .. metrics.Select(metric => new DataField<double>(metric.Name, metric.Conditional)),
        ];
        var schema = new ParquetSchema(fields);
        _fields = schema.DataFields;
        _writer = ParquetFiles.Create(schema, stream);
        _writer.CustomMetadata = SampleColumns.Notes(plan, options);
    }

    /// <inheritdoc/>
    public void Write(SampleBlock block) => WriteAsync(block).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Finish() => _writer.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Dispose()
    {
        // The writer's own end would put a footer to a file that is not to be finished.
    }

    private async Task WriteAsync(SampleBlock block)
    {
        using ParquetRowGroupWriter group = _writer.CreateRowGroup();
        await group.WriteAsync(_fields[0], block.Paths).ConfigureAwait(false);
        for (int column = 0; column < _conditional.Length; column++)
        {
            ReadOnlyMemory<double> values = block.Values(column);
            if (_conditional[column])
            {
                await group.WriteAsync<double>(_fields[column + 1], Nullable(values))
                    .ConfigureAwait(false);
            }
            else
            {
                await group.WriteAsync(_fields[column + 1], values).ConfigureAwait(false);
            }
        }

        group.CompleteValidate();
    }

    private ReadOnlyMemory<double?> Nullable(ReadOnlyMemory<double> values)
    {
        if (_nullable.Length < values.Length)
        {
            _nullable = new double?[values.Length];
        }

        ReadOnlySpan<double> source = values.Span;
        for (int i = 0; i < source.Length; i++)
        {
            _nullable[i] = double.IsNaN(source[i]) ? null : source[i];
        }

        return _nullable.AsMemory(0, values.Length);
    }
}
