//! All that a service can have done, tried out one by one.

use crate::random::Sketch;
use errspec::machine::{Cause, Moves};
use std::collections::HashSet;

/// A command that was given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sent {
    pub(crate) command: u16,
    pub(crate) at: u64,
    pub(crate) confirmed: bool,
}

/// How far a service can be, and what it did since the last reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct World {
    pub(crate) state: u16,
    /// The commands before this one have landed or are lost.
    pub(crate) behind: usize,
    /// Those that landed, as bits.
    pub(crate) landed: u16,
    /// The states it was in, as bits.
    pub(crate) been: u16,
    /// The command given here that landed last.
    pub(crate) last: Option<u16>,
    foreign: bool,
    pub(crate) moved: bool,
}

impl World {
    pub(crate) fn at(state: u16) -> Self {
        Self { state, behind: 0, landed: 0, been: 0, last: None, foreign: false, moved: false }
    }

    pub(crate) fn rested(self) -> Self {
        Self { been: 0, last: None, foreign: false, moved: false, ..self }
    }

    pub(crate) fn by_itself(&self) -> bool {
        self.last.is_none() && !self.foreign
    }
}

/// Which behaviors count besides the service's own moves along edges and the commands given here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct With {
    /// Commands of others.
    pub(crate) others: bool,
    /// Moves without an edge that the machine leaves room for.
    pub(crate) unlisted: bool,
}

impl With {
    /// No others.
    pub(crate) const OWN: Self = Self { others: false, unlisted: false };
    /// Those of others along edges.
    pub(crate) const OTHERS: Self = Self { others: true, unlisted: false };
}

/// Everything that can have happened since the worlds were as they are.
pub(crate) fn behaviors(sketch: &Sketch, worlds: &HashSet<World>, sent: &[Sent], with: With) -> HashSet<World> {
    let mut open: Vec<World> = worlds.iter().map(|world| World { been: 1 << world.state, ..*world }).collect();
    let mut seen = HashSet::new();
    while let Some(world) = open.pop() {
        if !seen.insert(world) {
            continue;
        }
        let at = |state: u16| World { state, been: world.been | 1 << state, moved: true, ..world };
        let given = |to: u16, command: Option<u16>, open: &mut Vec<World>| {
            if with.others {
                open.push(World { foreign: true, ..at(to) });
            }
            let is_it = |given: &Sent| command.is_none_or(|command| given.command == command);
            for (number, given) in sent.iter().enumerate().skip(world.behind).filter(|(_, given)| is_it(given)) {
                let (behind, landed) = (number + 1, world.landed | 1 << number);
                open.push(World { behind, landed, last: Some(given.command), ..at(to) });
            }
        };
        for edge in sketch.edges.iter().filter(|edge| edge.from == world.state) {
            match edge.cause {
                Cause::Command(command) => given(edge.to, Some(command), &mut open),
                Cause::Auto | Cause::External => open.push(at(edge.to)),
            }
        }
        let unlisted = if with.unlisted { sketch.without_edge(world.state, false) } else { Vec::new() };
        for to in sketch.without_edge(world.state, true).into_iter().chain(unlisted) {
            open.push(at(to));
            given(to, None, &mut open);
        }
    }
    // A confirmed command has landed.
    let confirmed =
        sent.iter().enumerate().filter(|(_, given)| given.confirmed).fold(0, |bits, (number, _)| bits | 1 << number);
    seen.retain(|world| confirmed & !world.landed == 0);
    seen
}

/// What is known of a job since a reading that was believed.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    pub(crate) state: Option<u16>,
    pub(crate) epoch: u64,
    pub(crate) worlds: HashSet<World>,
    /// The states the job may have been in up to that reading.
    pub(crate) past: u16,
    pub(crate) sent: Vec<Sent>,
    pub(crate) gap: bool,
}

impl Story {
    /// The behaviors that end in a state, in a later run or not.
    pub(crate) fn ends(&self, sketch: &Sketch, state: u16, epoch: u64, with: With) -> Vec<World> {
        let later = self.state.is_some() && epoch > self.epoch;
        let all = behaviors(sketch, &self.worlds, &self.sent, with).into_iter();
        all.filter(|world| world.state == state && (world.moved || !later)).collect()
    }

    /// Whether a command that was given after `since` may still show an effect.
    pub(crate) fn awaits(&self, sketch: &Sketch, since: Option<u64>) -> bool {
        let rested = self.worlds.iter().map(|world| World { landed: 0, ..world.rested() }).collect();
        let unsure: Vec<Sent> = self.sent.iter().map(|sent| Sent { confirmed: false, ..*sent }).collect();
        // Where not all edges are listed, a command can lead on from states without an edge of it.
        let all = behaviors(sketch, &rested, &unsure, With { others: false, unlisted: sketch.moves == Moves::Partial });
        let young = |number: &usize| since.is_none_or(|since| self.sent[*number].at > since);
        (0..self.sent.len()).filter(young).any(|number| all.iter().any(|world| world.landed & 1 << number != 0))
    }

    /// The story from a reading on that behaviors of this one explain. Commands given up to `since` have settled: those not seen
    /// were lost.
    pub(crate) fn continued(&self, state: u16, epoch: u64, behind: Vec<World>, since: Option<u64>) -> Self {
        let settled = self.sent.iter().take_while(|sent| since.is_some_and(|since| sent.at <= since)).count();
        let shifted = |world: World| World {
            behind: world.behind.saturating_sub(settled),
            landed: world.landed >> settled,
            ..world.rested()
        };
        let past = behind.iter().fold(self.past | 1 << state, |past, world| past | world.been);
        let worlds = behind.into_iter().map(shifted).collect();
        Self { state: Some(state), epoch, worlds, past, sent: self.sent[settled..].to_vec(), gap: false }
    }

    /// The story from a reading on that nothing explains. Commands that have taken effect lie behind it; the others may.
    pub(crate) fn begun(&self, state: u16, epoch: u64, since: Option<u64>) -> Self {
        let least = self.worlds.iter().map(|world| world.behind).min().unwrap_or(0);
        let certain = self.sent.iter().rposition(|sent| sent.confirmed).map_or(0, |last| last + 1);
        let sent = self.sent[least.max(certain)..].to_vec();
        Self { sent, ..self.clone() }.continued(state, epoch, vec![World::at(state)], since)
    }
}
