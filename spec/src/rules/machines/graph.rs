//! The edges of a machine as a graph.

use crate::lists::IntoVec;
use crate::model::{Cause, Edge, Machine};
use crate::words::StateKind;
use std::collections::{HashMap, VecDeque, hash_map};

/// The last edge on a path from an initial state; `None` if there is no path, and an empty one for an initial state.
pub(crate) type Way<'m> = Option<Option<&'m Edge>>;

/// The edges, ordered by the state they leave.
pub(crate) struct Graph<'m> {
    machine: &'m Machine,
    /// The index in `order` at which the edges of each state begin; one more than there are states.
    first: Vec<usize>,
    order: Vec<usize>,
}

impl<'m> Graph<'m> {
    pub(crate) fn new(machine: &'m Machine) -> Self {
        let mut first = vec![0; machine.states.len() + 1];
        for edge in &machine.edges {
            first[edge.from.value + 1] += 1;
        }
        for state in 0..machine.states.len() {
            first[state + 1] += first[state];
        }
        let mut next = first.clone();
        let mut order = vec![0; machine.edges.len()];
        for (at, edge) in machine.edges.iter().enumerate() {
            order[next[edge.from.value]] = at;
            next[edge.from.value] += 1;
        }
        Self { machine, first, order }
    }

    /// The edges that leave a state.
    pub(crate) fn out(&self, state: usize) -> Vec<&'m Edge> {
        self.order[self.first[state]..self.first[state + 1]].iter().map(|at| &self.machine.edges[*at]).into_vec()
    }

    /// The edges that leave a state without a command.
    pub(crate) fn moves(&self, state: usize) -> Vec<&'m Edge> {
        let mut moves = self.out(state);
        moves.retain(|edge| !matches!(edge.cause, Cause::Command(_)));
        moves
    }

    /// The edges over which a wait continues: a wait ends in a resting state, even if the service leaves it later.
    pub(crate) fn waits(&self, state: usize) -> Vec<&'m Edge> {
        match self.machine.states[state].kind.value {
            StateKind::Pending | StateKind::External => self.moves(state),
            StateKind::Resting | StateKind::Final => Vec::new(),
        }
    }

    /// Some states and all that can follow them by these edges, without those that may not be entered.
    pub(crate) fn reach(
        &self,
        mut open: Vec<usize>,
        out: fn(&Self, usize) -> Vec<&'m Edge>,
        may_enter: &dyn Fn(usize) -> bool,
    ) -> Vec<bool> {
        let mut reached = vec![false; self.machine.states.len()];
        while let Some(state) = open.pop() {
            if may_enter(state) && !std::mem::replace(&mut reached[state], true) {
                out(self, state).iter().map(|edge| edge.to.value).add_to(&mut open);
            }
        }
        reached
    }

    /// The states that a job can be in without an edge to them: initial ones, and then those that are only observed.
    pub(crate) fn starts(&self) -> impl Iterator<Item = usize> + '_ {
        let observed = self.machine.states.iter().enumerate().filter(|(_, state)| state.observed.is_some());
        self.machine.initial.iter().map(|initial| initial.value).chain(observed.map(|(at, _)| at))
    }

    /// Whether it is not known how a job leaves a state, because the state is only observed or because not all edges are listed.
    pub(crate) fn is_open(&self, state: usize) -> bool {
        !self.machine.lists_all_moves() || self.machine.states[state].observed.is_some() && self.moves(state).is_empty()
    }

    /// The shortest path to each state from an initial one.
    pub(crate) fn ways(&self) -> Vec<Way<'m>> {
        let mut by: Vec<Way<'m>> = vec![None; self.machine.states.len()];
        let mut queue = VecDeque::new();
        for start in self.starts() {
            if by[start].replace(None).is_none() {
                queue.push_back(start);
            }
        }
        while let Some(state) = queue.pop_front() {
            for edge in self.out(state) {
                if by[edge.to.value].is_none() {
                    by[edge.to.value] = Some(Some(edge));
                    queue.push_back(edge.to.value);
                }
            }
        }
        by
    }

    /// The strongly connected components of the graph of some edges, each before those that lead to it (Tarjan's algorithm without
    /// recursion).
    pub(crate) fn components(&self, out: fn(&Self, usize) -> Vec<&'m Edge>) -> Vec<Vec<usize>> {
        const NEW: usize = usize::MAX;
        let states = self.machine.states.len();
        let (mut index, mut low, mut open) = (vec![NEW; states], vec![0; states], vec![false; states]);
        let (mut stack, mut parts, mut count) = (Vec::new(), Vec::new(), 0);
        for root in 0..states {
            if index[root] != NEW {
                continue;
            }
            let mut work = vec![(root, out(self, root).into_iter())];
            (index[root], low[root], open[root]) = (count, count, true);
            count += 1;
            stack.push(root);
            while let Some((state, edges)) = work.last_mut() {
                let state = *state;
                match edges.next().map(|edge| edge.to.value) {
                    Some(to) if index[to] == NEW => {
                        (index[to], low[to], open[to]) = (count, count, true);
                        count += 1;
                        stack.push(to);
                        work.push((to, out(self, to).into_iter()));
                    }
                    Some(to) if open[to] => low[state] = low[state].min(index[to]),
                    Some(_) => {}
                    None => {
                        work.pop();
                        if let Some((parent, _)) = work.last() {
                            low[*parent] = low[*parent].min(low[state]);
                        }
                        if low[state] == index[state] {
                            let at = stack.iter().rposition(|open| *open == state).unwrap_or(0);
                            let part = stack.split_off(at);
                            part.iter().for_each(|member| open[*member] = false);
                            parts.push(part);
                        }
                    }
                }
            }
        }
        parts
    }

    /// A shortest path from an initial state, as text: `queued -> running -> (retry) queued`.
    pub(crate) fn path(&self, by: &[Way<'m>], to: usize) -> Option<String> {
        let mut edges = Vec::new();
        let mut at = to;
        while let Some(edge) = by.get(at).copied().flatten()? {
            edges.push(edge);
            at = edge.from.value;
        }
        edges.reverse();
        Some(self.written(at, &edges))
    }

    /// A path as text. The middle of a long one is omitted.
    pub(crate) fn written(&self, start: usize, edges: &[&Edge]) -> String {
        const ENDS: usize = 5;
        let name = |state: usize| self.machine.states.get(state).map_or("", |state| state.wire.as_str());
        let step = |edge: &&Edge| match edge.cause {
            Cause::Command(command) => {
                let command = self.machine.commands.get(command).map_or("", |command| command.name.as_str());
                format!(" -> (by `{command}`) {}", name(edge.to.value))
            }
            Cause::Auto | Cause::External => format!(" -> {}", name(edge.to.value)),
        };
        let steps = |edges: &[&Edge]| edges.iter().map(step).into_vec().concat();
        let text = name(start).to_owned();
        if edges.len() <= 2 * ENDS {
            return text + &steps(edges);
        }
        text + &steps(&edges[..ENDS]) + " -> …" + &steps(&edges[edges.len() - ENDS..])
    }

    /// A shortest cycle through a state in which a wait continues.
    pub(crate) fn circle(&self, start: usize) -> String {
        let mut by: HashMap<usize, &Edge> = Default::default();
        let mut queue = VecDeque::from([start]);
        while let Some(state) = queue.pop_front() {
            for edge in self.waits(state) {
                if let hash_map::Entry::Vacant(free) = by.entry(edge.to.value) {
                    free.insert(edge);
                    queue.push_back(edge.to.value);
                }
            }
            if by.contains_key(&start) {
                break;
            }
        }
        let mut edges = Vec::new();
        let mut at = start;
        while let Some(edge) = by.get(&at) {
            edges.push(*edge);
            at = edge.from.value;
            if at == start {
                break;
            }
        }
        edges.reverse();
        self.written(start, &edges)
    }
}
