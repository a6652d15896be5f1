using System.CommandLine;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Service.Security;
using GpuRisk.Host.Service.Store;
using Spectre.Console;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk keys</c>: the API keys of a service's store.</summary>
internal static class KeysCommand
{
    public static Command Create(CommandContext context)
    {
        var store = new Option<string>("--store")
        {
            Description = "The service's store, as for gpurisk serve (gpurisk.db).",
            HelpName = "STORE",
            DefaultValueFactory = _ =>
                Environment.GetEnvironmentVariable("GPURISK_SERVE_STORE") ?? "gpurisk.db",
            Recursive = true,
        };
        return new Command("keys", "Make, list and revoke API keys of the service.")
        {
            store, Add(context, store), List(context, store), Revoke(context, store),
        };
    }

    private static Command Add(CommandContext context, Option<string> store)
    {
        var owner = new Argument<string>("OWNER") { Description = "Whose runs it is for." };
        var scopes = new Option<string[]>("--scope")
        {
            Description = "What it allows: read, run (usual), admin; each includes those before.",
            DefaultValueFactory = _ => [Scope.Run],
            AllowMultipleArgumentsPerToken = true,
        };
        scopes.AcceptOnlyFromAmong([.. Scope.All]);
        Option<long?> queued = CommonOptions.Count(
            "--queued", "N", "Runs that may wait or be at work, if fewer than the service allows.",
            1, int.MaxValue);
        Option<long?> seconds = CommonOptions.Count(
            "--seconds-per-day", "N", "Seconds of computing in a day of UTC (no limit).",
            1, int.MaxValue);
        var command = new Command("add", "Make a key and print it; it cannot be shown again.")
        {
            owner, scopes, queued, seconds,
        };
        command.SetAction(parse => With(context, parse.GetRequiredValue(store), keys =>
        {
            string name = parse.GetRequiredValue(owner).Trim();
            if (!OwnerName.IsAllowed(name))
            {
                return Failure.OfInput(
                    $"found '{name}'; allowed is a name of 1 to {OwnerName.MostLength} "
                    + "printable characters").Tell(context.Terminal);
            }

            (ApiKey key, string text) = ApiKey.Create(
                name, parse.GetRequiredValue(scopes),
                new Quota((int?)parse.GetValue(queued), parse.GetValue(seconds)),
                context.Time.GetUtcNow());
            keys.Add(key);
            context.Terminal.Output.WriteLine(text);
            return ExitCode.Done;
        }));
        return command;
    }

    private static Command List(CommandContext context, Option<string> store)
    {
        var command = new Command("list", "List the keys, without their secrets.");
        command.SetAction(parse => With(context, parse.GetRequiredValue(store), keys =>
        {
            var table = new Table { Border = TableBorder.Simple };
            table.AddColumns(
                "id", "owner", "scopes", "queued", "seconds per day", "made", "revoked");
            foreach (ApiKey key in keys.List())
            {
                table.AddRow(
                    Markup.Escape(key.Id), Markup.Escape(key.Owner), Markup.Escape(key.Scopes),
                    Csv.Text(key.Queued), Csv.Text(key.SecondsPerDay), TimeOf(key.Created),
                    TimeOf(key.Revoked));
            }

            context.Terminal.OutputConsole().WriteWhole(table);
            return ExitCode.Done;
        }));
        return command;
    }

    private static Command Revoke(CommandContext context, Option<string> store)
    {
        var id = new Argument<string>("ID") { Description = "The key's id, as listed." };
        var command = new Command("revoke", "Make a key invalid, within seconds.") { id };
        command.SetAction(parse => With(context, parse.GetRequiredValue(store), keys =>
            keys.Revoke(parse.GetRequiredValue(id))
                ? ExitCode.Done
                : Failure.OfInput(
                    $"there is no valid key '{parse.GetRequiredValue(id)}'")
                    .Tell(context.Terminal)));
        return command;
    }

    private static int With(CommandContext context, string store, Func<ApiKeys, int> action)
    {
        try
        {
            SqlDatabase database = StoreOpening.Open(store);
            int code = action(new ApiKeys(database, context.Time));
            database.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return code;
        }
        catch (StoreException error)
        {
            return Failure.OfWork(error.Message).Tell(context.Terminal);
        }
    }

    private static string TimeOf(long? milliseconds) => milliseconds is { } value
        ? DateTimeOffset.FromUnixTimeMilliseconds(value).ToString(
            "u", System.Globalization.CultureInfo.InvariantCulture)
        : "-";
}
