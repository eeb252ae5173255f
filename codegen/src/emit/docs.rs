//! Doc comments of generated items, made from the texts of the contract.

use errspec_core::text::turns_direction;
#[cfg(feature = "reader")]
use errspec_spec::decide::condition_words;
use errspec_spec::lists::IntoVec as _;
use errspec_spec::model::{Edge, Facts, Machine, State};
use errspec_spec::words::{Audience, Basis, Outcome, RetryClass, StateKind};
use std::time::Duration;

/// Lines of documentation, with an empty line between paragraphs.
#[derive(Default)]
pub(super) struct Docs(Vec<String>);

impl Docs {
    /// Documentation of one sentence.
    pub(super) fn of(sentence: impl AsRef<str>) -> Self {
        Self::default().paragraph(sentence)
    }

    /// Adds a paragraph of plain text from a contract; Markdown syntax in it is escaped.
    pub(super) fn paragraph(self, text: impl AsRef<str>) -> Self {
        self.line(sentence(&escape(text.as_ref())))
    }

    /// Adds a paragraph of Markdown.
    pub(super) fn markdown(self, text: impl AsRef<str>) -> Self {
        self.line(one_line(text.as_ref()))
    }

    fn line(mut self, line: String) -> Self {
        if !self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.push(line);
        self
    }

    /// Adds a list with an introduction, unless it is empty.
    pub(super) fn list<'t>(self, lead: &str, items: impl Iterator<Item = &'t str>) -> Self {
        let items: Vec<String> = items.map(|item| one_line(&format!("- {}", escape(item)))).into_vec();
        if items.is_empty() {
            return self;
        }
        let mut docs = self.markdown(lead);
        docs.0.push(String::new());
        docs.0.extend(items);
        docs
    }

    /// Adds the shared facts other than the summary.
    pub(super) fn facts(mut self, facts: &Facts) -> Self {
        if let Some(title) = facts.title.as_ref().filter(|_| facts.summary.is_some()) {
            self = self.markdown(format!("Title in the document: {}.", escape(&title.value)));
        }
        self = self.list("Common causes:", facts.causes.iter().map(|cause| cause.as_str()));
        if let Some(action) = &facts.action {
            self = self.markdown(format!("What to do: {}", sentence(&escape(&action.value))));
        }
        if let Some(severity) = &facts.severity {
            self = self.markdown(format!("Severity: {}.", severity.value.as_str()));
        }
        if facts.audience.as_ref().is_some_and(|audience| audience.value == Audience::Internal) {
            self = self.markdown("Internal: never sent to clients.");
        }
        if let Some(expires) = &facts.expires {
            self = self.markdown(format!("Kept for {}.", in_words(expires.value)));
        }
        if let Some(since) = &facts.since {
            self = self.paragraph(format!("Since {}", since.value));
        }
        if let Some(deprecated) = &facts.deprecated {
            self = self.markdown(format!("**Deprecated:** {}", sentence(&escape(&deprecated.value))));
        }
        self = self.basis(facts.basis);
        if let Some(docs) = &facts.docs {
            self = self.markdown(format!("See <{}>.", address(&docs.value)));
        }
        self
    }

    /// Adds the basis, unless it is `stated`.
    pub(super) fn basis(self, of: Basis) -> Self {
        if of == Basis::Stated { self } else { self.markdown(basis(of)) }
    }

    /// The lines.
    pub(super) fn lines(&self) -> &[String] {
        &self.0
    }
}

/// Describes a basis.
fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Standard => "Not in the document, but in the standard that it builds on.",
        Basis::Inferred => "The document implies it.",
        Basis::Assumed => "Assumed: the document does not say.",
        _ => "The document states it.",
    }
}

/// Describes a retry class in a sentence.
pub(super) fn retry(class: RetryClass) -> String {
    match class {
        RetryClass::Unspecified => "The contract does not say whether it may be retried.".to_owned(),
        RetryClass::Never => "Never retried.".to_owned(),
        RetryClass::Throttled => "Retried once the server allows it.".to_owned(),
        RetryClass::Refresh => "Retried once, after renewing the credentials.".to_owned(),
        RetryClass::KeepPolling { slower_by: Duration::ZERO } => "Not a failure: keep polling.".to_owned(),
        RetryClass::KeepPolling { slower_by } => format!("Not a failure: keep polling, {} more slowly.", in_words(slower_by)),
        RetryClass::Inspect => "Not retried: the outcome is reported elsewhere, check there first.".to_owned(),
        class if class.is_automatic() => format!("Retried {class}."),
        class => format!("Retried only {class}."),
    }
}

/// `1.5 s`, `30 days`.
pub(crate) fn in_words(duration: Duration) -> String {
    let secs = duration.as_secs();
    match (secs, duration.subsec_nanos()) {
        (0, nanos) if nanos % 1_000_000 == 0 => format!("{} ms", nanos / 1_000_000),
        (86_400, 0) => "1 day".to_owned(),
        (secs, 0) if secs >= 86_400 && secs % 86_400 == 0 => format!("{} days", secs / 86_400),
        (secs, 0) if secs >= 3_600 && secs % 3_600 == 0 => format!("{} h", secs / 3_600),
        (secs, 0) if secs >= 120 && secs % 60 == 0 => format!("{} min", secs / 60),
        (secs, 0) => format!("{secs} s"),
        (secs, nanos) => format!("{secs}.{} s", format!("{nanos:09}").trim_end_matches('0')),
    }
}

/// Adds a full stop if there is none.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?', ':']) { text.to_owned() } else { format!("{text}.") }
}

/// Formats text as a code span. The fence is longer than any run of backticks in it.
pub(crate) fn code_span(text: &str) -> String {
    let text = one_line(text);
    if !text.contains('`') {
        return format!("`{text}`");
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Converts plain text to one line of Markdown that renders as that text: links, emphasis, tags and URLs stay literal. Text between
/// backticks is code.
pub(crate) fn escape(text: &str) -> String {
    let line = if means_itself(text) { text.to_owned() } else { escape_words(text) };
    // A line that begins like a heading, a list or a quote is not one.
    if line.starts_with(['#', '-', '+', '|', '~', '=']) { format!("\\{line}") } else { line }
}

/// Whether a text contains no Markdown syntax. Most texts do not, and testing each byte once is fast even in a build script, which is
/// not optimized.
fn means_itself(text: &str) -> bool {
    // A colon may be part of a URL.
    let mark = |byte| matches!(byte, b'<' | b'>' | b'[' | b']' | b'*' | b'_' | b'`' | b'\\' | b'&' | b':');
    is_printable_ascii(text) && !text.bytes().any(mark) && !text.contains("  ") && text.trim() == text
}

fn escape_words(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').into_vec();
    // Backticks come in pairs, without blanks inside them.
    let is_code = |code: &&str| !code.is_empty() && code.trim() == *code;
    let spans = parts.len() % 2 == 1 && parts.iter().skip(1).step_by(2).all(is_code);
    if !spans {
        return escape_plain(text);
    }
    let part = |(at, part): (usize, &&str)| match at % 2 {
        1 => code_span(part),
        _ => {
            let space = |is: bool| if is { " " } else { "" };
            let words = escape_plain(part);
            let after = space(!words.is_empty() && part.ends_with(char::is_whitespace));
            format!("{}{words}{after}", space(part.starts_with(char::is_whitespace)))
        }
    };
    parts.iter().enumerate().map(part).collect::<String>().trim().to_owned()
}

fn escape_plain(text: &str) -> String {
    let words = text.split_whitespace().map(|word| match ["https://", "http://"].iter().find_map(|scheme| word.find(scheme)) {
        Some(at) => with_address(word, at),
        None if word.contains(MARKS) => escape_word(word),
        None => word.to_owned(),
    });
    one_line(&words.into_vec().join(" "))
}

/// Characters with a meaning in Markdown.
const MARKS: [char; 9] = ['<', '>', '[', ']', '*', '_', '`', '\\', '&'];

/// Makes a URL in a word a link.
fn with_address(word: &str, at: usize) -> String {
    let (before, rest) = word.split_at(at);
    let end = rest.find(['<', '>', '"', '\'', '`', '\\', '|', '{', '}']).unwrap_or(rest.len());
    let address = rest.get(..end).unwrap_or(rest).trim_end_matches(['.', ',', ';', ':', ')', ']', '!', '?']);
    let after = rest.get(address.len()..).unwrap_or("");
    format!("{}<{address}>{}", escape_marks(before), escape_marks(after))
}

/// Percent-encodes the characters of a URL that would end a link (RFC 3986, section 2.1).
fn address(url: &str) -> String {
    let encode = |c: char| match c {
        '<' | '>' | '"' | '`' | '\\' | '{' | '}' | '|' | '^' => format!("%{:02X}", u32::from(c)),
        _ => c.to_string(),
    };
    url.chars().map(encode).collect()
}

/// Makes text fit on one line: characters that would break the line or change the direction of the text are escaped.
pub(super) fn one_line(text: &str) -> String {
    if is_printable_ascii(text) {
        return text.to_owned();
    }
    let spell = |c: char| match c {
        '\n' | '\r' | '\t' => " ".to_owned(),
        _ if c.is_control() || turns_direction(c) => c.escape_default().to_string(),
        _ => c.to_string(),
    };
    text.chars().map(spell).collect()
}

/// Whether a text consists of printable ASCII characters only.
pub(super) fn is_printable_ascii(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Formats identifiers as code and escapes other Markdown syntax with a backslash.
fn escape_word(word: &str) -> String {
    let core = word.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    let is_identifier = core.contains('_') && core.bytes().all(|b| b.is_ascii_alphanumeric() || b"_./".contains(&b));
    if is_identifier {
        return format!("`{core}`{}", word.get(core.len()..).unwrap_or(""));
    }
    escape_marks(word)
}

fn escape_marks(text: &str) -> String {
    text.chars().flat_map(|c| MARKS.contains(&c).then_some('\\').into_iter().chain([c])).collect()
}

/// The documentation of a state, which the enum and the typestate types share.
pub(super) fn state_docs(machine: &Machine, at: usize) -> Docs {
    let state = &machine.states[at];
    let facts = &state.facts;
    let leaves = |edge: &&Edge| edge.from.value == at;
    let (commands, moves): (Vec<&Edge>, Vec<&Edge>) =
        machine.edges.iter().filter(leaves).partition(|edge| edge.cause.command().is_some());
    let kind = match state.kind.value {
        StateKind::Pending => "changes by itself".to_owned(),
        StateKind::External => format!("changes when the {} acts", state.by.as_ref().map_or("third party", |by| &by.value)),
        StateKind::Resting if !machine.lists_all_moves() => "ends a wait; can change later".to_owned(),
        StateKind::Resting if moves.is_empty() => "stays until a command is sent".to_owned(),
        StateKind::Resting if commands.is_empty() => "ends a wait; changes later by itself".to_owned(),
        StateKind::Resting => "ends a wait; changes later by itself or by a command".to_owned(),
        StateKind::Final => "never left".to_owned(),
    };
    let wire = format!("{}; {kind}.", code_span(&state.wire.value));
    let docs = match &facts.summary {
        Some(summary) => Docs::of(&summary.value).markdown(wire),
        None => Docs::default().markdown(wire),
    };
    let outcome = match state.outcome.as_ref().map(|outcome| outcome.value) {
        None => None,
        Some(Outcome::Needs(action)) => Some(format!("Continues only after {}.", escape(&machine.action_phrase(action)))),
        Some(outcome) if has_cases(state) => {
            Some(format!("Outcome: {}, if none of the conditions below holds.", outcome.as_str()))
        }
        Some(outcome) => Some(format!("Outcome: {}.", outcome.as_str())),
    };
    let docs = outcome.into_iter().fold(docs, Docs::markdown);
    let docs = recognized(state).into_iter().fold(docs, Docs::markdown);
    let held = state.payload.iter().map(|field| format!("{} ({})", code_span(&field.name.value), field.kind));
    let held = held.into_vec().join(", ");
    let docs = if held.is_empty() { docs } else { docs.markdown(format!("A response in this state contains {held}.")) };
    let said = match (state.outcome.as_ref().map(|outcome| outcome.value), facts.retry.value.class) {
        (Some(Outcome::Needs(needs)), RetryClass::AfterAction(action)) => needs == action,
        _ => !state.has_retry,
    };
    let docs = if said { docs } else { docs.markdown(retry(facts.retry.value.class)) };
    docs.facts(facts)
}

/// The conditions by which a state is recognized, and those of its outcomes.
#[cfg(feature = "reader")]
fn recognized(state: &State) -> Vec<String> {
    let known = state.when.as_ref().map(|when| format!("Known by: {}.", escape(&condition_words(&when.value))));
    let cases = state.cases.iter().map(|(when, outcome)| {
        format!("Outcome {}, if {}.", code_span(outcome.value.as_str()), escape(&condition_words(&when.value)))
    });
    known.into_iter().chain(cases).into_vec()
}

/// A derive has no conditions.
#[cfg(not(feature = "reader"))]
fn recognized(_: &State) -> Vec<String> {
    Vec::new()
}

/// Whether the outcome depends on the response.
fn has_cases(state: &State) -> bool {
    state.outcomes().count() > 1
}
