using System.Globalization;

namespace GpuRisk.Client;

/// <summary>
/// The key that a service makes at its first start for the user it runs as. That user's programs
/// on the same machine find it in a file of theirs, so that nobody has to copy it.
/// </summary>
public static class LocalKey
{
    /// <summary>Where the key of a service that listens on a port of this machine is kept: in
    /// <c>gpurisk/keys</c> below <c>XDG_STATE_HOME</c>, usually <c>~/.local/state</c>.</summary>
    /// <param name="port">The port.</param>
    /// <returns>The path; null where the user has no folder.</returns>
    public static string? PathOf(int port)
    {
        string? state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return string.IsNullOrEmpty(state) && home.Length == 0
            ? null
            : Path.Combine(
                string.IsNullOrEmpty(state) ? Path.Combine(home, ".local", "state") : state,
                "gpurisk", "keys", port.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The key of the service at an address.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The key; null where the address is not of this machine, or there is none.
    /// </returns>
    public static string? Find(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        try
        {
            return address.IsLoopback && PathOf(address.Port) is { } path && File.Exists(path)
                ? File.ReadAllText(path).Trim() is { Length: > 0 } key ? key : null
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
