using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Sampling;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Host.Runs.Sampling;

/// <summary>Samples as an Arrow IPC file, a record batch for each block.</summary>
internal sealed class ArrowSampleFile : ISampleFile
{
    private readonly Schema _schema;
    private readonly ArrowFileWriter _writer;
    private readonly IReadOnlyList<Metric> _metrics;

    public ArrowSampleFile(Plan plan, RunOptions options, Stream stream)
    {
        _metrics = SampleColumns.Published(plan);
        Field[] fields =
        [
            new Field(SampleColumns.Path, Int64Type.Default, nullable: false),
            .. _metrics.Select(
                metric => new Field(metric.Name, DoubleType.Default, metric.Conditional)),
        ];
        _schema = new Schema(fields, SampleColumns.Notes(plan, options));
        _writer = new ArrowFileWriter(stream, _schema, leaveOpen: true);
        _writer.WriteStart();
    }

    /// <inheritdoc/>
    public void Write(SampleBlock block)
    {
        IArrowArray[] columns =
        [
            new Int64Array.Builder().Append(block.Paths.Span).Build(),
            .. _metrics.Select((metric, column) =>
                Column(block.Values(column).Span, metric.Conditional)),
        ];
        using var batch = new RecordBatch(_schema, columns, block.Rows);
        _writer.WriteRecordBatch(batch);
    }

    /// <inheritdoc/>
    public void Finish() => _writer.WriteEnd();

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private static DoubleArray Column(ReadOnlySpan<double> values, bool conditional)
    {
        var builder = new DoubleArray.Builder();
        if (!conditional)
        {
            return builder.Append(values).Build();
        }

        builder.Reserve(values.Length);
        foreach (double value in values)
        {
            if (double.IsNaN(value))
            {
                builder.AppendNull();
            }
            else
            {
                builder.Append(value);
            }
        }

        return builder.Build();
    }
}
