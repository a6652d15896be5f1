using FsCheck;
using FsCheck.Fluent;
using GpuRisk.Host.Service;
using GpuRisk.Host.Service.Scheduling;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>Whose turn it is, and for whom there is room.</summary>
internal sealed class FairQueueTests
{
    private readonly AdjustableTime _time = new();
    private long _sequence;

    [Test]
    public void Take_RunsOfOneOwner_GoByPriorityThenAge()
    {
        FairQueue queue = Queue();
        ActiveRun[] runs = [New("a", 1), New("a", 9), New("a", 5), New("a", 9)];
        queue.Add(runs);
        Assert.That(
            Enumerable.Range(0, 4).Select(_ => Take(queue)),
            Is.EqualTo(new[] { runs[1], runs[3], runs[2], runs[0] }));
    }

    [Test]
    public void Take_Owners_HaveTheSameTimeWhateverTheirTurnsLast()
    {
        FairQueue queue = Queue();
        ActiveRun[] runs = [New("slow"), New("fast")];
        queue.Add(runs);
        Dictionary<string, double> seconds = new() { ["slow"] = 0, ["fast"] = 0 };
        for (int turn = 0; turn < 400; turn++)
        {
            ActiveRun run = Take(queue)!;
            double lasted = run.Owner == "slow" ? 1 : 0.1;
            seconds[run.Owner] += lasted;
            queue.Return(run, lasted);
        }

        Assert.That(seconds["slow"], Is.EqualTo(seconds["fast"]).Within(1.1));
    }

    [Test]
    public void Take_PastTime_IsForgottenWithTime()
    {
        FairQueue queue = Queue();
        ActiveRun greedy = New("greedy");
        queue.Add([greedy]);
        Take(queue);
        queue.Return(greedy, 3600);
        double before = queue.Shares().Single().Seconds;
        _time.Advance(TimeSpan.FromMinutes(10));
        double after = queue.Shares().Single().Seconds;
        Assert.That(after, Is.EqualTo(before / 2).Within(0.001 * before));
    }

    [Test]
    public void Take_HurriedRun_GoesFirstOnce()
    {
        FairQueue queue = Queue();
        ActiveRun[] runs = [New("a", 9), New("a", 0)];
        queue.Add(runs);
        queue.Hurry(runs[1]);
        ActiveRun? first = Take(queue);
        queue.Return(first!, 0);
        Assert.Multiple(() =>
        {
            Assert.That(first, Is.SameAs(runs[1]));
            Assert.That(Take(queue), Is.SameAs(runs[0]));
        });
    }

    [Test]
    public void Take_RunAtWork_IsNotGivenOutTwice()
    {
        FairQueue queue = Queue();
        ActiveRun run = New("a");
        queue.Add([run, run]);
        queue.Add([run]);
        Assert.Multiple(() =>
        {
            Assert.That(Take(queue), Is.SameAs(run));
            Assert.That(Take(queue), Is.Null);
        });
        queue.Hurry(run);
        Assert.That(Take(queue), Is.Null);
    }

    [Test]
    public void Return_RunThatWasRemoved_DoesNotComeBack()
    {
        FairQueue queue = Queue();
        ActiveRun run = New("a");
        queue.Add([run]);
        Take(queue);
        queue.Remove(run, 0);
        queue.Return(run, 1);
        Assert.Multiple(() =>
        {
            Assert.That(Take(queue), Is.Null);
            Assert.That(queue.Count, Is.Zero);
            Assert.That(queue.Shares().Sum(share => share.Queued + share.Running), Is.Zero);
        });
    }

    [Test]
    public void Close_GivesOutNothingAnyMore()
    {
        FairQueue queue = Queue();
        queue.Add([New("a")]);
        queue.Close();
        Assert.That(Take(queue), Is.Null);
    }

    [Test]
    public async Task Take_WhoWaits_IsWokenByARun()
    {
        FairQueue queue = Queue();
        Task<ActiveRun?> waiting = Task.Run(() => queue.Take(TimeSpan.FromSeconds(30), out _));
        ActiveRun run = New("a");
        await Task.Delay(20);
        queue.Add([run]);
        Assert.That(await waiting.WaitAsync(TimeSpan.FromSeconds(10)), Is.SameAs(run));
    }

    [Test]
    public void Positions_AreTheOrderOfTurns()
    {
        FairQueue queue = Queue();
        ActiveRun[] runs = [New("a"), New("a"), New("b", 1), New("b", 2), New("a", 9)];
        queue.Add(runs);
        Assert.That(
            runs.Select(run => queue.PositionOf(run.Id)), Is.EqualTo(new int?[] { 3, 5, 4, 1, 2 }));
        Take(queue);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.That(runs.Count(run => queue.PositionOf(run.Id) is null), Is.EqualTo(1));
    }

    [Test]
    public void Shares_OwnersWithoutRunsOrTime_AreForgotten()
    {
        FairQueue queue = Queue();
        ActiveRun run = New("a");
        queue.Add([run]);
        Take(queue);
        queue.Remove(run, 5);
        Assert.That(queue.Shares().Single().Seconds, Is.EqualTo(5).Within(0.01));
        _time.Advance(TimeSpan.FromDays(1));
        Assert.That(queue.Shares(), Is.Empty);
    }

    [Test]
    public void Reserve_WhateverHappens_NeverExceedsTheLimits() => Prop
        .ForAll(ArbMap.Default.ArbFor<NonEmptyArray<byte>>(), steps => Holds(steps.Get))
        .QuickCheckThrowOnFailure();

    // Each byte is a step: whose, and whether it asks for room, or turns room into runs, or gives
    // it back, or ends a run.
    private bool Holds(byte[] steps)
    {
        FairQueue queue = Queue(all: 12, perOwner: 6);
        Dictionary<string, int> reserved = new() { ["a"] = 0, ["b"] = 0, ["c"] = 0 };
        List<ActiveRun> runs = [];
        foreach (byte step in steps)
        {
            string owner = "abc"[step % 3].ToString();
            int count = 1 + (step / 3 % 4);
            int ofOwner = reserved[owner] + runs.Count(run => run.Owner == owner);
            int ofAll = reserved.Values.Sum() + runs.Count;
            switch (step / 12 % 4)
            {
                case 0 or 1:
                    Refusal? expected = ofOwner + count > 6 ? Refusal.OfOwner
                        : ofAll + count > 12 ? Refusal.OfService : null;
                    if (queue.Reserve(owner, count) != expected)
                    {
                        return false;
                    }

                    reserved[owner] += expected is null ? count : 0;
                    break;
                case 2 when reserved[owner] > 0:
                    ActiveRun[] added =
                    [
                        .. Enumerable.Range(0, reserved[owner]).Select(_ => New(owner)),
                    ];
                    queue.Add(added);
                    runs.AddRange(added);
                    queue.Release(owner, reserved[owner]);
                    reserved[owner] = 0;
                    break;
                case 3 when runs.Find(run => run.Owner == owner) is { } ended:
                    queue.Remove(ended, 0.1);
                    runs.Remove(ended);
                    break;
                default:
                    break;
            }

            if (queue.Count != runs.Count || queue.Count > 12)
            {
                return false;
            }
        }

        foreach ((string owner, int count) in reserved)
        {
            queue.Release(owner, count);
        }

        runs.ForEach(run => queue.Remove(run, 0));
        return queue.Reserve("a", 6) is null && queue.Reserve("b", 6) is null;
    }

    private FairQueue Queue(int all = 100, int perOwner = 100) => new(
        _time, new LimitOptions { Queued = all, QueuedPerOwner = perOwner });

    private ActiveRun New(string owner, int priority = 5) => new(
        StoredRun.New(owner, priority: priority) with { Sequence = ++_sequence });

    private static ActiveRun? Take(FairQueue queue) => queue.Take(TimeSpan.Zero, out _);
}
