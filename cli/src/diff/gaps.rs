//! Moves without edges: what `moves` and `observed` say about them.

use super::change::{Change, Impact};
use super::pairs::{Pair, shown};
use super::reach::{Judgment, Reach};
use super::witness::Witness;

/// Two states, the second of which is judged differently after the first, although the edges between them are the same.
pub(super) struct Gap<'c> {
    pub(super) from: &'c str,
    pub(super) to: &'c str,
    pub(super) was: Judgment,
    pub(super) is: Judgment,
}

/// Reports the change of `moves` and of each `observed`, with a history that is judged differently.
pub(super) fn compare(name: &str, pair: Pair<'_>, (old, new): (&Reach, &Reach), gaps: &[Gap<'_>], changes: &mut Vec<Change>) {
    let states = pair.entries("states").both;
    let differs = |state: &str| states.iter().any(|(other, pair)| *other == state && pair.at("observed").differs());
    for (state, _) in states.iter().filter(|(state, _)| differs(state)) {
        let of: Vec<&Gap<'_>> = gaps.iter().filter(|gap| [gap.from, gap.to].contains(state)).collect();
        let what = if pair.new["states"][*state]["observed"] == true { "can now" } else { "can no longer" };
        let title = format!("jobs of `{name}` {what} come to `{state}` and leave it in ways that are not listed");
        let path = ["machines", name, "states", state, "observed"];
        let of_state = Pair { old: &pair.old["states"][*state], new: &pair.new["states"][*state] };
        changes.push(change("observed-changed", &path, title, of_state.at("observed"), name, (old, new), &of));
    }
    if pair.at("moves").differs() {
        let of: Vec<&Gap<'_>> = gaps.iter().filter(|gap| !differs(gap.from) && !differs(gap.to)).collect();
        let (was, is) = (shown(&pair.old["moves"]), shown(&pair.new["moves"]));
        let title = format!("the moves of `{name}` are now {is} instead of {was}");
        changes.push(change("moves-changed", &["machines", name, "moves"], title, pair.at("moves"), name, (old, new), &of));
    }
}

fn change(
    kind: &'static str,
    path: &[&str],
    title: String,
    values: Pair<'_>,
    machine: &str,
    (old, new): (&Reach, &Reach),
    gaps: &[&Gap<'_>],
) -> Change {
    let forbidden = gaps.iter().copied().filter(|gap| gap.is == Judgment::Impossible).collect::<Vec<_>>();
    let (reason, impact, shown) = match (forbidden.is_empty(), gaps.is_empty()) {
        (false, _) => ("Clients report moves as impossible that were allowed before.", Impact::Breaking, forbidden),
        (true, false) => {
            ("Clients of the old revision judge these moves more strictly or in another way.", Impact::Risky, gaps.to_vec())
        }
        (true, true) => {
            ("Clients draw different conclusions about the states between two readings.", Impact::Risky, Vec::new())
        }
    };
    let servers = if impact == Impact::Breaking { Impact::Breaking } else { Impact::Safe };
    // A reading of a state in which the job may have been before can also be late, in both revisions.
    let is_clear = |gap: &&&Gap<'_>| [old, new].iter().all(|reach| !reach.has_path(gap.to, gap.from));
    let witness = shown.iter().find(is_clear).map(|gap| Witness::History {
        machine: machine.to_owned(),
        states: vec![gap.from.to_owned(), gap.to.to_owned()],
        before: gap.was.as_str().to_owned(),
        after: gap.is.as_str().to_owned(),
    });
    Change::new(kind, path, title, reason).clients(impact).servers(servers).values(values.old, values.new).witness(witness)
}
