//! The results as text: for the terminal, and as the section of COMPARE.md.

use crate::{Case, Finding, Peer, Verdict, version};
use std::fmt::Write as _;

const BEGIN: &str = "<!-- retry table: begin; written by `cargo run -p errspec-compare -- --write` -->\n";
const END: &str = "<!-- retry table: end -->";

/// Everything, with the numbers of this run.
pub fn printed(cases: &[Case]) -> String {
    let mut text = String::new();
    for case in cases {
        let _ = writeln!(text, "{} {}\n    {}", case.id, case.title, case.conditions);
        for finding in &case.findings {
            let Finding { peer, verdict, did, measured } = finding;
            let word = match verdict {
                Verdict::Holds => "holds",
                Verdict::Fails => "FAILS",
            };
            let measured = measured.as_ref().map(|measured| format!(" [{measured}]")).unwrap_or_default();
            let _ = writeln!(text, "  {word}  {} {}: {did}{measured}", peer.name(), version(*peer));
        }
        text.push('\n');
    }
    text.push_str(&grid(cases));
    text
}

/// The section of COMPARE.md: the same in each run.
pub fn table(cases: &[Case]) -> String {
    let mut text = grid(cases);
    text.push_str("\n`+` holds, **`x`** fails, blank: the crate has no such feature. The cases in detail:\n\n");
    for case in cases {
        let seen = if case.seen.is_empty() { String::new() } else { format!(" Reported elsewhere: {}.", case.seen.join(", ")) };
        let _ = writeln!(text, "- **{} {}.** {}.{seen}", case.id, case.title, case.conditions);
        let failing = case.findings.iter().filter(|finding| finding.verdict == Verdict::Fails);
        for Finding { peer, did, .. } in failing {
            let _ = writeln!(text, "  - {} {}: {did}", peer.name(), version(*peer));
        }
        let ours = case.findings.iter().filter(|finding| finding.peer == Peer::Errspec);
        let _ = writeln!(text, "  - errspec: {}", ours.map(|finding| finding.did.as_str()).collect::<Vec<_>>().join("; "));
    }
    text
}

/// Who fails what.
fn grid(cases: &[Case]) -> String {
    let mut text = String::from("| |");
    for peer in Peer::COLUMNS {
        let _ = write!(text, " {} {} |", peer.name(), version(peer));
    }
    text.push_str("\n|---|");
    text.push_str(&":-:|".repeat(Peer::COLUMNS.len()));
    text.push('\n');
    for case in cases {
        let _ = write!(text, "| {} {} |", case.id, case.title);
        for peer in Peer::COLUMNS {
            let _ = write!(text, " {} |", mark(case, peer));
        }
        text.push('\n');
    }
    text
}

/// One failing way of using the crate is a failure.
fn mark(case: &Case, peer: Peer) -> &'static str {
    let mut of_peer = case.findings.iter().filter(|finding| finding.peer == peer).peekable();
    if of_peer.peek().is_none() {
        return "";
    }
    if of_peer.any(|finding| finding.verdict == Verdict::Fails) { "**x**" } else { "+" }
}

/// The document with this table between the markers; `None` where it has no markers.
pub fn between_markers(document: &str, table: &str) -> Option<String> {
    let begin = document.find(BEGIN)? + BEGIN.len();
    let end = begin + document.get(begin..)?.find(END)?;
    Some(format!("{}\n{}\n{}", &document[..begin], table.trim_end(), &document[end..]))
}
