use super::gaps::{Moving, reach_unlisted, unlisted};
use super::{BitSet, Cause, Edge, Machine, Moves};
use errspec_core::reach::{next, reach};

/// A command that may lie between two readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// The command; `None` for any command.
    pub(super) command: Option<u16>,
    /// Whether it is known to have taken effect. If not, the path may omit it.
    pub(super) certain: bool,
}

/// The commands that may lie between two readings, in order.
#[derive(Clone, Copy)]
pub(super) enum Steps<'a> {
    /// These commands.
    Given(&'a [Step]),
    /// This many commands of any kind.
    Any(u16),
}

impl Steps<'_> {
    #[cfg_attr(debug_assertions, inline)]
    const fn len(&self) -> usize {
        match self {
            Self::Given(steps) => steps.len(),
            Self::Any(count) => *count as usize,
        }
    }

    #[cfg_attr(debug_assertions, inline)]
    const fn step(&self, i: usize) -> Step {
        match self {
            Self::Given(steps) => steps[i],
            Self::Any(_) => Step { command: None, certain: true },
        }
    }
}

/// What may have happened between two readings.
#[derive(Clone, Copy)]
pub(super) struct Ways<'a> {
    /// Where the job was.
    pub(super) from: BitSet,
    /// The commands that this program sent.
    pub(super) steps: Steps<'a>,
    /// Which other moves count.
    pub(super) moving: Moving,
    /// Whether the job is known to have moved, although it may be in the same state.
    pub(super) moved: bool,
}

impl<'a> Ways<'a> {
    /// Moves without a command, and these commands.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) const fn over(from: BitSet, steps: Steps<'a>) -> Self {
        Self { from, steps, moving: Moving::LISTED, moved: false }
    }

    /// The same, beginning in one state.
    #[cfg_attr(debug_assertions, inline)]
    const fn onward(&self, state: u16) -> Self {
        Self { from: BitSet::one(state), moved: false, ..*self }
    }
}

impl Machine {
    /// The states to which a command leads from any of these, and the states that can follow.
    #[inline]
    pub const fn after(&self, from: BitSet, command: u16) -> BitSet {
        self.over(from, Some(command), BitSet::EMPTY, Moving::LISTED)
    }

    /// The states on every path without a command from one state to another, excluding both. If there is no path, there are none.
    #[inline]
    pub const fn must_have_passed(&self, from: u16, to: u16) -> BitSet {
        let unlisted = Moving { anyone: false, unlisted: true };
        let ways = Ways { moving: unlisted, ..Ways::over(BitSet::one(from), Steps::Given(&[])) };
        self.on_every_way(&ways, self.between(from, to), to)
    }

    /// The states on some but not all paths without a command from one state to another, excluding both.
    #[inline]
    pub const fn may_have_passed(&self, from: u16, to: u16) -> BitSet {
        self.between(from, to).minus(self.must_have_passed(from, to))
    }

    #[inline]
    const fn between(&self, from: u16, to: u16) -> BitSet {
        self.on_way(&Ways::over(BitSet::one(from), Steps::Given(&[])), to).without(from).without(to)
    }

    /// Those of the states in `among` that lie on every path to a state: without such a state, no path is left.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) const fn on_every_way(&self, ways: &Ways<'_>, among: BitSet, to: u16) -> BitSet {
        let mut certainly = BitSet::EMPTY;
        let mut next = among.first_from(0);
        while let Some(state) = next {
            if !self.ends(ways, 0, BitSet::one(state)).has(to) {
                certainly = certainly.with(state);
            }
            next = among.first_from(state + 1);
        }
        certainly
    }

    /// The states on any path to a state, including both ends.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) const fn on_way(&self, ways: &Ways<'_>, to: u16) -> BitSet {
        let mut on_way = BitSet::EMPTY;
        let mut reached = self.spread(ways.from, BitSet::EMPTY, ways.moving);
        let mut i = 0;
        loop {
            let fresh = reached.minus(on_way);
            let mut next = fresh.first_from(0);
            while let Some(state) = next {
                if self.ends(&ways.onward(state), i, BitSet::EMPTY).has(to) {
                    on_way = on_way.with(state);
                }
                next = fresh.first_from(state + 1);
            }
            if i == ways.steps.len() {
                return on_way;
            }
            reached = self.one_step(reached, ways, i);
            i += 1;
        }
    }

    /// Whether any path, wherever it ends, passes a state.
    #[inline]
    pub(super) const fn passes(&self, ways: &Ways<'_>, state: u16) -> bool {
        let mut reached = self.spread(ways.from, BitSet::EMPTY, ways.moving);
        let mut i = 0;
        loop {
            if reached.has(state) && !self.ends(&ways.onward(state), i, BitSet::EMPTY).is_empty() {
                return true;
            }
            if i == ways.steps.len() {
                return false;
            }
            reached = self.one_step(reached, ways, i);
            i += 1;
        }
    }

    /// The states in which a job can be after step `i`, given those before it.
    #[cfg_attr(debug_assertions, inline)]
    const fn one_step(&self, reached: BitSet, ways: &Ways<'_>, i: usize) -> BitSet {
        let step = ways.steps.step(i);
        let over = self.over(reached, step.command, BitSet::EMPTY, ways.moving);
        if step.certain { over } else { over.or(reached) }
    }

    /// The states from which a state can be reached, whoever acts, including the state itself.
    #[inline]
    pub(super) fn leading_to(&self, state: u16) -> BitSet {
        let mut leading = BitSet::one(state);
        if self.moves == Moves::Unknown {
            let leads = |from: &u16| self.can_become(*from, state);
            return (0..self.states.len() as u16).filter(leads).fold(leading, |all, from| all.with(from));
        }
        loop {
            let joins = |edge: &&Edge| leading.has(edge.to) && !leading.has(edge.from);
            let more = self.edges.iter().filter(joins).fold(leading, |all, edge| all.with(edge.from));
            if more == leading {
                return leading;
            }
            leading = more;
        }
    }

    /// Whether a path leads to a state.
    #[inline]
    pub(super) const fn leads(&self, ways: &Ways<'_>, to: u16) -> bool {
        self.ends(ways, 0, BitSet::EMPTY).has(to)
    }

    /// The states in which a job can be after all steps from number `first` on, without entering the states in `avoid`.
    #[cfg_attr(debug_assertions, inline)]
    const fn ends(&self, ways: &Ways<'_>, first: usize, avoid: BitSet) -> BitSet {
        let from = ways.from.minus(avoid);
        // A job that still has to move is kept separate from jobs that have moved.
        let (mut still, mut reached) = if ways.moved {
            (from, self.spread(self.next(from, ways.moving).minus(avoid), avoid, ways.moving))
        } else {
            (BitSet::EMPTY, self.spread(from, avoid, ways.moving))
        };
        let mut i = first;
        while i < ways.steps.len() {
            let step = ways.steps.step(i);
            let over = self.over(reached.or(still), step.command, avoid, ways.moving);
            if step.certain {
                (still, reached) = (BitSet::EMPTY, over);
            } else {
                reached = reached.or(over);
            }
            i += 1;
        }
        reached
    }

    /// The states to which a command (any command for `None`) leads from some states, and those that can follow; `moving` says which other
    /// moves count.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) const fn over(&self, from: BitSet, command: Option<u16>, avoid: BitSet, moving: Moving) -> BitSet {
        let mut landed = BitSet::EMPTY;
        let mut i = 0;
        while i < self.edges.len() {
            let edge = self.edges[i];
            let given = match (edge.cause, command) {
                (Cause::Command(cause), Some(command)) => cause == command,
                (Cause::Command(_), None) => true,
                _ => false,
            };
            if given && from.has(edge.from) {
                landed = landed.with(edge.to);
            }
            i += 1;
        }
        if matches!(self.moves, Moves::Unknown) {
            landed = self.next(from, Moving::LISTED);
        }
        if moving.unlisted {
            landed = landed.or(unlisted(self, from));
        }
        self.spread(landed.minus(avoid), avoid, moving)
    }

    /// Some states and all that can follow them, without the states in `avoid`.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) const fn spread(&self, from: BitSet, avoid: BitSet, moving: Moving) -> BitSet {
        if moving.unlisted {
            return reach_unlisted(self, self.steps_of(moving.anyone), from, avoid);
        }
        if avoid.is_empty() && !moving.anyone {
            return self.closed(from);
        }
        reach(self.steps_of(moving.anyone), self.relations.words, from, avoid)
    }

    /// The states one move away from some states; `moving` says which moves count besides those of the service.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) const fn next(&self, from: BitSet, moving: Moving) -> BitSet {
        let listed = next(self.steps_of(moving.anyone), self.relations.words, from);
        if moving.unlisted { listed.or(unlisted(self, from)) } else { listed }
    }

    #[cfg_attr(debug_assertions, inline)]
    const fn closed(&self, from: BitSet) -> BitSet {
        next(self.relations.closure, self.relations.words, from)
    }

    /// The table of moves without a command or, if `anyone` is true, with any command.
    #[cfg_attr(debug_assertions, inline)]
    const fn steps_of(&self, anyone: bool) -> &'static [u64] {
        if anyone { self.relations.direct } else { self.relations.moves }
    }
}
