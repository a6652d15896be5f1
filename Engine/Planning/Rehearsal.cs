using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Engine.Planning;

/// <summary>
/// The beginning of one path, simulated where every step of a model is looked at: kernels cannot
/// throw, and one that reads beside its tables or forgets an outcome would tell nonsense.
/// </summary>
internal sealed class Rehearsal
{
    // As many as sums take before they fold, so that all that a step does is done.
    private const int Steps = 64;

    private readonly Plan _plan;
    private readonly double[] _state;
    private readonly double?[] _outcomes;

    private Rehearsal(Plan plan)
    {
        _plan = plan;
        _state = new double[plan.StateSlots(Real64.BlockSteps)];
        Array.Fill(_state, double.NaN);
        _outcomes = new double?[plan.Outcomes.Count];
    }

    /// <summary>Rehearses a plan.</summary>
    /// <exception cref="InvalidOperationException">Its model reads or writes beside the tables, or
    /// tells an outcome not at all, twice or as no number.</exception>
    public static void Of(Plan plan)
    {
        var rehearsal = new Rehearsal(plan.Until(Math.Min(plan.Steps, Steps)));
        plan.Model.Simulate<Real64, Word64, Context>(new Context(rehearsal));
        for (int i = 0; i < plan.Outcomes.Count; i++)
        {
            double outcome = rehearsal._outcomes[i]
                ?? throw rehearsal.Wrong($"never tells {plan.Outcomes[i].Name}");
            if (!double.IsFinite(outcome)
                && !(double.IsNaN(outcome) && plan.Outcomes[i].Conditional))
            {
                throw rehearsal.Wrong(
                    $"tells no number for {plan.Outcomes[i].Name}; what it has not stored in the "
                    + "state is none");
            }
        }
    }

    private InvalidOperationException Wrong(string what) => new($"{_plan.Model} {what}.");

    private int Within(string what, int index, int count) => (uint)index < (uint)count
        ? index
        : throw Wrong($"reads or writes {what} {index} of {count}");

    private void Emit(int metric, double value)
    {
        Within("outcome", metric, _outcomes.Length);
        if (_outcomes[metric] is not null)
        {
            throw Wrong($"tells {_plan.Outcomes[metric].Name} twice");
        }

        _outcomes[metric] = value;
    }

    private readonly struct Context(Rehearsal seen) : IPathContext<Real64, Word64>
    {
        private static readonly PhiloxKey s_key = new(0, 0);

        public Word64 PathLow => new(0);

        public uint PathHigh => 0;

        public uint Key0(int round) => s_key.Key0(round);

        public uint Key1(int round) => s_key.Key1(round);

        public static bool HoldsRows => false;

        public T Row<T>(int start)
            where T : unmanaged => throw new NotSupportedException();

        public int Integer(int index) =>
            seen._plan.Integers[seen.Within("integer", index, seen._plan.Integers.Count)];

        public Real64 Real(int index) =>
            new(seen._plan.Reals[seen.Within("real", index, seen._plan.Reals.Count)]);

        public Real64 Real(int start, int place) => Real(start + place);

        public Real64 Real(int start, Word64 index) => Real(start + Word64.ToInt32(index));

        public Real64 Load(int slot) =>
            new(seen._state[seen.Within("slot", slot, seen._state.Length)]);

        public Real64 Load(int start, int place) => Load(start + place);

        public void Store(int slot, Real64 value) =>
            seen._state[seen.Within("slot", slot, seen._state.Length)] = value.Value;

        public Real64 Load(int start, Word64 index, Word64 mask) =>
            Word64.Any(mask) ? Load(start + Word64.ToInt32(index)) : new(0);

        public void AddTo(int start, Word64 index, Word64 mask, Real64 amount)
        {
            if (Word64.Any(mask))
            {
                int slot = start + Word64.ToInt32(index);
                Store(slot, Load(slot) + amount);
            }
        }

        public void Store(int start, int place, Real64 value)
            => Store(start + place, value);

        public void Emit(int metric, Real64 value) => seen.Emit(metric, value.Value);
    }
}
