namespace GpuRisk.Tests.Host.Service.Scheduling;

/// <summary>
/// A run on a few hosts under one clock: hosts, a network and a store that fail as a seed says, and
/// after some time do not fail any more.
/// </summary>
internal sealed class SimulatedCluster
{
    private const double Slowest = 50;
    private const double Fastest = 2000;

    private static readonly TimeSpan Troubled = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> _events = new();
    private readonly SimulatedHost[] _hosts;
    private readonly HashSet<(SimulatedHost, SimulatedHost)> _cut = [];
    private readonly double _lost;
    private readonly double _doubled;
    private long _order;

    public SimulatedCluster(int seed, bool isFenced = true)
    {
        Random = new Random(seed);
        double[] rates = [.. Enumerable.Range(0, Random.Next(1, 6)).Select(
            _ => Math.Exp(Between(Math.Log(Slowest), Math.Log(Fastest))))];
        _hosts = [.. rates.Select(rate => new SimulatedHost(this, rate))];
        Paths = (long)(rates.Sum() * Between(0.01, 60)) + 1;
        Store = new SimulatedStore(Paths, Random, isFenced);
        _lost = Random.NextDouble() < 0.5 ? 0 : 0.2 * Random.NextDouble();
        _doubled = Random.NextDouble() < 0.5 ? 0 : 0.3 * Random.NextDouble();
    }

    public Random Random { get; }

    public TimeSpan Now { get; private set; }

    public long Paths { get; }

    public SimulatedStore Store { get; }

    /// <summary>Whether all is well from now on.</summary>
    public bool IsCalm => Now >= Troubled;

    /// <summary>Runs it to the run's end.</summary>
    /// <returns>What is wrong; null where nothing is.</returns>
    public string? Play()
    {
        foreach (SimulatedHost host in _hosts)
        {
            host.Start();
        }

        After(TimeSpan.Zero, Trouble);
        After(Troubled, Calm);
        if (Random.NextDouble() < 0.1)
        {
            After(Seconds(0, 60), () => Store.IsCancelRequested = true);
        }

        while (Store.Fault is null && Now < Patience
            && (Store.Endings == 0 || !IsCalm)
            && _events.TryDequeue(out Action? next, out (TimeSpan At, long Order) when))
        {
            Now = when.At;
            next();
        }

        return Store.Fault
            ?? (Store.Endings == 1 ? null : $"it ended {Store.Endings} times by {Now}");
    }

    public void After(TimeSpan wait, Action action) =>
        _events.Enqueue(action, (Now + wait, _order++));

    public double Between(double low, double high) => low + ((high - low) * Random.NextDouble());

    public TimeSpan Seconds(double low, double high) => TimeSpan.FromSeconds(Between(low, high));

    /// <summary>The host of a name, dead or alive; null where nobody has it any more.</summary>
    public SimulatedHost? Named(string name) => _hosts.FirstOrDefault(host => host.Name == name);

    /// <summary>Sends a message, which may be lost, or come twice.</summary>
    public void Send(SimulatedHost from, SimulatedHost to, Action<SimulatedHost> message)
    {
        if (_cut.Contains((from, to)) || (!IsCalm && Random.NextDouble() < _lost))
        {
            return;
        }

        int copies = !IsCalm && Random.NextDouble() < _doubled ? 2 : 1;
        for (int i = 0; i < copies; i++)
        {
            TimeSpan late = !IsCalm && Random.NextDouble() < 0.02
                ? Seconds(0, 20)
                : Seconds(0.0002, 0.02);
            After(late, () => to.Do(() => message(to)));
        }
    }

    private void Trouble()
    {
        if (IsCalm)
        {
            return;
        }

        SimulatedHost host = _hosts[Random.Next(_hosts.Length)];
        switch (Random.Next(8))
        {
            case 0:
                host.Die();
                After(Seconds(0.5, 20), host.Start);
                break;
            case 1:
                host.Pause(Random.NextDouble() < 0.3
                    ? TimeSpan.FromSeconds(30)
                    : Seconds(0.1, 10));
                break;
            case 2:
                host.Slowness = Between(1, 30);
                After(Seconds(1, 20), () => host.Slowness = 1);
                break;
            case 3:
                Store.IsAway = true;
                After(Seconds(0.1, 10), () => Store.IsAway = false);
                break;
            case 4:
                Cut(host, _hosts[Random.Next(_hosts.Length)], isBothWays: Random.Next(2) == 0);
                break;
            case 5:
                host.ClockError += Seconds(-10, 40);
                break;
            case 6:
                // Two of them take themselves for the holder.
                host.Do(host.TakeOver);
                break;
            default:
                host.FailDevice();
                break;
        }

        After(Seconds(0.2, 15), Trouble);
    }

    private void Cut(SimulatedHost one, SimulatedHost other, bool isBothWays)
    {
        _cut.Add((one, other));
        if (isBothWays)
        {
            _cut.Add((other, one));
        }

        After(Seconds(0.5, 20), () =>
        {
            _cut.Remove((one, other));
            _cut.Remove((other, one));
        });
    }

    private void Calm()
    {
        Store.IsAway = false;
        _cut.Clear();
    }
}
