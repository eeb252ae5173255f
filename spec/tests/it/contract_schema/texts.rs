//! The texts of the schema, from the tables of the reference.

use errspec_spec::syntax::schema::Texts;
use std::sync::LazyLock;

const LANGUAGE: &str = include_str!("../../../LANGUAGE.md");

/// The tables that describe the keys of a mapping: a heading, and the first cell of the table's header.
const KEYS: &[(&str, &str, &str)] = &[
    ("a spec", "1. Files", "key"),
    ("a status", "4. `statuses`", "key"),
    ("a catalog", "5. `errors`", "key of a catalog"),
    ("a group", "5. `errors`", "key of a group"),
    ("a group", "Families", "key"),
    ("a code", "5. `errors`", "key of a code"),
    ("a parameter", "Messages and parameters", "key of a parameter"),
    ("a body", "6. `bodies`", "key"),
    ("a field", "6. `bodies`", "key of a field"),
    ("a member", "6. `bodies`", "key of a field"),
    ("`headers`", "7. `headers`", "key"),
    ("a credential", "8. `credentials`, `operations`, `health`", "key"),
    ("an operation", "8. `credentials`, `operations`, `health`", "key"),
    ("a health check", "8. `credentials`, `operations`, `health`", "key"),
    ("`retry`", "9. `retry`", "key"),
    ("`retry`", "3. Retry classes", "key"),
    ("`retry`", "3. Retry classes", "class"),
    ("`backoff`", "Backoff", "key"),
    ("a hint", "Hints", "key"),
    ("a rule", "Rules", "key of a rule"),
    ("`budget`", "Budget", "key"),
    ("a machine", "10. `machines`", "key"),
    ("a state", "States", "key"),
    ("a command", "Commands", "key"),
    ("an action", "Actions", "key"),
    ("a wait", "Named waits", "key"),
    ("`poll`", "Polling", "key of `poll`"),
    ("a conflict", "11. `advice`, `unspecified`, `conflicts`", "key"),
];

/// The conditions share one table.
const CONDITIONS: (&str, &str) = ("Conditions", "key");
const SHARED: (&str, &str) = ("2. Shared keys", "key");

/// The tables that describe the words of a vocabulary.
const WORDS: &[(&str, &str, &str)] = &[
    ("a category", "Categories", "word"),
    ("a basis", "Basis", "word"),
    ("a retry class", "3. Retry classes", "class"),
    ("a kind of backoff", "Backoff", "`kind`"),
    ("a kind of jitter", "Jitter", "`kind`"),
    ("a form", "Hints", "form"),
    ("a kind of state", "States", "`kind`"),
];

/// What the reference says in its text rather than in a table.
const OTHERS: &[(&str, &str, &str)] = &[
    ("a place", "header", "The header that has the value."),
    ("a place", "at", "The location of the value, or a list of locations, of which the first that has a value counts."),
    ("a place", "after", "The text begins after the last of these in what `before` leaves."),
    ("a place", "before", "The text ends before the first of these."),
    ("a place", "default", "The value if no location has one."),
    ("`observe`", "parts", "The places whose values are the state, joined by `/`."),
    ("`backoff`", "kind", "How the delays grow."),
    ("`backoff`", "base", "The first delay."),
    ("`backoff`", "step", "For `linear`: by how much each delay is longer than the one before. Default: `base`."),
    ("`backoff`", "factor", "For `exponential`: by which factor each delay is longer than the one before. Default: 2."),
    ("`backoff`", "delays", "For `table`: the delays; the last one repeats."),
    ("`backoff`", "add", "A constant that is added to each delay."),
    ("`backoff`", "cap", "The longest delay."),
    ("`jitter`", "kind", "How the delays are randomized."),
    ("`jitter`", "max", "For `additive`: the most that is added."),
    ("`jitter`", "ratio", "For `proportional`: the part of the delay that is added or subtracted, at most 1."),
    ("`backoff`", "floor", "The shortest delay, whatever the jitter."),
    ("`jitter`", "from", "For `range`: the factor of the shortest delay."),
    ("`jitter`", "to", "For `range`: the factor of the longest delay."),
    ("a class", "attempts", "How many attempts of a call may end with this class."),
    ("a class", "retries", "How many retries follow attempts that ended with this class."),
    ("a class", "backoff", "The backoff for the delays after outcomes of this class."),
    ("a class", "repeat", "Which calls are repeated after outcomes of this class, whatever the effect."),
    ("`classes`", "transient", "Limits for all outcomes of the class `transient` together."),
    ("`classes`", "throttled", "Limits for all outcomes of the class `throttled` together."),
    ("`idempotency`", "header", "The header that carries the idempotency key."),
    ("`idempotency`", "methods", "The methods whose requests carry the key. Default: `[POST, PATCH]`."),
    ("`attempt_header`", "name", "The name of the header."),
    (
        "`attempt_header`",
        "value",
        "Its value, with `{attempt}`, `{retry}`, `{attempts}` and `{retries}`. Default: `{attempt}`.",
    ),
    (
        "the `retry` of an operation",
        "attempts",
        "How many times a call of the operation is sent, instead of the policy's number.",
    ),
    (
        "the `retry` of an operation",
        "retries",
        "How many times a call of the operation is repeated, instead of the policy's number.",
    ),
    ("the `retry` of an operation", "deadline", "How long a call of the operation may take, instead of the policy's deadline."),
    (
        "the `retry` of an operation",
        "attempt_timeout",
        "How long an attempt of the operation may take, instead of the policy's limit.",
    ),
    ("the `retry` of an operation", "backoff", "The backoff of the operation, instead of the policy's."),
    ("the `retry` of an operation", "jitter", "The jitter of the operation, instead of the policy's."),
    ("`jitter`", "bound", "Whether a delay may exceed the cap."),
    ("`cost`", "transient", "The tokens that a retry of class `transient` takes."),
    ("`cost`", "throttled", "The tokens that a retry of class `throttled` takes."),
    ("a hint", "form", "How the delay is written, or several forms that are tried in order. Required."),
    ("`chain`", "at", "The next error in the chain, as a JSON Pointer. The object around it is repeated there."),
    ("`chain`", "code", "Which error of the chain has the code: `outermost` or `innermost`. Default: `outermost`."),
    ("a health check", "path", "The path of the check. Exactly one of `path` and `url` is required."),
    ("a health check", "url", "The absolute URL of the check. Exactly one of `path` and `url` is required."),
    ("a field", "type", "The type of the value. Default: `string`."),
    ("a state", "kind", "How a job leaves the state. Required."),
    ("`retry`", "attempts", "How many times the call is sent in total."),
    ("an item of a list", "items", "The list, as a JSON Pointer into the body. Required."),
    ("an item of a list", "where", "What must hold of the item, by JSON Pointer into it. Default: nothing."),
    ("an item of a list", "member", "The value, as a JSON Pointer into the item. Default: the item itself."),
    ("`server_says`", "at", "Where the server says whether to retry: a JSON Pointer, a header, or a list of these. Required."),
    ("`server_says`", "after", "The text begins after the last one of these."),
    ("`max`", "backoff_plus", "How much longer than the delay of the backoff a hint may be."),
    ("`cost`", "connect", "The tokens that a retry takes after a connection could not be established."),
    ("`cost`", "timeout", "The tokens that a retry takes after a response did not arrive in time."),
    ("`cost`", "reset", "The tokens that a retry takes after a connection broke."),
    ("`cost`", "tls", "The tokens that a retry takes after a TLS session could not be established."),
    ("`server_says`", "before", "The text ends before the first one of these."),
    ("`server_says`", "yes", "The values that mean that the call may be retried."),
    ("`server_says`", "no", "The values that mean that the call must not be retried."),
    ("`rate_limit`", "limit", "The header with the size of the limit."),
    ("`rate_limit`", "remaining", "The header that says how much of the limit is left."),
    ("`rate_limit`", "reset", "The header that says when the limit is restored."),
    ("`rate_limit`", "scope", "What the limit applies to, such as `api_key`."),
    ("`reset`", "header", "The name of the header."),
    ("`reset`", "form", "How its value is written."),
    ("`safety`", "keyed", "The header that carries the idempotency key."),
    ("`expect`", "status", "The status of a healthy service."),
    ("`expect`", "body", "Whether the body is empty."),
    ("a key of codes", "type", "The type of its values."),
    ("a key of codes", "unique", "`false`: several codes can have the same value, so none is found by it."),
    ("a member", "at", "Where the value is in the item: a JSON Pointer, or a list of these. Default: the member of that name."),
    ("a member", "type", "The type of the value. Default: `string`."),
    ("a payload member", "type", "The type of the member: that of a parameter, `json`, a catalog, a list or a map."),
    ("a payload member", "at", "Where the member is, if it is not a top-level member with its name."),
    ("a payload member", "optional", "Whether a response may lack it."),
    ("a type", "list", "An array of such items: a type, or objects with these members."),
    ("a type", "map", "An object whose member names are data, with such values: a type, or objects with these members."),
    ("`observe`", "at", "Where a response reports the state."),
    ("`unknown`", "treat_as", "How to treat a state that is not listed."),
    ("`unknown`", "limit", "For `pending`: how many such readings are accepted."),
    ("`outcome`", "needs", "What somebody has to do."),
    ("a case of `outcome`", "when", "The conditions under which this outcome applies."),
    ("a case of `outcome`", "is", "The outcome."),
    ("an edge", "edge", "`A | B -> C | D`: the states, and the states that may follow them."),
    ("an edge", "command", "The command that causes the transition."),
    ("a remark", "text", "The advice, or what the document leaves open."),
    ("`lints`", "allow", "The warnings that are silenced in this file, each with a reason."),
    ("a condition", "present", "Every value except `null`."),
    ("a condition", "not", "A value that does not pass this test, and an absent value."),
];

pub(super) struct Reference;

impl Texts for Reference {
    fn key(&self, of: &str, key: &str) -> Option<String> {
        let own = KEYS.iter().filter(|(what, ..)| *what == of).map(|(_, heading, first)| (*heading, *first));
        let conditions = of.starts_with("the `when`").then_some(CONDITIONS);
        let other = OTHERS.iter().find(|(what, own, _)| (*what, *own) == (of, key)).map(|(.., text)| (*text).to_owned());
        let test = (of == "a condition").then(|| row("Conditions", "test", key)).flatten();
        let listed = || own.chain(conditions).find_map(|(heading, first)| row(heading, first, key));
        other.or(test).or_else(listed).or_else(|| row(SHARED.0, SHARED.1, key))
    }

    fn word(&self, of: &str, word: &str) -> Option<String> {
        WORDS.iter().filter(|(what, ..)| *what == of).find_map(|(_, heading, first)| row(heading, first, word))
    }
}

/// A row of a table: the heading above it, the header, and the cells.
struct Row {
    heading: &'static str,
    header: Vec<&'static str>,
    cells: Vec<&'static str>,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let (mut rows, mut heading, mut header) = (Vec::new(), "", Vec::new());
    for line in LANGUAGE.lines() {
        if line.starts_with('#') {
            heading = line.trim_start_matches('#').trim();
        }
        let Some(line) = line.strip_prefix('|').and_then(|line| line.strip_suffix('|')) else {
            header.clear();
            continue;
        };
        let cells: Vec<&str> = line.split(" | ").map(str::trim).collect();
        match header.is_empty() {
            true => header = cells,
            false => rows.push(Row { heading, header: header.clone(), cells }),
        }
    }
    rows
});

/// What a row of a table says about a word in its first cell.
fn row(heading: &str, first: &str, word: &str) -> Option<String> {
    let mut rows = ROWS.iter().filter(|row| row.heading == heading && row.header.first() == Some(&first));
    rows.find(|row| row.cells.first().is_some_and(|cell| names(cell, word))).map(|row| sentences(&row.header, &row.cells))
}

/// Whether a cell names a word, as `word`, `word: 1` or `{ word: 1 }`.
fn names(cell: &str, word: &str) -> bool {
    let quoted = cell.split('`').skip(1).step_by(2);
    quoted
        .map(|text| text.trim_start_matches("{ "))
        .any(|text| text.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(':')))
}

fn sentences(header: &[&str], cells: &[&str]) -> String {
    let text = header.iter().zip(cells).skip(1).filter(|(_, cell)| !cell.is_empty() && **cell != "none");
    let text = text.filter(|(header, _)| !matches!(**header, "allowed on")).map(|(header, cell)| match *header {
        "default" if cell.starts_with("required") || cell.contains("is required") => format!("{}.", capital(cell)),
        "default" => format!("Default: {cell}."),
        "keys" => format!("Keys: {cell}."),
        _ => format!("{}.", capital(cell.trim_end_matches('.'))),
    });
    text.collect::<Vec<_>>().join(" ").replace("\\|", "|").replace(", see below", "").replace(" (§2)", "").replace(" (§3)", "")
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
