use crate::lists::IntoVec;
use crate::model::{CodeId, Contract, When};
use crate::source::Spanned;
use crate::syntax::{Condition, Predicate, Test};

/// What a condition is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the keys of the language")]
pub enum Asked {
    Status,
    ContentType,
    Code,
    Type,
    Category,
    Tag,
    Body,
    Transport,
    Operation,
    Method,
    Header,
    Field,
}

/// The conditions as text: `status 504`, `code TIMEOUT or BUSY`, `X-Reason starts with rate_`.
pub fn words(when: &When, contract: &Contract) -> Vec<(Asked, String)> {
    let wires = |ids: &Option<Spanned<Vec<CodeId>>>| -> Vec<String> {
        let ids = ids.iter().flat_map(|ids| &ids.value);
        let mut wires: Vec<String> = ids.filter_map(|id| Some(contract.code(*id)?.wire.value.clone())).into_vec();
        wires.dedup();
        wires
    };
    let operation = |at: usize| contract.operations.get(at).map(|operation| operation.name.value.clone());
    let body = |at: usize| contract.bodies.get(at).map(|body| body.name.value.clone());
    let lists: [(Asked, &str, Vec<String>); 10] = [
        (Asked::Status, "status", texts(&when.status, |status| Some(status.to_string()))),
        (Asked::ContentType, "content type", texts(&when.content_type, |text| Some(text.clone()))),
        (Asked::Code, "code", wires(&when.code)),
        (Asked::Type, "type", wires(&when.error_type)),
        (Asked::Category, "category", texts(&when.category, |category| Some(category.as_str().to_owned()))),
        (Asked::Tag, "tag", texts(&when.tag, |tag| Some(tag.clone()))),
        (Asked::Body, "body", texts(&when.body, |at| body(*at))),
        (Asked::Transport, "transport", texts(&when.transport, |transport| Some(transport.as_str().to_owned()))),
        (Asked::Operation, "operation", texts(&when.operation, |at| operation(*at))),
        (Asked::Method, "method", texts(&when.method, |method| Some(method.as_str().to_owned()))),
    ];
    let mut words: Vec<(Asked, String)> = Vec::new();
    for (asked, word, values) in lists {
        if !values.is_empty() {
            words.push((asked, format!("{word} {}", values.join(" or "))));
        }
    }
    for (asked, conditions) in [(Asked::Header, &when.headers), (Asked::Field, &when.fields)] {
        conditions
            .iter()
            .map(|Condition { at, test, .. }| (asked, format!("{}{}", at.value, test_words(test))))
            .add_to(&mut words);
    }
    words
}

/// The conditions as text for diagrams, in which codes and bodies are not named: `status 404, /error is present`.
pub fn condition_words(when: &When) -> String {
    let mut words = Vec::new();
    for (word, values) in [
        ("status", texts(&when.status, |status| Some(status.to_string()))),
        ("content type", texts(&when.content_type, |text| Some(text.clone()))),
        ("category", texts(&when.category, |category| Some(category.as_str().to_owned()))),
        ("tag", texts(&when.tag, |tag| Some(tag.clone()))),
    ] {
        if !values.is_empty() {
            words.push(format!("{word} {}", values.join(" or ")));
        }
    }
    for (word, is_asked) in [
        ("a code", when.code.is_some()),
        ("an error type", when.error_type.is_some()),
        ("an error body", !when.body.is_empty()),
    ] {
        if is_asked {
            words.push(word.to_owned());
        }
    }
    let tests = when.headers.iter().chain(&when.fields);
    tests.map(|Condition { at, test, .. }| format!("{}{}", at.value, test_words(test))).add_to(&mut words);
    words.join(", ")
}

fn texts<T>(list: &[Spanned<T>], text: impl Fn(&T) -> Option<String>) -> Vec<String> {
    list.iter().filter_map(|item| text(&item.value)).into_vec()
}

/// `: busy`, ` is not busy`, ` starts with rate_ or is busy`.
fn test_words(test: &Test) -> String {
    match (test.negated, test.any.as_slice()) {
        (false, [Predicate::Equals(text)]) => format!(": {text}"),
        (false, any) => format!(" {}", any.iter().map(|one| predicate_words(one, false)).into_vec().join(" or ")),
        (true, any) => format!(" {}", any.iter().map(|one| predicate_words(one, true)).into_vec().join(" and ")),
    }
}

fn predicate_words(predicate: &Predicate, negated: bool) -> String {
    let [is, does] = if negated { ["is not", "does not "] } else { ["is", ""] };
    let verb = |plain: &str, third: &str| if negated { format!("{does}{plain}") } else { third.to_owned() };
    match predicate {
        Predicate::Present => if negated { "is absent" } else { "is present" }.to_owned(),
        Predicate::Equals(text) => format!("{is} {text}"),
        Predicate::Contains(text) => format!("{} {text}", verb("contain", "contains")),
        Predicate::Starts(text) => format!("{} with {text}", verb("start", "starts")),
        Predicate::Ends(text) => format!("{} with {text}", verb("end", "ends")),
        Predicate::Has(text) => format!("{} {text}", verb("have", "has")),
        Predicate::HasItem(tests) => {
            let each = tests.iter().map(|(at, test)| {
                let at = if at.is_empty() { "it" } else { at };
                format!("{at}{}", test_words(test))
            });
            format!("{} an item of which {}", verb("have", "has"), each.into_vec().join(" and "))
        }
        Predicate::Between(least, i64::MAX) => format!("{is} at least {least}"),
        Predicate::Between(i64::MIN, most) => format!("{is} at most {most}"),
        Predicate::Between(least, most) => format!("{is} from {least} to {most}"),
    }
}
