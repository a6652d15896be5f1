using System.Data;
using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GpuRisk.Host.Service.Store;

/// <summary>
/// Writes to the database one after the other, in the order asked for. What waits while a
/// transaction is on its way to the disk goes into the next one together, so that a wait for the
/// disk serves many.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    private const int MostTogether = 256;
    private const int MostWaiting = 4096;

    private readonly Channel<Write> _waiting = Channel.CreateBounded<Write>(MostWaiting);
    private readonly SqlDatabase _database;
    private readonly Task _writer;
    private DbConnection? _connection;

    public WriteQueue(SqlDatabase database)
    {
        _database = database;
        _writer = Task.Factory.StartNew(
            WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    /// <summary>Writes, and returns once it is on the disk.</summary>
    /// <param name="write">What to do within a transaction; done again where a neighbour of the
    /// same transaction fails.</param>
    /// <exception cref="StoreException">The database is behind, or cannot be reached.</exception>
    public Task<T> Write<T>(Func<Transaction, T> write)
    {
        var entry = new Write<T>(write);
        return _waiting.Writer.TryWrite(entry)
            ? entry.Done
            : throw new StoreException("Too many writes are waiting for the store.");
    }

    /// <summary>Writes what waits, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writer.ConfigureAwait(false);
        _connection?.Dispose();
    }

    private void WriteAll()
    {
        var batch = new List<Write>(MostTogether);
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < MostTogether && _waiting.Reader.TryRead(out Write? write))
            {
                batch.Add(write);
            }

            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<Write> batch)
    {
        if (batch.Count > 1 && TryCommit(batch) is null)
        {
            return;
        }

        foreach (Write write in batch)
        {
            Exception? error = TryCommit([write]);
            if (error is DbException && batch.Count == 1)
            {
                // Another host may have written the same at the same time: then it is found now.
                error = TryCommit([write]);
            }

            if (error is not null)
            {
                write.Fail(error);
            }
        }
    }

    private Exception? TryCommit(List<Write> batch)
    {
        try
        {
            _connection ??= _database.Open();
            using (DbTransaction transaction = _connection.BeginTransaction())
            {
                foreach (Write write in batch)
                {
                    write.Run(new Transaction(_connection, transaction));
                }

                Faults.Reached(FaultPoint.WriteBeforeCommit);
                if (_database.Loss is { } loss)
                {
                    throw new StoreException(loss);
                }

                transaction.Commit();
            }

            Faults.Reached(FaultPoint.WriteAfterCommit);
        }
        catch (Exception error)
        {
            // The next attempt begins with a connection that is known to be whole. What a broken
            // one throws need not be an error of a database.
            bool isBroken = _connection is not { State: ConnectionState.Open };
            _connection?.Dispose();
            _connection = null;
            return isBroken || (error is DbException failure && !IsViolation(failure))
                ? new StoreException($"The store cannot be written: {error.Message}", error)
                : error;
        }

        foreach (Write write in batch)
        {
            write.Complete();
        }

        return null;
    }

    // What breaks a rule of the schema goes on to do so: trying again and again is of no use.
    private static bool IsViolation(DbException error) => error is
        SqliteException { SqliteErrorCode: 19 } or PostgresException { SqlState: ['2', '3', ..] };
}

/// <summary>Something to write.</summary>
internal abstract class Write
{
    /// <summary>Does it within a transaction.</summary>
    public abstract void Run(Transaction transaction);

    /// <summary>Tells whoever waits that it is on the disk.</summary>
    public abstract void Complete();

    /// <summary>Tells whoever waits that it is not.</summary>
    public abstract void Fail(Exception error);
}

/// <summary>Something to write that has a result.</summary>
internal sealed class Write<T>(Func<Transaction, T> write) : Write
{
    private readonly TaskCompletionSource<T> _done =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private T? _result;

    /// <summary>The result, once it is on the disk.</summary>
    public Task<T> Done => _done.Task;

    /// <inheritdoc/>
    public override void Run(Transaction transaction) => _result = write(transaction);

    /// <inheritdoc/>
    public override void Complete() => _done.SetResult(_result!);

    /// <inheritdoc/>
    public override void Fail(Exception error) => _done.SetException(error);
}
