using System.CommandLine;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk serve</c>: its options.</summary>
internal static class ServeCommand
{
    private static readonly string[] SettingNames =
        ["Urls", "Store", "Device", "Threads", "Files"];

    public static Command Create(CommandContext context, CancellationToken cancellation)
    {
        Option<string?>[] options =
        [
            Text("--urls", "ADDRESSES",
                "Where to listen, with ; between several (http://127.0.0.1:5080)."),
            Text("--store", "STORE",
                "A SQLite file (gpurisk.db), or the connection string or URI of a PostgreSQL "
                + "database."),
            Text("--device", "DEVICES", "The devices to simulate on (auto)."),
            Text("--threads", "N", "Threads of the processor (all processors)."),
            Text("--files", "DIR",
                "The folder of books and lists that scenarios may name; none without it."),
        ];
        Option<string?> file = Text(
            "--config", "FILE", "A JSON file with further settings: see docs/service.md.");
        var trust = new Option<bool>("--trust-local")
        {
            Description = "Ask no key of whoever connects from this machine, proxies included.",
        };
        var json = new Option<bool>("--log-json") { Description = "Log JSON, one line each." };
        var command = new Command(
            "serve", "Offer runs over HTTP: an API, a dashboard, a store that loses nothing.")
        {
            file, trust, json,
        };
        foreach (Option<string?> option in options)
        {
            command.Add(option);
        }

        command.SetAction(parse => new ServiceRun(context, cancellation).Execute(
            parse.GetValue(file),
            SettingNames
                .Zip(options, (name, option) => KeyValuePair.Create(name, parse.GetValue(option)))
                .Append(KeyValuePair.Create(
                    "TrustLocal", parse.GetValue(trust) ? "true" : (string?)null))
                .Where(setting => setting.Value is not null),
            parse.GetValue(json)));
        return command;
    }

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };
}
