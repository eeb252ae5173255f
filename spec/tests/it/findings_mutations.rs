//! Specs that are being edited: nothing panics, and findings are sorted and have locations.

use crate::common::{self, messages};
use errspec_spec::diag::Diagnostic;
use errspec_spec::source::Span;
use errspec_spec::{Checked, NoFiles, check};
use proptest::prelude::*;

const SPECS: [&str; 8] = [
    include_str!("../../apis/autoretouch.yaml"),
    include_str!("../../apis/images.yaml"),
    include_str!("../../apis/jobs.yaml"),
    include_str!("../../apis/media_tasks.yaml"),
    include_str!("../../apis/vision.yaml"),
    include_str!("../../std/oauth-device.yaml"),
    "errspec: 1\nname: rules\nretry:\n  rules:\n    - { when: { status: 5xx, header: { A: b } }, retry: { class: transient, attempts: 2 } }\n    - { when: { transport: tls }, retry: never }\n  hints: [{ at: /a, form: [iso-date, delay-millis], when: { status: 503 }, max: 1m }]\n  budget: { capacity: 5 }\n",
    "errspec: 1\nname: families\nerrors:\n  A:\n    wire: integer\n    groups: { a: { mask: 0xff, codes: { 5: Five } }, b: { range: [-5, -1] } }\n    codes: { 0x10: { message: \"{a}\", params: { a: u32 } } }\n",
];

/// The kinds of changes to a spec.
#[derive(Clone, Debug)]
enum Change {
    DropLine(usize),
    RepeatLine(usize),
    SwapLines(usize, usize),
    IndentLine(usize, bool),
    DropChar(usize),
    Insert(usize, &'static str),
    Word(usize, &'static str),
    Cut(usize),
}

const BITS: [&str; 16] = [":", "{", "}", "[", "]", "\"", "'", " ", "\n", "#", "-", "|", "&a ", "*a", "é", "\t"];
const WORDS: [&str; 14] = [
    "0s",
    "999d",
    "-1",
    "99999999999999999999",
    "never",
    "pending",
    "final",
    "0x1F",
    "4xx",
    "100-999",
    "/a/b",
    "A -> B",
    "{ }",
    "[ ]",
];

fn change() -> impl Strategy<Value = Change> {
    let at = any::<usize>;
    prop_oneof![
        at().prop_map(Change::DropLine),
        at().prop_map(Change::RepeatLine),
        (at(), at()).prop_map(|(one, two)| Change::SwapLines(one, two)),
        (at(), any::<bool>()).prop_map(|(line, deeper)| Change::IndentLine(line, deeper)),
        at().prop_map(Change::DropChar),
        (at(), prop::sample::select(&BITS[..])).prop_map(|(at, bit)| Change::Insert(at, bit)),
        (at(), prop::sample::select(&WORDS[..])).prop_map(|(at, word)| Change::Word(at, word)),
        at().prop_map(Change::Cut),
    ]
}

fn changed(text: &str, change: &Change) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut chars: Vec<char> = text.chars().collect();
    let (line, char) = (|at: usize| at % lines.len().max(1), |at: usize| at % chars.len().max(1));
    match *change {
        _ if lines.is_empty() => return String::new(),
        Change::DropLine(at) => drop(lines.remove(line(at))),
        Change::RepeatLine(at) => lines.insert(line(at), lines[line(at)].clone()),
        Change::SwapLines(one, two) => {
            let (one, two) = (line(one), line(two));
            lines.swap(one, two);
        }
        Change::IndentLine(at, deeper) => {
            let at = line(at);
            lines[at] =
                if deeper { format!("  {}", lines[at]) } else { lines[at].strip_prefix("  ").unwrap_or(&lines[at]).to_owned() };
        }
        Change::DropChar(at) => {
            chars.remove(char(at));
            return chars.into_iter().collect();
        }
        Change::Insert(at, bit) => {
            let at = char(at);
            chars.splice(at..at, bit.chars());
            return chars.into_iter().collect();
        }
        Change::Word(at, word) => {
            let words: Vec<(usize, &str)> = text.match_indices(|c: char| c.is_whitespace()).collect();
            let Some((from, _)) = words.get(at % words.len().max(1)).copied() else { return word.to_owned() };
            let to = text[from + 1..].find(|c: char| c.is_whitespace() || c == ',').map_or(text.len(), |len| from + 1 + len);
            return format!("{} {word}{}", &text[..from], &text[to..]);
        }
        Change::Cut(at) => return chars[..char(at)].iter().collect(),
    }
    lines.join("\n")
}

fn places(finding: &Diagnostic) -> impl Iterator<Item = Span> + '_ {
    let labels = finding.labels.iter().map(|label| label.span);
    std::iter::once(finding.primary.span).chain(labels).chain(finding.fix.iter().map(|fix| fix.span))
}

fn sound(checked: &Checked) -> Result<(), TestCaseError> {
    let errors = checked.has_errors();
    prop_assert_eq!(errors, checked.contract.is_none(), "{:?}", messages(checked));
    prop_assert!(checked.findings.is_sorted_by_key(|finding| finding.primary.span));
    let notes = checked.contract.as_ref().map(errspec_spec::review).unwrap_or_default();
    for finding in checked.findings.iter().chain(&notes) {
        crate::common::assert_style(finding);
        prop_assert!(!finding.message.is_empty() && !finding.message.ends_with('.'), "{}", finding.message);
        for span in places(finding) {
            let text = checked.sources.text(span.file);
            prop_assert!(span.start <= span.end && span.end as usize <= text.len(), "{:?}", finding);
            prop_assert!(
                text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize),
                "{:?}",
                finding
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_spec_has_sound_findings(which in 0..SPECS.len(), changes in prop::collection::vec(change(), 1..4)) {
        let text = changes.iter().fold(SPECS[which].to_owned(), |text, change| changed(&text, change));
        sound(&check("spec.yaml", text.as_bytes(), &mut NoFiles))?;
    }

    #[test]
    fn a_file_that_is_used_may_be_anything(which in 0..SPECS.len(), change in change()) {
        let used = changed(SPECS[which], &change);
        let spec = "errspec: 1\nname: example\nuse: [used.yaml]\n";
        sound(&common::Files::default().with("spec.yaml", spec).with("used.yaml", &used).check("spec.yaml"))?;
    }

    #[test]
    fn fault_20_every_place_of_a_file_with_foreign_letters_lies_between_characters(
        which in 0..SPECS.len(),
        letters in prop::collection::vec((any::<usize>(), prop::sample::select(&FOREIGN[..])), 1..12),
        changes in prop::collection::vec(change(), 0..3),
        breaks in prop::sample::select(&["\n", "\r\n"][..]),
        mark in any::<bool>(),
    ) {
        let text = changes.iter().fold(SPECS[which].to_owned(), |text, change| changed(&text, change));
        let mut chars: Vec<String> = text.chars().map(String::from).collect();
        for (at, letter) in letters {
            let at = at % chars.len().max(1);
            chars.splice(at..(at + 1).min(chars.len()), [letter.to_owned()]);
        }
        let text = chars.concat();
        let bytes = format!("{}{}", if mark { "\u{feff}" } else { "" }, text.replace('\n', breaks));
        sound(&check("spec.yaml", bytes.as_bytes(), &mut NoFiles))?;
    }

    #[test]
    fn fault_20_every_place_of_a_random_file_lies_between_characters(
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..24),
        cut in prop::option::of(any::<usize>()),
    ) {
        let text = pieces.concat();
        // Cut anywhere, so also inside a character.
        let end = cut.map_or(text.len(), |cut| cut % (text.len() + 1));
        sound(&check("spec.yaml", &text.as_bytes()[..end], &mut NoFiles))?;
    }
}

/// Letters of two, three and four bytes, and what else a file may have between others.
const FOREIGN: [&str; 10] = ["é", "ß", "漢", "€", "😀", "\u{feff}", "\u{2028}", "\u{a0}", "\t", "\u{85}"];

/// What random files are made of.
const PIECES: [&str; 40] = [
    "é",
    "漢",
    "😀",
    "\u{feff}",
    "\u{2028}",
    "\u{a0}",
    "\t",
    "\r\n",
    "\n",
    " ",
    "  ",
    ": ",
    "- ",
    ", ",
    "{ ",
    " }",
    "[",
    "]",
    "\"",
    "'",
    "#",
    " # ",
    "!",
    "&é ",
    "*é",
    "|\n",
    "...",
    "---\n",
    "\\L",
    "\\\"",
    "a",
    "errspec: 1\n",
    "name: é\n",
    "statuses:\n",
    "  4é4: ß\n",
    "machines:\n",
    "  é: { initial: ü, states: { ü: { kind: pending } }, edges: [\"\\Lé\\\" | ü -> é|ü\"] }\n",
    "retry: é\n",
    "errors: { É: { codes: { é: ",
    "bodies: { é: { fields: { é: é",
];

#[test]
fn fault_20_a_key_that_begins_with_a_foreign_letter_is_marked_whole() {
    let checked = check("spec.yaml", "é: 1".as_bytes(), &mut NoFiles);
    let [finding] = checked.findings.as_slice() else { panic!("{:?}", messages(&checked)) };
    assert_eq!((finding.rule.slug, checked.sources.slice(finding.primary.span)), ("missing-key", "é"));
    for whole in [
        "é: 1\nerrspec: 1\n",
        "errspec: 1\nname: a\nretry:\n  rules: [{ é: 1 }]\n",
        "errspec: 1\nname: a\nretry: { hints: [{ é: 1 }] }\n",
        "errspec: 1\nname: a\nstatuses:\n  503: { retry: { class: never, backoff: { é: 1 } } }\n",
        "\u{feff}é: [\n",
    ] {
        let checked = check("spec.yaml", whole.as_bytes(), &mut NoFiles);
        let empty = checked.findings.iter().filter(|finding| checked.sources.slice(finding.primary.span).is_empty());
        assert_eq!(empty.count(), 0, "{whole:?}: {:?}", messages(&checked));
    }
}

#[test]
fn fault_20_a_place_after_a_byte_order_mark_is_counted_without_it() {
    let checked = check("spec.yaml", b"\xef\xbb\xbfa: caf\xe9\n", &mut NoFiles);
    assert_eq!(common::found(&checked), ["1:7 not-utf8"]);
}
