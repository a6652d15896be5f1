using System.Data.Common;
using Dapper;

namespace GpuRisk.Host.Service.Store;

/// <summary>Brings a database to the form that this version of the program uses.</summary>
internal static class Migrations
{
    // Each is run once, in this order. One that has been released is never changed. Times are
    // milliseconds since 1970 in UTC; texts in JSON where the column's name is a plural.
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE scenarios (
            hash TEXT PRIMARY KEY,
            mediatype TEXT NOT NULL,
            content TEXT NOT NULL);
        CREATE TABLE runs (
            sequence {sequence},
            id TEXT NOT NULL UNIQUE,
            owner TEXT NOT NULL,
            state TEXT NOT NULL,
            holder TEXT NOT NULL,
            epoch BIGINT NOT NULL,
            name TEXT NOT NULL,
            kernel TEXT NOT NULL,
            texthash TEXT NOT NULL REFERENCES scenarios (hash),
            scenariohash TEXT NOT NULL,
            settings TEXT NOT NULL,
            paths BIGINT NOT NULL,
            steps BIGINT NOT NULL,
            seed BIGINT NOT NULL,
            precision TEXT NOT NULL,
            priority INTEGER NOT NULL,
            created BIGINT NOT NULL,
            deadline BIGINT,
            started BIGINT,
            finished BIGINT,
            chunks BIGINT NOT NULL,
            pathsdone BIGINT NOT NULL,
            seconds DOUBLE PRECISION NOT NULL,
            estimates TEXT NOT NULL,
            resultkey TEXT NOT NULL,
            fromstore INTEGER NOT NULL,
            cancelrequested INTEGER NOT NULL,
            digest TEXT,
            reason TEXT,
            error TEXT,
            sweep TEXT,
            sweepindex INTEGER,
            idempotencykey TEXT,
            requesthash TEXT NOT NULL);
        CREATE UNIQUE INDEX runsbyidempotencykey ON runs (owner, idempotencykey)
            WHERE idempotencykey IS NOT NULL;
        CREATE INDEX activeruns ON runs (sequence) WHERE state IN ('queued', 'running');
        CREATE INDEX runsbyowner ON runs (owner, sequence);
        CREATE INDEX runsbysweep ON runs (sweep, sweepindex) WHERE sweep IS NOT NULL;
        CREATE INDEX runsbyresult ON runs (resultkey, sequence);
        CREATE INDEX runsbytext ON runs (texthash);
        CREATE INDEX runsbystate ON runs (state, sequence);
        CREATE INDEX runsbyname ON runs (name, sequence);
        CREATE INDEX runsbyend ON runs (finished) WHERE finished IS NOT NULL;
        CREATE INDEX runsofday ON runs (owner, created);
        CREATE TABLE chunks (
            run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
            chunk BIGINT NOT NULL,
            paths BIGINT NOT NULL,
            pathsdone BIGINT NOT NULL,
            seconds DOUBLE PRECISION NOT NULL,
            devices TEXT NOT NULL,
            estimates TEXT NOT NULL,
            PRIMARY KEY (run, chunk));
        CREATE TABLE tallies (
            run TEXT PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
            tally {bytes} NOT NULL);
        CREATE TABLE results (
            resultkey TEXT PRIMARY KEY,
            digest TEXT NOT NULL,
            created BIGINT NOT NULL,
            result {bytes} NOT NULL,
            manifest {bytes} NOT NULL,
            tally {bytes} NOT NULL,
            report {bytes});
        CREATE TABLE sweeps (
            id TEXT PRIMARY KEY,
            owner TEXT NOT NULL,
            created BIGINT NOT NULL,
            name TEXT NOT NULL,
            keys TEXT NOT NULL,
            combinations TEXT NOT NULL,
            metrics TEXT NOT NULL,
            idempotencykey TEXT,
            requesthash TEXT NOT NULL);
        CREATE UNIQUE INDEX sweepsbyidempotencykey ON sweeps (owner, idempotencykey)
            WHERE idempotencykey IS NOT NULL;
        CREATE TABLE apikeys (
            id TEXT PRIMARY KEY,
            owner TEXT NOT NULL,
            secrethash TEXT NOT NULL,
            scopes TEXT NOT NULL,
            queued INTEGER,
            secondsperday DOUBLE PRECISION,
            created BIGINT NOT NULL,
            revoked BIGINT);
        CREATE TABLE audit (
            sequence {sequence},
            at BIGINT NOT NULL,
            owner TEXT NOT NULL,
            apikey TEXT,
            action TEXT NOT NULL,
            subject TEXT,
            address TEXT,
            outcome TEXT NOT NULL);
        CREATE INDEX auditbytime ON audit (at);
        """,
        """
        CREATE TABLE hosts (
            name TEXT PRIMARY KEY,
            beat BIGINT NOT NULL,
            seen BIGINT NOT NULL);
        CREATE TABLE pages (
            sequence {sequence},
            run TEXT NOT NULL UNIQUE REFERENCES runs (id) ON DELETE CASCADE,
            page {bytes} NOT NULL);
        ALTER TABLE runs ADD COLUMN warnings TEXT NOT NULL DEFAULT '[]';
        """,
        """
        ALTER TABLE runs ADD COLUMN ranges TEXT NOT NULL DEFAULT '[]';
        """,
        """
        ALTER TABLE hosts ADD COLUMN version TEXT NOT NULL DEFAULT '';
        ALTER TABLE hosts ADD COLUMN report TEXT NOT NULL DEFAULT '';
        CREATE TABLE clusters (
            cluster TEXT PRIMARY KEY,
            version BIGINT NOT NULL);
        CREATE TABLE silos (
            cluster TEXT NOT NULL REFERENCES clusters (cluster),
            address TEXT NOT NULL,
            entry TEXT NOT NULL,
            isdead INTEGER NOT NULL,
            etag BIGINT NOT NULL,
            alive BIGINT NOT NULL,
            PRIMARY KEY (cluster, address));
        """,
    ];

    /// <summary>Runs what has not been run.</summary>
    /// <exception cref="StoreException">A newer version of the program has used the database.
    /// </exception>
    public static void Run(SqlDatabase database)
    {
        using DbConnection connection = database.Open();
        database.Exclusively(connection, () =>
        {
            // In one transaction: another process may be at the same file.
            using DbTransaction transaction = connection.BeginTransaction();
            connection.Execute(
                "CREATE TABLE IF NOT EXISTS migrations (step INTEGER PRIMARY KEY)",
                transaction: transaction);
            int done = connection.ExecuteScalar<int>(
                "SELECT COUNT(*) FROM migrations", transaction: transaction);
            if (done > Steps.Length)
            {
                throw new StoreException(
                    $"{database.Description} was used by a newer version of gpurisk.");
            }

            for (int step = done; step < Steps.Length; step++)
            {
                connection.Execute(
                    Steps[step]
                        .Replace("{bytes}", database.BytesType, StringComparison.Ordinal)
                        .Replace("{sequence}", database.SequenceType, StringComparison.Ordinal),
                    transaction: transaction);
                connection.Execute(
                    "INSERT INTO migrations (step) VALUES (@step)", new { step }, transaction);
                Faults.Reached(FaultPoint.MigrationBeforeCommit);
            }

            transaction.Commit();
        });
    }
}
