using System.CommandLine;
using System.CommandLine.Parsing;

namespace GpuRisk.Host.Cli.Commands;

/// <summary>Options that have a service do the work.</summary>
internal static class ServerOptions
{
    /// <summary>The variable of the environment that names the service.</summary>
    public const string ServerVariable = "GPURISK_SERVER";

    /// <summary>The variable of the environment that holds the key.</summary>
    public const string KeyVariable = "GPURISK_API_KEY";

    /// <summary>The service's address.</summary>
    public static Option<string?> Server() => new("--server")
    {
        Description = "Have the gpurisk service at this address run it; "
            + $"{ServerVariable} may name it too.",
        HelpName = "URL",
    };

    /// <summary>The key that the service is shown.</summary>
    public static Option<string?> Key()
    {
        var option = new Option<string?>("--key")
        {
            Description = $"The API key for --server; better put it into {KeyVariable}, where "
                + "other users of the machine cannot read it.",
            HelpName = "KEY",
        };
        option.Validators.Add(result =>
        {
            // What was given is not told: it may be a key with a slip in it.
            if (KeyOf(result.GetValueOrDefault<string?>()) is { } key && key.Any(IsForeign))
            {
                result.AddError("--key: this is no key; a key has no spaces or signs beyond ASCII");
            }
        });
        return option;
    }

    /// <summary>The key given, or else that of the environment; null where there is none.
    /// </summary>
    public static string? KeyOf(string? given)
    {
        string? key = given ?? Environment.GetEnvironmentVariable(KeyVariable)?.Trim();
        return string.IsNullOrEmpty(key) ? null : key;
    }

    /// <summary>The address given, or else that of the environment, which
    /// <see cref="Check"/> has found to be one; null where there is none.</summary>
    public static Uri? AddressOf(string? given) =>
        TextOf(given) is { } text ? Read(text) : null;

    /// <summary>Refuses what is no address, and, where a service computes, options that say how
    /// this machine does.</summary>
    public static Action<CommandResult> Check(
        Option<string?> server, IReadOnlyList<Option> here) => result =>
    {
        string? given = result.GetValue(server);
        if (TextOf(given) is not { } text)
        {
            return;
        }

        string source = given is null ? ServerVariable : "--server";
        if (Read(text) is null)
        {
            result.AddError(
                $"{source}: this is not the address of a service; "
                + "allowed is one as http://127.0.0.1:5080.");
        }

        foreach (Option option in here)
        {
            if (result.GetResult(option) is { Implicit: false })
            {
                result.AddError(
                    $"{option.Name} is for runs on this machine and cannot go with {source}; "
                    + "the service decides on it.");
            }
        }
    };

    private static string? TextOf(string? given) =>
        given ?? Environment.GetEnvironmentVariable(ServerVariable) switch
        {
            "" => null,
            var text => text,
        };

    private static bool IsForeign(char sign) => sign is <= ' ' or > '~';

    private static Uri? Read(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
        && address.Scheme is "http" or "https"
        && address is { UserInfo: "", Query: "", Fragment: "" }
            ? address
            : null;
}
