//! Machines that are right by construction: each state hangs below an earlier one, what has to move on does, more edges at random.

use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Choices of one state: its kind, its parent, its name.
type Choice = (u8, u16, u8);

/// A spec with one machine of at most so many states.
pub(crate) fn spec(most: usize) -> impl Strategy<Value = String> {
    let states = vec(any::<Choice>(), 1..most);
    let extra = vec((any::<u16>(), any::<u16>(), 0u8..4), 0..most / 2);
    (states, extra).prop_map(|(states, extra)| Machine::new(&states, &extra).spec())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Pending,
    External,
    Resting,
    Final,
}

struct Machine {
    kinds: Vec<Kind>,
    names: Vec<String>,
    /// From, to, whether by a command, and how sure it is.
    edges: BTreeSet<(usize, usize, bool, u8)>,
}

impl Machine {
    fn new(choices: &[Choice], extra: &[(u16, u16, u8)]) -> Self {
        let last = choices.len();
        let mut machine = Self { kinds: Vec::new(), names: Vec::new(), edges: BTreeSet::new() };
        for (at, (kind, _, name)) in choices.iter().enumerate() {
            machine.kinds.push(match kind % 8 {
                _ if at == 0 => Kind::Pending,
                0..=3 => Kind::Pending,
                4 => Kind::External,
                5 | 6 => Kind::Resting,
                _ => Kind::Final,
            });
            machine.names.push(self::name(*name, at));
        }
        machine.kinds.push(Kind::Final);
        machine.names.push("the end".to_owned());
        for (at, (_, parent, sure)) in choices.iter().enumerate().skip(1) {
            let parents: Vec<usize> = (0..at).filter(|parent| machine.kinds[*parent] != Kind::Final).collect();
            machine.edge(parents[usize::from(*parent) % parents.len()], at, *sure);
        }
        for (from, to, sure) in extra {
            let (from, to) = (usize::from(*from) % last, usize::from(*to) % last);
            if machine.kinds[from] != Kind::Final {
                machine.edge(from, to, *sure);
            }
        }
        for at in 0..last {
            let waits = matches!(machine.kinds[at], Kind::Pending | Kind::External);
            if waits && !machine.edges.iter().any(|(from, to, _, _)| *from == at && *to > at) || at == 0 {
                machine.edge(at, last, 0);
            }
            if machine.kinds[at] == Kind::Resting && !machine.edges.iter().any(|(from, ..)| *from == at) {
                machine.edge(at, 0, 1);
            }
        }
        machine
    }

    fn edge(&mut self, from: usize, to: usize, sure: u8) {
        let by_command = self.kinds[from] == Kind::Resting;
        if !self.edges.iter().any(|(a, b, ..)| (*a, *b) == (from, to)) {
            self.edges.insert((from, to, by_command, sure % 3));
        }
    }

    fn spec(&self) -> String {
        let mut spec = "errspec: 1\nname: machines\nmachines:\n  M:\n    summary: Any <machine> & \"more\"\n    observe: { at: /s }\n    unknown: { treat_as: fail }\n".to_owned();
        let _ = writeln!(spec, "    initial: [{:?}]\n    states:", self.names[0]);
        for (name, kind) in self.names.iter().zip(&self.kinds) {
            let facts = match kind {
                Kind::Pending => "kind: pending",
                Kind::External => "kind: external, by: 'a \"third\" <party>'",
                Kind::Resting => "kind: resting, outcome: { needs: add_funds }",
                Kind::Final => "kind: final, outcome: success",
            };
            let _ = writeln!(spec, "      {name:?}: {{ {facts}, summary: A state }}");
        }
        spec += "    edges:\n";
        let mut commands: BTreeSet<usize> = BTreeSet::new();
        for (from, to, by_command, sure) in &self.edges {
            let edge = format!("{} -> {}", self.names[*from], self.names[*to]);
            let basis = ["stated", "inferred", "assumed"][usize::from(*sure)];
            let command = if *by_command { format!(", command: go_{to}") } else { String::new() };
            commands.extend(by_command.then_some(*to));
            let _ = writeln!(spec, "      - {{ edge: {edge:?}, basis: {basis}{command} }}");
        }
        if !commands.is_empty() {
            spec += "    commands:\n";
            commands.iter().for_each(|to| spec += &format!("      go_{to}: {{ summary: Goes there, max_uses: 2 }}\n"));
        }
        spec
    }
}

/// Names of every kind that an API may have.
fn name(kind: u8, number: usize) -> String {
    match kind % 5 {
        0 => format!("STATE_{number}"),
        1 => format!("STATE_{number}_WITH_A_NAME_THAT_IS_LONGER_THAN_MOST"),
        2 => format!("a <b> & 'c'; {number}: {{d}} %%"),
        3 => format!("処理中{number}"),
        _ => format!("s{number}"),
    }
}
