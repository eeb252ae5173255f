use super::{Bits, Cause, Machine};

/// A command that may lie between two readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// Which; any command where it is `None`.
    pub(super) command: Option<u16>,
    /// Whether it is known to have taken effect; if not, the way may leave it out.
    pub(super) certain: bool,
}

/// The commands that may lie between two readings, in their order.
#[derive(Clone, Copy)]
pub(super) enum Steps<'a> {
    /// These.
    Given(&'a [Step]),
    /// So many of whatever kind.
    Any(u16),
}

impl Steps<'_> {
    const fn len(&self) -> usize {
        match self {
            Self::Given(steps) => steps.len(),
            Self::Any(count) => *count as usize,
        }
    }

    const fn step(&self, i: usize) -> Step {
        match self {
            Self::Given(steps) => steps[i],
            Self::Any(_) => Step { command: None, certain: true },
        }
    }
}

/// What a job passed between two readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Passed {
    /// On every way.
    pub(super) certainly: Bits,
    /// On some ways.
    pub(super) possibly: Bits,
}

impl Machine {
    /// The states on every way from one state to another without a command, both left out. None where no way leads.
    pub const fn certainly_passed(&self, from: u16, to: u16) -> Bits {
        self.passed(Bits::one(from), Steps::Given(&[]), to, Bits::one(from)).certainly
    }

    /// The states on some ways from one state to another without a command but not on all, both left out.
    pub const fn possibly_passed(&self, from: u16, to: u16) -> Bits {
        self.passed(Bits::one(from), Steps::Given(&[]), to, Bits::one(from)).possibly
    }

    /// What lies on the ways from some states over some commands to a state, which is left out, as is `leave_out`.
    ///
    /// A state is certainly passed if no way is left once it is taken out of the machine.
    pub(super) const fn passed(&self, from: Bits, steps: Steps<'_>, to: u16, leave_out: Bits) -> Passed {
        let on_way = self.on_way(from, steps, to).minus(leave_out).without(to);
        let mut certainly = Bits::EMPTY;
        let mut next = on_way.first_from(0);
        while let Some(state) = next {
            if !self.route(from, steps, 0, Bits::one(state)).has(to) {
                certainly = certainly.with(state);
            }
            next = on_way.first_from(state + 1);
        }
        Passed { certainly, possibly: on_way.minus(certainly) }
    }

    /// The states that some way passes, both its ends included.
    const fn on_way(&self, from: Bits, steps: Steps<'_>, to: u16) -> Bits {
        let mut on_way = Bits::EMPTY;
        let mut reached = self.spread(from, Bits::EMPTY);
        let mut i = 0;
        loop {
            let fresh = reached.minus(on_way);
            let mut next = fresh.first_from(0);
            while let Some(state) = next {
                if self.route(Bits::one(state), steps, i, Bits::EMPTY).has(to) {
                    on_way = on_way.with(state);
                }
                next = fresh.first_from(state + 1);
            }
            if i == steps.len() {
                return on_way;
            }
            reached = self.advance(reached, steps.step(i), Bits::EMPTY);
            i += 1;
        }
    }

    /// Where a job can be once it has gone over the steps from number `first` on, never entering the states to avoid.
    const fn route(&self, from: Bits, steps: Steps<'_>, first: usize, avoid: Bits) -> Bits {
        let mut reached = self.spread(from.minus(avoid), avoid);
        let mut i = first;
        while i < steps.len() {
            reached = self.advance(reached, steps.step(i), avoid);
            i += 1;
        }
        reached
    }

    const fn advance(&self, reached: Bits, step: Step, avoid: Bits) -> Bits {
        let over = self.over(reached, step.command, avoid);
        if step.certain { over } else { over.or(reached) }
    }

    /// Where a command (any, for `None`) leads from some states, and what follows without one.
    pub(super) const fn over(&self, from: Bits, command: Option<u16>, avoid: Bits) -> Bits {
        let mut landed = Bits::EMPTY;
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
        self.spread(landed.minus(avoid), avoid)
    }

    /// Some states and all that follow from them without a command, never entering the states to avoid.
    pub(super) const fn spread(&self, from: Bits, avoid: Bits) -> Bits {
        if avoid.is_empty() {
            return self.closed(from);
        }
        let mut reached = from;
        let mut todo = from;
        while let Some(state) = todo.first_from(0) {
            let row = Bits::EMPTY.with_row(self.relations.moves, state, self.relations.words);
            let fresh = row.minus(reached).minus(avoid);
            reached = reached.or(fresh);
            todo = todo.or(fresh).without(state);
        }
        reached
    }

    const fn closed(&self, from: Bits) -> Bits {
        let mut reached = Bits::EMPTY;
        let mut next = from.first_from(0);
        while let Some(state) = next {
            reached = reached.with_row(self.relations.closure, state, self.relations.words);
            next = from.first_from(state + 1);
        }
        reached
    }
}
